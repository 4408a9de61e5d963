"""What the window shows beside the panels."""
