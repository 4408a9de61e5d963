"""The open project in the window: its state, what is shown of it, undo and saving."""
