"""What the program is about: records, anchors and edits. Knows neither Qt nor SQLite."""
