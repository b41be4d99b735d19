"""What an analyst calls from a notebook: the commands as functions that give values, not files.

`places` looks names up, `distances` measures between two of them, `cases` takes reports from text to
findings, map and layers. The command line calls the same functions and prints what they give.
"""
