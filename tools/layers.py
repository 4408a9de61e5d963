"""Draw docs/layers.svg: the layers of the program, by the import contracts in pyproject.toml."""

import ast
import re
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "docs" / "layers.svg"

_PACKAGE: Final = "annotator"
_INSIDE: Final = "annotator.ui"  # which is drawn with its own layers

_WIDTH, _MARGIN, _INDENT, _PADDING = 900, 20, 28, 7  # pixels, as all lengths here
_LINE, _GAP, _NAMES = 21, 6, 150
_RULE: Final = (
    "A layer may import what stands below it; neighbours in a layer do not know each other."
)
_STYLE: Final = """
text { font: 13px "DejaVu Sans", "Segoe UI", "Helvetica Neue", sans-serif; fill: #1f2933 }
.name { font-size: 13px; font-weight: 600 }
.what { font-size: 12px; fill: #52606d }
.ground { fill: #ffffff }
.layer { fill: #f1f5f9; stroke: #cbd5e1 }
.inner { fill: #ffffff; stroke: #cbd5e1 }
"""


class Layer(NamedTuple):
    """Neighbours by their full names, and the layers inside the one that has some."""

    names: tuple[str, ...]
    inside: tuple["Layer", ...] = ()


def layers() -> list[Layer]:
    """Return the layers from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = {
        container: [_named(layer) for layer in each["layers"]]
        for each in contracts
        if each["type"] == "layers"
        for container in each.get("containers", [""])
    }
    inside = tuple(Layer(tuple(f"{_INSIDE}.{name}" for name in names)) for names in found[_INSIDE])
    return [Layer(names, inside if _INSIDE in names else ()) for names in found[""]]


def picture() -> str:
    """Return the picture as SVG."""
    top, lines = _MARGIN + 2 * _LINE, list[str]()
    for layer in layers():
        lines += _drawn(layer, _MARGIN, top)
        top += _height(layer) + _GAP
    height = top + _MARGIN
    box = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">',
        f"<title>The layers of Annotator</title>\n<style>{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        f'<text x="{_MARGIN}" y="{_MARGIN + 12}" class="what">{_RULE}</text>',
    )
    return "\n".join((*head, *lines, "</svg>\n"))


def _named(layer: str) -> tuple[str, ...]:
    """Return the modules of a layer; brackets around one mean that it may be missing."""
    return tuple(name.strip(" ()") for name in re.split("[|:]", layer))


def _height(layer: Layer) -> int:
    own = len(layer.names) * _LINE + 2 * _PADDING
    return own + sum(_height(each) + _GAP for each in layer.inside)


def _drawn(layer: Layer, x: int, y: int) -> Iterator[str]:
    width = _WIDTH - x - (_MARGIN if x == _MARGIN else _MARGIN + _PADDING)
    kind = "layer" if x == _MARGIN else "inner"
    yield f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{_height(layer)}" rx="5"/>'
    y += _PADDING
    for name in layer.names:
        base, last = y + 15, name.removeprefix(f"{_PACKAGE}.").removeprefix("ui.")
        yield f'<text class="name" x="{x + 10}" y="{base}">{last}</text>'
        yield f'<text class="what" x="{x + _NAMES}" y="{base}">{escape(_what(name))}</text>'
        y += _LINE
    for each in layer.inside:
        yield from _drawn(each, x + _INDENT, y + _GAP)
        y += _height(each) + _GAP


def _what(module: str) -> str:
    """Return the sentence that a module or package says of itself."""
    path = ROOT.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    doc = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return doc.partition("\n")[0].replace("`", "")


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
