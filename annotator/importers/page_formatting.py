"""The inline formatting of a page that changes its meaning: struck-out text, superscripts."""

from itertools import chain
from typing import TYPE_CHECKING, Final

from annotator.importers.page_blocks import NOTE, STRUCK
from annotator.importers.superscripts import as_inline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STRUCK: Final = ("s", "strike", "del")
_RAISED: Final = ("sup", "sub")
_STYLED: Final = (
    ".//*[@style][contains(@style, 'line-through') or contains(@style, 'vertical-align')]"
)
_MOST: Final = 40
_MOST_STRUCK: Final = 5_000


def resolve_formatting(tree: "HtmlElement") -> None:
    """Write superscripts and subscripts as characters, and remove struck-out text.

    Struck-out text is kept as the attribute of an empty element there; elements that superscripts
    link to are marked as notes.
    """
    struck, raised = list(tree.iter(*_STRUCK)), list(tree.iter(*_RAISED))
    for element in tree.xpath(_STYLED):
        style = _style(element)
        if "line-through" in style:
            struck.append(element)
        elif "vertical-align:su" in style:
            raised.append(element)
    for element in struck:
        _strike(element)
    targets = {target for element in raised if (target := _target(element))}
    for element in raised:
        _raise(element)
    for element in tree.xpath("//*[@id]") if targets else ():
        if element.get("id") in targets:
            element.set(NOTE, "")


def _strike(element: "HtmlElement") -> None:
    struck = element.text_content()
    if len(struck) <= _MOST_STRUCK:  # more is no correction, but a sign that was never closed
        _empty(element)
        element.tag = "wbr"
        element.set(STRUCK, struck)


def _raise(element: "HtmlElement") -> None:
    content = element.text_content()
    if len(content) > _MOST or element.tag == "wbr":
        return
    is_lowered = element.tag == "sub" or "vertical-align:sub" in _style(element)
    text = as_inline(
        content, _before(element), is_raised=not is_lowered, is_note=bool(_target(element))
    )
    if text != content:
        _empty(element)
        element.text = text


def _target(element: "HtmlElement") -> str:
    """Return the id of the element on the page that raised words lead to; empty for none."""
    links = chain(element.iter("a"), element.iterancestors("a"))
    return next(filter(None, (link.get("href", "").partition("#")[2] for link in links)), "")


def _style(element: "HtmlElement") -> str:
    return "".join(element.get("style", "").split()).lower()


def _empty(element: "HtmlElement") -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _before(element: "HtmlElement") -> str:
    """Return the words right before an element on its line."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return "" if parent is None else parent.text or ""
    return str(previous.tail or previous.text_content())
