import pytest

from annotator import assets


@pytest.mark.parametrize("name", ["icons", "themes/light.toml", "themes/annotator.qss"])
def test_what_the_program_needs_is_found(name):
    assert assets.path(name).exists()


def test_resources_packed_into_the_package_come_first(tmp_path, monkeypatch):
    packed = tmp_path / "annotator" / "resources"
    packed.mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", packed.parent)

    assert assets.path("icons/claim.svg") == packed / "icons" / "claim.svg"
