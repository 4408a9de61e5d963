"""doccano and Label Studio take our files, and what they export again comes back as it was.

Each server runs on loopback, as its own pages drive it; elsewhere.py says which Python has it.
"""

import json
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotator.exporters import format_named
from annotator.exporters.write import write
from benchmarks.peers.server import Client, Servers
from tests.exporters.elsewhere import python_with, require
from tests.operations.test_round_trips import brought_back, marks, new_store, wordings
from tests.random_projects import RandomProject

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

TOKEN = "0123456789abcdef" * 2 + "01234567"
LOGIN = {"username": "judge", "password": "judge-1234"}
QUIET = {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": ""}


@pytest.fixture(scope="module")
def server(request, tmp_path_factory):
    """Return a client of a server that is started for these tests."""
    library, start = request.param
    require(library)
    folder = tmp_path_factory.mktemp("server")
    servers = Servers(folder, {"DOCCANO_HOME": str(folder), **QUIET})
    try:
        yield start(servers, Path(python_with(library)).parent, folder)
    finally:
        servers.stop()


def start_doccano(servers, programs, _folder):
    program = programs / "doccano"
    servers.run(program, "init")
    servers.run(program, "createuser", *(f"--{name}={word}" for name, word in LOGIN.items()))
    servers.start(program, "webserver", "--port", "8492", "--workers", "1")
    servers.start(program, "task")
    client = Client("http://localhost:8492/v1")
    client.wait("/health")
    key = json.loads(client.post("/auth/login/", LOGIN))["key"]
    client.headers["Authorization"] = f"Token {key}"
    return client


def start_label_studio(servers, programs, folder):
    servers.start(
        *(programs / "label-studio", "start", "-b", "--data-dir", folder, "-p", "8491"),
        *("--host", "http://localhost:8491", "--enable-legacy-api-token"),
        *("--username", "judge@example.org", "--password", "judge-1234", "--user-token", TOKEN),
    )
    client = Client("http://localhost:8491/api", {"Authorization": f"Token {TOKEN}"})
    client.wait("/projects")
    return client


DOCCANO = ("backend", start_doccano)
LABEL_STUDIO = ("label_studio", start_label_studio)


def projects():
    """Yield projects made by chance, and what each of them is exported to."""
    for seed in (3, 7, 11):
        store = new_store()
        RandomProject(store, seed)
        yield store
        store.close()


def exported(store, name, target):
    """Export with the types of claims as labels."""
    list(write(format_named(name), store.reader, target, {"labels": "type"}))
    return target


@pytest.mark.parametrize("server", [DOCCANO], indirect=True)
def test_doccano_gives_back_every_mark(server, tmp_path):
    for number, store in enumerate(projects()):
        file = exported(store, "doccano", tmp_path / f"{number}.jsonl")

        (tmp_path / f"back{number}.jsonl").write_bytes(through_doccano(server, file))
        other = new_store()
        found = brought_back(other, tmp_path / f"back{number}.jsonl")

        assert found.refused == ()
        assert marks(other, has_gaps=True) == marks(store, has_gaps=True)
        other.close()


def through_doccano(client, file):
    """Import lines with spans and relations into a new project, and export it."""
    kind = {"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject"}
    about = {"name": "Judged", "description": "x", "guideline": "", "use_relation": True}
    made = client.post("/projects", {**about, **kind, "allow_overlapping": True})
    path = f"/projects/{json.loads(made)['id']}"
    sent = client.upload("/fp/process/", "filepond", file).decode().strip('"')
    how = {"format": "JSONL", "task": "RelationExtraction", "uploadIds": [sent]}
    names = {"column_data": "text", "column_label": "entities", "encoding": "utf_8"}
    task = json.loads(client.post(f"{path}/upload", how | names))["task_id"]
    while not (state := json.loads(client.get(f"/tasks/status/{task}")))["ready"]:
        time.sleep(0.1)
    assert state["result"]["error"] == []
    asked = client.post(f"{path}/download", {"format": "JSONL", "exportApproved": False})
    task = json.loads(asked)["task_id"]
    while not (found := client.get(f"{path}/download?taskId={task}")).startswith(b"PK"):
        time.sleep(0.1)
    with ZipFile(BytesIO(found)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("server", [LABEL_STUDIO], indirect=True)
def test_label_studio_gives_back_every_mark_with_its_wording(server, tmp_path):
    for number, store in enumerate(projects()):
        folder = exported(store, "label-studio", tmp_path / f"{number}")

        (tmp_path / f"{number}.json").write_bytes(through_label_studio(server, folder))
        other = new_store()
        found = brought_back(other, tmp_path / f"{number}.json")

        assert found.refused == ()
        assert marks(other, has_gaps=True) == marks(store, has_gaps=True)
        assert wordings(other) == wordings(store)
        other.close()


@pytest.mark.parametrize("server", [LABEL_STUDIO], indirect=True)
def test_label_studio_takes_texts_without_marks(server, desk, tmp_path):
    desk.article("Nothing is marked here.")
    folder = exported(desk, "label-studio", tmp_path / "out")

    assert len(json.loads(through_label_studio(server, folder))) == 1


def through_label_studio(client, folder):
    """Make a project with our configuration, import the tasks, and export them."""
    config = (folder / "labels.xml").read_text(encoding="utf-8")
    made = client.post("/projects", {"title": "Judged", "label_config": config})
    project = json.loads(made)["id"]
    client.upload(f"/projects/{project}/import", "file", folder / "tasks.json")
    return client.get(f"/projects/{project}/export?exportType=JSON")
