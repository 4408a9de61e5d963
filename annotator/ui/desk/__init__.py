"""The article beside its panels, kept on the same passage, mark and claim."""
