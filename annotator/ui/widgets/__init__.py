"""Small widgets that every panel is built from; they know nothing of the project."""
