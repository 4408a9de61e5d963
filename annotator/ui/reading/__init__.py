"""The article reading view: a long text with marks, read and selected by mouse and keys."""

from annotator.ui.reading.asides import Aside, AsideLook
from annotator.ui.reading.cursor import Edge
from annotator.ui.reading.mark import Heading, Mark, MarkKind, ReadingColours
from annotator.ui.reading.marked import Resting
from annotator.ui.reading.sheet import Landmark
from annotator.ui.reading.view import ArticleView

__all__ = [
    "ArticleView",
    "Aside",
    "AsideLook",
    "Edge",
    "Heading",
    "Landmark",
    "Mark",
    "MarkKind",
    "ReadingColours",
    "Resting",
]
