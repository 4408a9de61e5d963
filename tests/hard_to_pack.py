"""Texts that take their room in a file, though texts lie compressed there."""

from random import Random
from string import ascii_letters


def hard_to_pack(size, seed=0):
    """Return a text of so many letters, which compression makes a quarter smaller at most."""
    return "".join(Random(seed).choices(ascii_letters, k=size))
