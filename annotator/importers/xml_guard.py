"""Checking untrusted XML before it is parsed: no document types, no entities, no excess."""

from collections.abc import Mapping
from typing import Final, Protocol
from xml.parsers import expat

from annotator.i18n import format_number, tr

DEPTH: Final = 256
"""How deep elements may be nested."""


class HostileXmlError(ValueError):
    """XML that is refused; the text says why, without a full stop."""


class Observer(Protocol):
    """Receives the contents of an examined document; names have their prefixes."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""

    def text(self, text: str) -> None:
        """Handle a piece of text."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""


class Examiner:
    """Counts the elements of one or more XML documents against one limit."""

    def __init__(self, limit: int, observer: Observer | None = None) -> None:
        self._limit = limit
        self._observer = observer
        self._count = self._depth = 0

    def examine(self, xml: bytes) -> None:
        """Raise HostileXmlError or expat.ExpatError unless the document is harmless XML."""
        self._depth = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        if self._observer:
            parser.CharacterDataHandler = self._observer.text
        parser.Parse(xml, True)  # noqa: FBT003 - the parameter has no name

    @staticmethod
    def _refuse_type(*_details: object) -> None:
        raise HostileXmlError(tr("it declares a document type, which can be harmful"))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > self._limit:
            limit = format_number(self._limit)
            raise HostileXmlError(tr("it has more than {limit} elements", limit=limit))
        if self._depth > DEPTH:
            raise HostileXmlError(tr("its elements are nested more than {limit} deep", limit=DEPTH))
        if self._observer:
            self._observer.begin(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._observer:
            self._observer.end(name)
