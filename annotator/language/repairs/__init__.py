"""Damage in a text, such as missing spaces, and its repair."""
