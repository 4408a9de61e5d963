"""Importing articles: the dialogs, the list of drafts, and the background work."""
