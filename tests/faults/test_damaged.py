"""Files that the disk, a mail or a cloud has damaged: said in words, and never written to."""

from contextlib import closing, suppress

import pytest

from annotator.commands.import_command import import_files
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.storage.project import open_project, open_sound
from annotator.storage.rows import TABLES
from annotator.storage.verification import findings

PAGE = 4096
SLICES, ROUNDS, FEW = 40, 250, 60


def cut(random, raw):
    return raw[: random.randrange(len(raw))]


def flipped(random, raw):
    changed = bytearray(raw)
    for _ in range(random.choice((1, 1, 3, 40))):
        bit = random.randrange(len(raw) * 8)
        changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def flipped_at_the_top(random, raw):
    """Flip bits in the header and the heads of pages, where they lead elsewhere."""
    changed = bytearray(raw)
    for _ in range(random.choice((1, 2, 5))):
        place = random.randrange(len(raw) // PAGE) * PAGE + random.randrange(120)
        changed[place] ^= 1 << random.randrange(8)
    return bytes(changed)


def zeroed(random, raw):
    start, length = random.randrange(len(raw)), random.choice((1, 64, 512, PAGE, 3 * PAGE))
    return raw[:start] + bytes(min(length, len(raw) - start)) + raw[start + length :]


def pages(raw):
    return [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]


def swapped(random, raw):
    order = pages(raw)
    one, other = random.sample(range(len(order)), 2)
    order[one], order[other] = order[other], order[one]
    return b"".join(order)


def repeated(random, raw):
    order = pages(raw)
    order[random.randrange(len(order))] = order[random.randrange(len(order))]
    return b"".join(order)


def noise(random, raw):
    start, length = random.randrange(len(raw)), random.choice((4, 100, PAGE))
    return (raw[:start] + random.randbytes(length) + raw[start + length :])[: len(raw)]


def longer(random, raw):
    return raw + random.randbytes(random.choice((1, 100, PAGE, 5 * PAGE)))


REMEDIES = (cut, flipped, flipped_at_the_top, zeroed, swapped, repeated, noise, longer)


@pytest.fixture
def article(tmp_path):
    """A file to bring in."""
    path = tmp_path / "article.txt"
    path.write_text("Nothing was promised.\n\nNobody asked.\n")
    return path


def look(path, state_folder):
    """Open a project as the window does, and read all that can be read."""
    with closing(open_project(path, state_folder)) as store:
        store.sign_in("Ben")
        for table in TABLES:
            with suppress(StorageError):
                list(store.reader.each(table.kind))
        for ask in (
            store.reader.article_summaries,
            store.undo_label,
            store.redo_label,
            store.reader.codebook,
        ):
            with suppress(StorageError):
                ask()


def brought_in(path, state_folder, article):
    """Import as the command does; return whether anything came in."""
    with closing(open_sound(path, state_folder)) as store:
        store.sign_in("Ben")
        return bool(import_files(store, [article], "").imported)


def pytest_generate_tests(metafunc):
    """Have 10,000 damages in slices, so that each of them ends soon, or one with a few."""
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", range(SLICES if metafunc.config.getoption("full") else 1))


@pytest.mark.red_when(
    "the_engine_is_not_understood", "damaged_projects_are_worked_in", "a_look_counts_as_a_change"
)
def test_a_damaged_project_is_told_in_words_and_not_written_to(
    full, chance, part, sound, tmp_path, article
):
    random, raw = chance(2026 + part), sound.read_bytes()
    folder, state_folder = tmp_path / "damaged", tmp_path / "state"
    folder.mkdir()
    path = folder / "trial.annotator"
    for number in range(ROUNDS if full else FEW):
        damaged = REMEDIES[number % len(REMEDIES)](random, raw)
        path.write_bytes(damaged)
        found = list(findings(path, state_folder))
        with suppress(AnnotatorError):
            look(path, state_folder)
        if found:  # what falls on a byte that nobody uses is no damage
            with suppress(AnnotatorError):
                brought_in(path, state_folder, article)
        assert path.read_bytes() == damaged, f"number {number} was changed"
        assert list(folder.iterdir()) == [path], f"number {number} left something behind"
