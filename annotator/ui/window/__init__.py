"""The main window and how it looks."""
