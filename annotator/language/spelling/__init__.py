"""The spelling of words, by the dictionaries that the system has."""
