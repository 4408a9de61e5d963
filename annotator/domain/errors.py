"""Failures written for people."""


class AnnotatorError(Exception):
    """A failure whose text is one sentence for the person: what, where, and what to do."""


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class LostTextError(StorageError):
    """Words are missing from a project, or cannot be read; everything else of it can."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
