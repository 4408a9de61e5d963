"""The tables of the CSV package; docs/export.md describes every column."""
