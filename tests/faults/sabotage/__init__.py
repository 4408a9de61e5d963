"""Breaks made on purpose: each test of `tests/faults` names those that must turn it red.

A break is a function of a module here: the opposite of one promise. It is made in a process that
has its name in ANNOTATOR_SABOTAGE, and in those it starts.
"""

import os
from importlib import import_module

VARIABLE = "ANNOTATOR_SABOTAGE"
MODULES = ("trust", "disk", "window")


def breaks():
    """Return every break by its name."""
    modules = [import_module(f"sabotage.{name}") for name in MODULES]
    return {
        name: found
        for module in modules
        for name, found in vars(module).items()
        if getattr(found, "__module__", "") == module.__name__
    }


def named_by(item):
    """Return the names of the breaks that must turn a test red."""
    return {name for mark in item.iter_markers("red_when") for name in mark.args}


def asked():
    """Return the name of the break that this process was asked for; empty for none."""
    return os.environ.get(VARIABLE, "")


def make():
    """Break what this process was asked to break, if anything."""
    if name := asked():
        breaks()[name]()
