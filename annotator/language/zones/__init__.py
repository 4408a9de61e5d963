"""Which lines of a text are boilerplate."""
