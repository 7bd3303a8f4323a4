"""The door to databases, which are only ever read: a SQLite file, a PostgreSQL server. One statement a
request, its rows as JSON, within the deadline and the caps of any source.
"""
