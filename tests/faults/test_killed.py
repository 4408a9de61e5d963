"""The program dies at any moment, and nothing that was saved is lost (F01, F03, F07)."""

import shutil
import signal
import time

import pytest

EDITS = ("add_claim", "rename_label", "add_article", "undo", "redo")


@pytest.mark.red_when("edits_return_before_the_commit")
def test_killed_at_random_moments(full, chance, project, at_work, require_whole):
    random = chance(7)
    for _ in range(200 if full else 4):
        process = at_work(random.randrange(10**6))
        acknowledged = [process.stdout.readline().strip() for _ in range(20)]
        assert all(acknowledged), "the project could not be opened again"
        time.sleep(random.uniform(0, 0.3))
        process.kill()
        rest, _ = process.communicate()
        require_whole([*acknowledged, *rest.split("\n")[:-1]])


def pytest_generate_tests(metafunc):
    """Sweep over every kind of edit, or over one of them."""
    if "edit" in metafunc.fixturenames:
        full = metafunc.config.getoption("full")
        metafunc.parametrize("edit", EDITS if full else EDITS[:1])


@pytest.fixture
def again(tmp_path):
    """Put the folder back to what it was when this was called first."""
    saved = tmp_path.with_name(f"{tmp_path.name}-saved")

    def restore():
        if saved.exists():
            shutil.rmtree(tmp_path)
            shutil.copytree(saved, tmp_path)
        else:
            shutil.copytree(tmp_path, saved)

    return restore


@pytest.fixture
def kill_at_each_write(full, do, again):
    """Kill an edit at each of its writes, or at some; yield what was acknowledged before."""
    if not shutil.which("strace"):
        pytest.skip("NOT TESTED: strace is not installed")

    def kill(edit):
        for number in range(1, 400) if full else (3, 24, 32):
            again()
            acknowledged, code = do(edit, killed_at=number)
            if code == 0:
                assert number > 9, "too few writes were seen to have been killed"
                return
            assert code in {-signal.SIGKILL, 128 + signal.SIGKILL}
            yield acknowledged
        assert not full, "the edit never came to its end"

    return kill


@pytest.mark.red_when("an_edit_is_not_one_transaction")
def test_killed_at_each_write_of_one_edit(edit, project, do, kill_at_each_write, require_whole):
    if edit == "redo":
        do("undo")

    for acknowledged in kill_at_each_write(edit):
        require_whole(acknowledged)


@pytest.mark.red_when("a_project_is_made_in_its_place")
def test_killed_at_each_write_of_a_new_project(path, do, kill_at_each_write, require_whole):
    for acknowledged in kill_at_each_write("look"):
        assert do("look")[1] == 0
        require_whole(acknowledged)
