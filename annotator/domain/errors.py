"""Failures written for people."""


class AnnotatorError(Exception):
    """A failure whose text is one sentence for the person: what, where, and what to do."""


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
