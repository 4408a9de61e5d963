"""Annotator, a desk for fact-checkers."""
