"""Labels made elsewhere as labels of the codebook, or of a scheme that is added to it."""

import re
from collections.abc import Iterable
from itertools import count
from typing import Final

from msgspec.structs import replace

from annotator.domain.codebook import Codebook, Label, Layer, Scheme, imported_scheme_id
from annotator.domain.edit import Change
from annotator.domain.label_key import LabelKey
from annotator.domain.text import clean
from annotator.importers.labels.found import OWN_CLAIM

_KNOWN: Final = (Layer.CLAIM_TYPE, Layer.CHECKWORTHINESS)
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 40


class ImportedScheme:
    """The scheme of one format, to which labels are added that the codebook does not have.

    Codes are those of the file as far as possible; names are kept.
    """

    def __init__(self, codebook: Codebook, format_id: str, format_name: str) -> None:
        id_ = imported_scheme_id(format_id)
        self._codebook = codebook
        self._stored = next((each for each in codebook.schemes if each.id == id_), None)
        self._scheme = self._stored or Scheme(
            id=id_, layer=Layer.CLAIM_TYPE, title=format_name, multi_select=True
        )
        self._keys: dict[str, LabelKey | None] = {}

    def keys(self, names: Iterable[str]) -> frozenset[LabelKey]:
        """Return the labels with these names or codes, added where there are none."""
        return frozenset(filter(None, map(self._key, names)))

    def change(self) -> tuple[Change, ...]:
        """Return what the scheme has become since the last call."""
        before = self._stored
        if self._scheme == (before or replace(self._scheme, labels=())):
            return ()
        if before is None:
            others = len(self._codebook.layer(Layer.CLAIM_TYPE))
            self._scheme = replace(self._scheme, ordinal=others)
        self._stored = self._scheme
        return (Change(before, self._scheme),)

    def _key(self, name: str) -> LabelKey | None:
        if name not in self._keys:
            self._keys[name] = self._found(" ".join(clean(name).split()))
        return self._keys[name]

    def _found(self, name: str) -> LabelKey | None:
        if not name or name == OWN_CLAIM:
            return None
        for layer in _KNOWN:
            for scheme in self._codebook.layer(layer):
                if scheme.label(name):
                    return scheme.key(name)
        known = next((each for each in self._scheme.labels if each.name == name), None)
        label = known or Label(code=self._code(name), name=name)
        if known is None:
            self._scheme = replace(self._scheme, labels=(*self._scheme.labels, label))
        return self._scheme.key(label.code)

    def _code(self, name: str) -> str:
        taken = {each.code for each in self._scheme.labels}
        code = _UNSAFE.sub("_", name)[:_LONGEST]
        codes = (f"{code}_{number}" for number in count(2))
        return code if code not in taken else next(each for each in codes if each not in taken)
