"""What the commands do and say; annotator.cli gives them their names and options."""
