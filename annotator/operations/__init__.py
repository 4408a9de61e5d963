"""What a person does, once for the window and the command line: no Qt, no database."""
