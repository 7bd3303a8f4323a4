"""Tables of people, whatever file they come in: which column is what, and the records of their rows.

A connector makes a `Table` of bytes; what is here makes records of it, and of a table that nobody
declared yet what a wall file would say of it.
"""
