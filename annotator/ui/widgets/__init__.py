"""Small widgets used by panels and dialogs; they know nothing of the project."""
