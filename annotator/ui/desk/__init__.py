"""The article beside its panels, which show the same passage, mark and claim."""
