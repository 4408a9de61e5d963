"""Everything Qt: the window, its panels and their widgets."""
