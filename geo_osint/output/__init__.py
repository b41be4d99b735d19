"""Tables and findings to files: each kind of output a stranger to the others.

Each module here has one entry, `write(stage, case, findings, tables)`.
"""
