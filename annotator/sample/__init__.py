"""The sample project: a worked example, built from text files."""
