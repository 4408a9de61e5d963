"""Opening the window, or taking the tour without a screen; only these import Qt."""

import gc
import os
from pathlib import Path

from annotator import places
from annotator.commands import qt_features, qt_libraries
from annotator.i18n import tr


def open_window(path: Path | None) -> int:
    """Show the window on a project, or the welcome page; return the exit code.

    Raises AnnotatorError when there is no screen, or a library that Qt needs is missing.
    """
    gc.disable()  # the window collects by itself (application/garbage.py); a pause would delay it
    with qt_libraries.required():
        qt_features.leave_out()
        from annotator import app  # noqa: PLC0415
    if app.has_screen():
        qt_libraries.require_screen_plugin()
    code = app.run(path.absolute() if path else None)  # it stays the same project all along
    gc.freeze()  # the process ends: collecting garbage would only delay it
    return code


def open_sample() -> int:
    """Show the window on the sample project; without a screen, take the tour in the source tree."""
    gc.disable()
    with qt_libraries.required():
        qt_features.leave_out()
        from annotator import app  # noqa: PLC0415
    from annotator.sample import project as sample  # noqa: PLC0415

    if app.has_screen():
        return open_window(sample.ensure(places.projects_folder(), places.state_folder()))
    checkout = places.checkout()
    if checkout is None:  # no one asked for pictures in the current folder
        return app.run()  # says that there is no screen
    from annotator.commands.shell import say  # noqa: PLC0415 - the window needs no parser

    say(tr("No screen was found, so the tour runs instead."))
    return walk(checkout / "build" / "tour")


def walk(out: Path) -> int:
    """Take the tour into a folder, and say each step."""
    from annotator.commands.shell import say  # noqa: PLC0415 - as above

    gc.disable()  # no widget dies on a worker thread (application/garbage.py)
    with qt_libraries.required():
        from annotator.tour.walk import tour  # noqa: PLC0415
        from annotator.ui.application.garbage import collect_due  # noqa: PLC0415

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for step in tour(out):
        say(step)
        collect_due()
    return 0
