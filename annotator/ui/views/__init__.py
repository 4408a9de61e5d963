"""Parts of the window other than the text and its panels."""
