"""What is damaged in a text and how it can be repaired."""
