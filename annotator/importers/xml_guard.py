"""A look at XML before anything is built from it: no document types, no entities, no excess."""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

DEPTH: Final = 256
"""How deep elements may be nested."""


class HostileXmlError(ValueError):
    """XML that is not worth building; the text says why, without a full stop."""


def _unobserved(_name: str, _attributes: Mapping[str, str]) -> None:
    """Take no notice of an element."""


class Examiner:
    """Counts the elements of one or more XML documents against one limit.

    `on_element` is told the name and the attributes of each, prefixes included.
    """

    def __init__(
        self, limit: int, on_element: Callable[[str, Mapping[str, str]], None] = _unobserved
    ) -> None:
        self._limit = limit
        self._count = self._depth = 0
        self._on_element = on_element

    def examine(self, xml: bytes) -> None:
        """Raise HostileXmlError or expat.ExpatError unless the document is harmless XML."""
        self._depth = 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.Parse(xml, True)  # noqa: FBT003 - the parameter has no name

    @staticmethod
    def _refuse_type(*_told: object) -> None:
        raise HostileXmlError("it declares a document type, which can hide entity bombs")

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > self._limit:
            raise HostileXmlError(f"it has more than {self._limit:,} elements")
        if self._depth > DEPTH:
            raise HostileXmlError(f"its elements are nested more than {DEPTH} deep")
        self._on_element(name, attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1
