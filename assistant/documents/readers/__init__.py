"""Readers: a file → blocks. They know files and nothing of the form."""
