"""The moves of the reading view by their keys."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from annotator.ui.application.keyboard import is_sign, pressed
from annotator.ui.application.shortcuts import KEYS, show_with_keys

Move: TypeAlias = Callable[[], object]
"""What a key does; one that returns False leaves the key to others."""


class KeyedMoves:
    """Finds a move by its key. `moves` has those whose keys can change, `fixed` the others by key.

    It follows the key map as long as its owner exists.
    """

    def __init__(
        self, owner: QObject, moves: Mapping[str, Move], fixed: Mapping[str, Move]
    ) -> None:
        self._moves, self._fixed = moves, fixed
        self._by_key: dict[str, Move] = {}
        show_with_keys(owner, self._bind)

    def find(self, event: QKeyEvent) -> Move | None:
        """Return the move of a pressed key; None without one."""
        move = self._by_key.get(pressed(event))
        if move is None and is_sign(event.text()):  # on some keyboards it needs further keys
            return self._by_key.get(event.text())
        return move

    def _bind(self) -> None:
        changeable = {key: move for id_, move in self._moves.items() for key in KEYS.map.keys(id_)}
        self._by_key = {**changeable, **self._fixed}
