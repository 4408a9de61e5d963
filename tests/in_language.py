"""Lets the tests be run in a pseudo-language: what they compare is read back into English.

With `--language qps-ploc` the whole window speaks it, while the tests go on to expect English: each
comparison in a test module, and each question to a string, is made of the English that the letters
stand for. From right to left there are no capitals, and marks of direction are left out.
"""

import ast
import re
import sys
from collections.abc import KeysView
from pathlib import Path, PurePath

import msgspec
from _pytest.assertion import rewrite
from babel.messages.pofile import read_po

from annotator import i18n
from annotator.pseudo_language import _VOWELS, PseudoLanguage
from tools.messages import TEMPLATE

_COMPARED = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.LtE, ast.GtE)  # the last two of sets
_ASKED = {
    "count",
    "endswith",
    "index",
    "lower",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rpartition",
    "split",
    "splitlines",
    "startswith",
}
_CONTAINERS = (list, tuple, set, frozenset)  # also those that a fixture fills, as a list of its own
_IMPORT = "from in_language import asked as _asked, english as _english, says as _says"
_MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
_twice = {}


def speak(language):
    """Speak a pseudo-language, without the brackets, and read it back in every test module."""
    i18n.choose_language(language)
    PseudoLanguage.gettext = as_collected(PseudoLanguage.gettext)
    texts = i18n._PROGRAM.texts
    texts.ends = "", ""
    letters = {chr(other): chr(plain) for plain, other in texts._letters.items()}
    vowels = {other for other, plain in letters.items() if _VOWELS.match(plain)}
    _twice["letters"] = str.maketrans(letters)
    _twice["vowels"] = re.compile(f"([{''.join(sorted(vowels))}])\\1", re.I)
    rewrite_asserts = rewrite.rewrite_asserts

    def translated(module, source, path, *more):
        if Path(path or "").is_relative_to(Path(__file__).parent):
            place = 1 if ast.get_docstring(module) else 0
            module.body[place:place] = ast.parse(_IMPORT).body
            ast.fix_missing_locations(_Reader().visit(module))
        rewrite_asserts(module, source, path, *more)

    rewrite.rewrite_asserts = translated
    rewrite._read_pyc = lambda *_args, **_more: None
    sys.dont_write_bytecode = True


def as_collected(gettext):
    """Return `gettext` of a pseudo-language that leaves in English what translators are not given.

    It would translate anything; a catalogue has the texts of the template alone.
    """
    with TEMPLATE.open("rb") as file:
        ids = [message.id for message in read_po(file)]
    collected = {form for id_ in ids for form in ([id_] if isinstance(id_, str) else id_)}

    def translated(texts, message):
        return gettext(texts, message) if message in collected else message

    return translated


def english(value):
    """Return a string, or those in a list, a record and the like, as the English they stand for."""
    if type(value) is str:
        plain = _in_plain_letters(value)
        return _MARKS.sub("", plain).lower() if i18n.is_right_to_left() else plain
    if isinstance(value, PurePath):
        return type(value)(english(str(value)))
    if isinstance(value, KeysView):
        value = set(value)
    if isinstance(value, _CONTAINERS):
        kind = next(each for each in _CONTAINERS if isinstance(value, each))
        return kind(map(english, value))
    if type(value) is dict:
        return {english(key): english(each) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        return _of_record(value)
    return value


def asked(value, question, *args, **named):
    """Return what a text or a list answers; without letters of the language it is asked as is."""
    is_list = isinstance(value, _CONTAINERS)
    if not is_list and (type(value) is not str or _in_plain_letters(value) == value):
        return getattr(value, question)(*args, **named)
    return getattr(english(value), question)(*map(english, args), **named)


def says(pattern):
    """Return whether an error says what a pattern expects, as `match` of pytest.raises does."""
    return lambda error: re.search(pattern, english(str(error)), re.I)


def _in_plain_letters(text):
    return _twice["vowels"].sub(r"\1", text).translate(_twice["letters"])


def _of_record(record):
    """Return a record with the English of its texts, or itself when they are English."""
    texts = {
        name: english(text)
        for name in record.__struct_fields__
        if isinstance(text := getattr(record, name), str) and english(text) != text
    }
    return msgspec.structs.replace(record, **texts) if texts else record


class _Reader(ast.NodeTransformer):
    def visit_Compare(self, node):
        node = self.generic_visit(node)
        if all(isinstance(each, _COMPARED) for each in node.ops):
            node.left, node.comparators = _read(node.left), list(map(_read, node.comparators))
        return node

    def visit_Call(self, node):
        node = self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _ASKED:
            question = ast.Constant(node.func.attr)
            node.args = [node.func.value, question, *node.args]
            node.func = ast.Name("_asked", ast.Load())
            ast.copy_location(question, node), ast.copy_location(node.func, node)
        for keyword in node.keywords:
            if keyword.arg == "match" and getattr(node.func, "attr", "") == "raises":
                keyword.arg, keyword.value = "check", _read(keyword.value, "_says")
        return node


def _read(node, by="_english"):
    if isinstance(node, ast.Starred):
        return node
    called = ast.Name(by, ast.Load())
    return ast.copy_location(ast.Call(called, [node], []), node)
