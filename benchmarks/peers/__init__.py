"""Other annotation tools beside this one, driven over loopback as their own pages drive them."""
