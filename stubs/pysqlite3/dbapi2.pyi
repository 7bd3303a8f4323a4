# pysqlite3 is the standard library's sqlite3 module built on a newer SQLite: the same names.
from sqlite3 import *
from sqlite3 import (
    Binary as Binary,
    Connection as Connection,
    Cursor as Cursor,
    DatabaseError as DatabaseError,
    Error as Error,
    IntegrityError as IntegrityError,
    OperationalError as OperationalError,
    ProgrammingError as ProgrammingError,
    Row as Row,
    connect as connect,
    sqlite_version as sqlite_version,
    sqlite_version_info as sqlite_version_info,
)
