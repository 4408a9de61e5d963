"""User actions, shared by the window and the command line: no Qt, no database."""
