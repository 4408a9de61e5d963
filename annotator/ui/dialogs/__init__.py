"""Dialogs; each has a class method `ask`, and nothing else calls exec()."""
