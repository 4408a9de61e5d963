"""Every sentence for people goes through annotator.i18n, and the template has all of them."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import annotator
from tools.messages import TEMPLATE, template

ROOT = Path(annotator.__file__).parent
IN_ENGLISH = {
    "exporters/csv_tables": "descriptions of columns are part of the package, the same for all",
    "exporters/averitec.py": "as above",
    "exporters/figure_csv.py": "as above",
    "exporters/hugging_face.py": "as above",
    "exporters/label_studio.py": "as above",
    "exporters/metadata.py": "as above",
    "exporters/omissions.py": "as above",
    "exporters/readme.py": "as above",
    "exporters/table.py": "as above",
    "exporters/workbook.py": "as above",
    "ui/reading/face.py": "prose that is measured, never shown",
    "tour": "says to engineers what was pictured",
}
"""What of the program is not translated, and why."""
TRANSLATED = {"tr", "N_", "ngettext", "pgettext", "counted"}  # the last as a label of an edit
FOR_ENGINEERS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "KeyError",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "Formatter",
    "compile",
}
STORED = {
    "Annotator backups",  # a folder, which travels
    "Annotator",  # a name
    "End of Document",  # of databases of news
    "Times of the lines: {}.",
    "“{}”, entry",
    "Redirected from {}",  # of how a page came
    "https://…",
    "CHECK constraint failed in",  # of SQLite
    "It closed on a Thursday in spring, and nobody who had come to the river signed anything. ",
}
"""What is stored in a project, or is measured, is in English, whoever reads it."""
SETTERS = {
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "setStatusTip",
    "setTitle",
    "setHeaderLabels",
    "addMenu",
    "post",
    "tell",
    "say",
    "echo",
    "announce",
    "QLabel",
    "QPushButton",
    "QToolButton",
    "QAction",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "QMenu",
}
"""What shows its literal arguments to people."""
SENTENCE = re.compile(r"^[A-Z“▲].*[a-z]{2,}\S* [a-z]|“[^”]*”.*[a-z]{2,}|^[a-z]+ [a-z]+ [a-z ]+\.$")
TECHNICAL = re.compile(
    r"SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|BEGIN|\b(?:FROM|WHERE|JOIN|IN) |IS NULL|LIKE"
    r"|\(\?|\\[sdwbW]|\[\^|px\b|Mapping\[|%\(|mimetype|\{\{|^Q\w+|^\W*$"
)
WORD = re.compile(r"[A-Za-z]{2,}")


def literals(tree):
    """Yield (node, text, the calls it is an argument of) for each literal but docstrings."""
    stack = [(tree, ())]
    while stack:
        node, calls = stack.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.JoinedStr):
            values = node.values
            text = "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in values)
            yield node, text, calls
            inner = [v.value for v in values if isinstance(v, ast.FormattedValue)]
            stack += [(each, calls) for each in inner]
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value, calls
        if isinstance(node, ast.Call):
            given = [*node.args, *(each.value for each in node.keywords)]
            stack += [(node.func, calls), *((each, (*calls, name_of(node.func))) for each in given)]
        elif isinstance(node, ast.Subscript):
            stack.append((node.value, calls))
        else:
            stack += [(child, calls) for child in ast.iter_child_nodes(node)]


def name_of(called):
    """Return the last name of what is called."""
    return getattr(called, "attr", getattr(called, "id", ""))


def untranslated(source):
    """Return (line, text) of every literal for people that is not translated."""
    found = []
    for node, text, calls in literals(ast.parse(source)):
        if TRANSLATED.intersection(calls) or FOR_ENGINEERS.intersection(calls):
            continue
        is_shown = bool(calls) and calls[-1] in SETTERS and WORD.search(text.replace("{}", ""))
        is_for_people = is_shown or SENTENCE.search(text)
        if is_for_people and text not in STORED and not TECHNICAL.search(text):
            found.append((node.lineno, text))
    return sorted(found)


def modules():
    """Return the modules that speak to people."""
    paths = sorted(ROOT.rglob("*.py"))
    return [p for p in paths if not p.relative_to(ROOT).as_posix().startswith(tuple(IN_ENGLISH))]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sentences_are_translated(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise AnnotatorError("There is no such article.")',
        'label.setText(f"{count} claims")',
        'button = QPushButton("Close")',
        'NOTHING = "Nothing to undo here."',
        'say("Done.")',
    ],
)
def test_a_sentence_that_is_not_translated_is_found(source):
    assert len(untranslated(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'raise AnnotatorError(tr("There is no such article."))',
        'label.setText(ngettext("{count} claim", "{count} claims", 3))',
        'log.warning("The file could not be read: %s", file)',
        'raise ValueError("An anchor needs at least one stretch.")',
        'box.setObjectName("claim.text")',
        '"""Return the words on one line."""',
    ],
)
def test_what_is_translated_or_technical_is_passed_over(source):
    assert untranslated(source) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_counts_are_worded_by_ngettext(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert [node.lineno for node in ast.walk(tree) if is_plural(node)] == []


def is_plural(node):
    """Return whether a word is chosen by hand for one thing or several."""
    if not isinstance(node, ast.IfExp) or not isinstance(node.test, ast.Compare):
        return False
    compared = node.test.comparators[0]
    is_one = isinstance(compared, ast.Constant) and compared.value == 1
    chosen = (node.body, node.orelse)
    last = {tuple(WORD.findall(ast.unparse(each))[-1:]) for each in chosen if is_text(each)}
    return is_one and len(last) == 2 and () not in last


def is_text(node):
    """Return whether a node is a literal, with values in it or without."""
    return isinstance(node, ast.Constant | ast.JoinedStr)


def test_a_plural_made_by_hand_is_found():
    (choice,) = ast.parse('"1 file" if count == 1 else f"{count} files"').body

    assert is_plural(choice.value)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_is_translated_within_an_f_string(path):
    """Before Python 3.12 Babel does not look into them, so that translators would not get it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert [call.lineno for call in translated_within(tree)] == []


def translated_within(tree):
    """Yield the calls in f-strings that translate a literal."""
    for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        calls = (node for node in ast.walk(text) if isinstance(node, ast.Call))
        yield from (
            call
            for call in calls
            if name_of(call.func) in TRANSLATED
            if any(isinstance(given, ast.Constant) for given in call.args)
        )


def test_a_text_within_an_f_string_is_found():
    tree = ast.parse("f'▲ {tr(\"Enter a name.\")} {tr(title)}'")

    assert len([*translated_within(tree)]) == 1


def test_template_for_translators_is_up_to_date():
    with TEMPLATE.open("rb") as file:
        known = {message.id for message in read_po(file)}
    found = {message.id for message in read_po(BytesIO(template()))}

    assert found - known == set(), "run make messages"
    assert known - found == set(), "run make messages"


def test_no_text_for_translators_is_to_be_glued():
    with TEMPLATE.open("rb") as file:
        forms = [
            form
            for message in read_po(file)
            for form in ([message.id] if isinstance(message.id, str) else message.id)
        ]

    assert [form for form in forms if form != form.strip()] == []
