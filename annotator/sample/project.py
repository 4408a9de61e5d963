"""The sample project: built from text files once, and then never overwritten."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.i18n import tr
from annotator.importers import codebook
from annotator.sample import edits as worked_example
from annotator.sample.edits import WorkedExample
from annotator.storage.engine import refusing
from annotator.storage.project import create_project

NAME: Final = "Sample.annotator"
"""The file name of the sample project."""

AUTHOR: Final = "Sample"
"""Whose labels those of the sample are."""

_PACKAGE = Path(__file__).resolve().parent.parent


def source() -> Path:
    """Return the folder of the files that the sample is built from.

    A wheel and a frozen program carry projects/ inside the package, the source tree beside it.
    """
    packed = _PACKAGE / "projects"
    return (packed if packed.is_dir() else _PACKAGE.parent / "projects") / "sample"


def ensure(folder: Path, state_folder: Path, annotator_name: str = AUTHOR) -> Path:
    """Return the path of the sample project in a folder; build it if it is missing.

    `state_folder` holds the high-water marks of projects. Raises AnnotatorError when it cannot be
    built, and then leaves nothing in the folder.
    """
    path = folder / NAME
    if path.exists():
        return path
    example = worked_example.load(source())
    with refusing(
        lambda: tr("The sample project could not be created in “{folder}”", folder=folder)
    ):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".sample-", dir=folder) as workshop:
            draft = Path(workshop) / NAME
            _build(example, draft, state_folder, annotator_name)
            if not path.exists():  # another window may have built it meanwhile
                draft.rename(path)
    return path


def _build(example: WorkedExample, path: Path, state_folder: Path, annotator_name: str) -> None:
    schemes = codebook.named(example.form.codebook)
    store = create_project(path, example.form.name, schemes, state_folder)
    try:
        store.sign_in(annotator_name)
        for edit in worked_example.edits(example, store.reader.codebook(), store.annotator.id):
            store.apply(edit)
    finally:
        store.close()
