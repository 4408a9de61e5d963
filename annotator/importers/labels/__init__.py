"""Labels made elsewhere: one module for each format, all of which yield the same records."""
