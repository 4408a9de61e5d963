import msgspec
import pytest

from annotator.domain.errors import AnnotatorError
from annotator.ui.application.settings import MOST_RECENT, Preferences, Settings, save
from annotator.ui.application.settings import load as load_with_news


def load(folder):
    return load_with_news(folder).settings


def test_what_was_saved_is_loaded(tmp_path):
    settings = Settings(scheme="dark", text_family="Georgia", line_height=1.4, recent=("a", "b"))

    save(settings, tmp_path / "new folder")

    assert load(tmp_path / "new folder") == settings


def test_a_first_start_has_the_defaults(tmp_path):
    settings = load(tmp_path)

    assert (settings.scheme, settings.text_size_px, settings.recent) == ("system", 16, ())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'"dark"'])
def test_a_damaged_file_gives_defaults_and_is_kept_aside(tmp_path, content):
    (tmp_path / "settings.json").write_bytes(content)

    assert load(tmp_path) == Settings()
    assert (tmp_path / "settings-damaged.json").read_bytes() == content


def test_only_what_is_not_usual_is_written(tmp_path):
    save(Settings(scheme="dark", recent=("x",)), tmp_path)

    kept = msgspec.json.decode((tmp_path / "settings.json").read_bytes())
    assert kept == {"scheme": "dark", "recent": ["x"]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"scheme": "system", "line_height": 1.6, "recent": ["x"]}', 1.75),
        (b'{"scheme": "system", "line_height": 1.45, "recent": ["x"]}', 1.45),
        (b'{"line_height": 1.6, "recent": ["x"]}', 1.6),
    ],
)
def test_a_default_of_an_earlier_version_is_no_choice(tmp_path, content, expected):
    (tmp_path / "settings.json").write_bytes(content)

    assert load(tmp_path) == Settings(line_height=expected, recent=("x",))


def test_one_damaged_value_leaves_the_others(tmp_path):
    content = b'{"scheme": "pink", "text_size_px": 9000, "line_height": 1.5, "recent": ["x"]}'
    (tmp_path / "settings.json").write_bytes(content)

    assert load(tmp_path) == Settings(line_height=1.5, recent=("x",))
    assert (tmp_path / "settings-damaged.json").read_bytes() == content


def test_one_damaged_entry_leaves_the_others(tmp_path):
    match = b'{"text": 1, "headline": null}'
    (tmp_path / "settings.json").write_bytes(
        b'{"recent": ["a", 5, "\xff", "b"], "keys": {"claim.add": ["G"], "claim.back": 7},'
        b' "column_matches": {"x": %b, "y": {"text": "one"}, "z": %b}}' % (match, match)
    )

    settings = load(tmp_path)

    assert settings.recent == ("a", "b")
    assert list(settings.column_matches) == ["x", "z"]
    assert settings.keys == {"claim.add": ("G",)}
    assert (tmp_path / "settings-damaged.json").exists()


def test_too_many_entries_are_cut(tmp_path):
    many = {"recent": [f"{n}" for n in range(20)], "keys": {f"{n}": [] for n in range(501)}}
    (tmp_path / "settings.json").write_bytes(msgspec.json.encode(many))

    settings = load(tmp_path)

    assert settings.recent == tuple(f"{n}" for n in range(MOST_RECENT))
    assert list(settings.keys) == [f"{n}" for n in range(1, 501)]


@pytest.mark.parametrize("value", [b"7", b'"x"', b"{}", b"[1, {}]"])
def test_what_is_no_list_of_projects_gives_none(tmp_path, value):
    (tmp_path / "settings.json").write_bytes(b'{"scheme": "dark", "recent": %b}' % value)

    assert load(tmp_path) == Settings(scheme="dark")


def test_a_damaged_file_is_said_once_with_the_place_of_what_was_kept(tmp_path):
    (tmp_path / "settings.json").write_bytes(b'{"scheme": "dark", "recent": 5}')

    preferences = Preferences(tmp_path)

    assert str(tmp_path / "settings-damaged.json") in preferences.take_news()
    assert preferences.take_news() == ""
    assert Preferences(tmp_path).take_news() == ""
    assert load(tmp_path) == Settings(scheme="dark")


def test_a_damaged_file_that_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "settings.json").write_bytes(b"{")
    (tmp_path / "settings-damaged.json").mkdir()

    assert Preferences(tmp_path).take_news() == "Some settings could not be read and were reset."


def test_an_unknown_value_is_kept_aside(tmp_path):
    (tmp_path / "settings.json").write_bytes(b'{"scheme": "dark", "later": 1}')

    assert load(tmp_path).scheme == "dark"
    assert (tmp_path / "settings-damaged.json").exists()


def test_the_newest_project_comes_first_once():
    settings = Settings(recent=("a", "b", "c")).with_recent("b")

    assert settings.recent == ("b", "a", "c")
    assert settings.without_recent("a").recent == ("b", "c")


def test_only_a_dozen_projects_are_remembered():
    settings = Settings()
    for number in range(20):
        settings = settings.with_recent(str(number))

    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0] == "19"


def test_a_changed_preference_is_on_the_disk_at_once(qtbot, tmp_path):
    preferences = Preferences(tmp_path)

    with qtbot.waitSignal(preferences.changed) as told:
        preferences.change(text_size_px=20, recent=("x",))

    assert told.args == [preferences.settings]
    assert load(tmp_path) == preferences.settings
    assert preferences.settings.text_size_px == 20


def test_no_change_is_no_news(qtbot, tmp_path):
    preferences = Preferences(tmp_path)

    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(text_size_px=16)

    assert not (tmp_path / "settings.json").exists()


def test_a_value_that_cannot_be_is_refused(tmp_path):
    preferences = Preferences(tmp_path)

    with pytest.raises(msgspec.ValidationError):
        preferences.change(line_height=0.1)

    assert preferences.settings.line_height == 1.75


def test_settings_that_cannot_be_kept_are_used_and_reported(qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    preferences = Preferences(tmp_path / "file")

    with qtbot.waitSignal(preferences.refused) as told:
        preferences.change(scheme="dark")

    assert isinstance(told.args[0], AnnotatorError)
    assert "could not be saved" in str(told.args[0])
    assert preferences.settings.scheme == "dark"
