"""Importing articles: the dialogs, the list of what was found, and the background work."""
