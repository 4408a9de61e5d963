"""Questions to the person; each dialog has a class method `ask`, and nothing else calls exec()."""
