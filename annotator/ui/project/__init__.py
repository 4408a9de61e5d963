"""The open project in the window: its state, the current article, undo and saving."""
