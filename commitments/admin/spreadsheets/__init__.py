"""Commitments as a table that people edit in a spreadsheet: out, and in again through the actions.

Of django-import-export we use what describes a table: its Resource, whose fields, widgets and row results say which
columns there are, how a cell is read and written and what a row changes, and its formats. Its stock pages resist in
five ways, so ours stand in their place. They save instances themselves, where only actions may write. They keep the file
under a name that the confirmation sends back. They parse whatever is sent, however large it grows, and read the values
that formulas had. They answer an error with its traceback. And a dry run would hold SQLite's only write lock, with two
savepoints a row, while it merely reads.
"""
