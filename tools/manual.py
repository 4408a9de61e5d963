"""Write resources/manual: the pages of docs/guide as HTML, which the program opens in a browser."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.ui.application.shortcuts import shortcut

ROOT: Final = Path(__file__).resolve().parent.parent
GUIDE: Final = ROOT / "docs" / "guide"
MANUAL: Final = ROOT / "resources" / "manual"

_CONTENTS: Final = "index"
_KEY: Final = re.compile(r"\{key:([a-z_.]+)\}")
_PICTURES: Final = "../../resources/manual/"
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_PAGE: Final = Template(
    """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="stylesheet" href="manual.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<nav aria-label="Pages of the manual">
$contents</nav>
<main id="content">
$content</main>
</body>
</html>
"""
)


def pages() -> Mapping[str, str]:
    """Return the HTML of every page by its name, such as `index`; the contents come first."""
    contents = _parsed(_CONTENTS)
    names = [_CONTENTS, *_linked(contents)]
    missing = {path.stem for path in GUIDE.glob("*.md")} ^ set(names)
    if missing:
        raise ValueError(f"not both a page and in the contents: {', '.join(sorted(missing))}")
    return {name: _page(name, contents) for name in names}


def _page(name: str, contents: Sequence[Token]) -> str:
    tokens = _parsed(name)
    title, link = tokens[1].content, f'href="{name}.html"'
    return _PAGE.substitute(
        title=html.escape(title if name == _CONTENTS else f"{title} – Annotator manual"),
        contents=_navigation(contents).replace(link, f'{link} aria-current="page"'),
        content=_rendered(tokens),
    )


def _navigation(contents: Sequence[Token]) -> str:
    """Return the groups of pages; their names are no headings here, as the page begins below."""
    first = next(place for place, token in enumerate(contents) if token.tag == "h2")
    return re.sub(r"<(/?)h2[^>]*>", _as_paragraph, _rendered(contents[first:]))


def _as_paragraph(heading: re.Match[str]) -> str:
    return "</p>" if heading[1] else '<p class="group">'


def _parsed(name: str) -> list[Token]:
    tokens = _MARKDOWN.parse((GUIDE / f"{name}.md").read_text(encoding="utf-8"))
    for token in _all(tokens):
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "link_open":
            token.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", str(token.attrGet("href"))))
        if token.type == "image":
            token.attrSet("src", str(token.attrGet("src")).removeprefix(_PICTURES))
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", re.sub(r"[^a-z0-9]+", "-", words.content.lower()).strip("-"))
    return tokens


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _linked(tokens: Sequence[Token]) -> list[str]:
    links = [token for token in _all(tokens) if token.type == "link_open"]
    return [str(link.attrGet("href")).removesuffix(".html") for link in links]


def _rendered(tokens: Sequence[Token]) -> str:
    text = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return _KEY.sub(lambda found: _kbd(found[1]), text)


def _kbd(action_id: str) -> str:
    return f'<kbd data-action="{action_id}">{html.escape(shortcut(action_id))}</kbd>'


def main() -> None:
    """Write every page, and remove those that are no more."""
    made = pages()
    for old in MANUAL.glob("*.html"):
        if old.stem not in made:
            old.unlink()
    for name, page in made.items():
        (MANUAL / f"{name}.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
