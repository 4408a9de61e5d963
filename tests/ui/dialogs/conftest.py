"""What several dialogs are tried with."""

from contextlib import closing

import pytest
from PySide6.QtCore import QThreadPool

from annotator.domain.backup import FOLDER, BackupReason
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Entity
from annotator.i18n import N_
from annotator.storage.backups import backing_up, snapshot
from annotator.storage.project import create_project
from annotator.ui.project.workspace import Workspace


@pytest.fixture
def backed_up(tmp_path):
    """A project file with a backup after each of two edits, and one edit more."""

    def add(name):
        workspace.do(Edit.add(EditLabel.of(N_("Add claim {code}"), code=name), Entity(name=name)))

    path = tmp_path / "Trial.annotator"
    store = create_project(path, "Trial", [], tmp_path / "seen")
    store.sign_in("Ана")
    workspace = Workspace(store, path)
    for name in ("Ан", "Бе"):
        add(name)
        with closing(snapshot(path)) as db:
            [*backing_up(db, path, [tmp_path / FOLDER], BackupReason.ASKED, lambda _: ())]
    add("Ва")
    yield workspace
    QThreadPool.globalInstance().waitForDone()
    workspace.close()
