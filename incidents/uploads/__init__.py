"""Files that people send: what is taken, what becomes of it, and where it waits.

``handler`` stops taking too large a file while it arrives, ``prepare`` looks at the content and
makes of it what is stored, ``staging`` keeps it until a report or a case takes it over.
"""
