"""A PostgreSQL server, read only: the statement is that of a cursor, in a transaction that may not write.

A cursor takes one SELECT, VALUES or TABLE and nothing else, by the server's own grammar, and hands over
rows a few at a time.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

import psycopg
from psycopg import pq

from services.sql.translation import of_opening, of_statement, unusable

if TYPE_CHECKING:
    from collections.abc import Generator

    from services.database_url import PostgresServer
    from services.sql.door import SqlDoor
    from services.sql.rows import Cap
    from services.sql.source import SourceSql

_FETCHED = 200
"""Rows at a time."""
_LOCK = 3.0
"""Seconds for which a lock of others is waited for."""
_REQUIRE_AUTH = 160_000
"""The libpq that can be told which ways to prove a password it may go."""
_TLS = {"prefer": "prefer", "require": "require", "verify": "verify-full", "off": "disable"}
_TABLES = 100
_SMALL = 64 * 1024 * 1024
"""Bytes of a table up to which its rows are counted; of a larger one the server's estimate is taken."""
_LISTED = f"""
SELECT c.oid::regclass::text AS spelt, n.nspname AS schema, c.relname AS name,
       c.reltuples::bigint AS rows, pg_relation_size(c.oid) > {_SMALL} AS estimated,
       has_table_privilege(c.oid, 'SELECT') AS readable, count(*) OVER () AS tables
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
 ORDER BY n.nspname, c.relname LIMIT {_TABLES}
"""  # noqa: S608 - of our own numbers


def answer(
    server: PostgresServer, source: SourceSql, statement: str | None, cap: Cap, door: SqlDoor
) -> bytes:
    """Raises `SourceError`."""
    try:
        opened = _opened(server, source, door)
    except psycopg.Error as error:
        raise (door.late() if door.left() <= 0 else of_opening(str(error), server)) from None
    try:
        with closing(opened) as connection:
            connection.door = door
            connection.execute("SET TRANSACTION READ ONLY")
            if statement is None:
                return _tables(connection)
            return _rows(connection, statement, cap)
    except psycopg.Error as error:
        if door.left() <= 0:
            raise door.late() from None
        if isinstance(error, psycopg.DataError) and error.sqlstate is None:
            # of psycopg itself: a day that Python has no room for, 'infinity' or before Christ
            raise unusable() from None
        why = error.diag.message_primary or str(error)
        raise of_statement(error.sqlstate, why, door.late()) from None
    except (UnicodeError, ValueError, OverflowError):
        # a value that Python has no room for: a year 20000, an encoding that nobody knows
        raise unusable() from None


class _Bounded(psycopg.Connection[Any]):
    """Whatever it waits for ends with the ask: psycopg looks up from its socket ten times a second."""

    door: SqlDoor | None = None

    @override
    def wait[T](self, gen: Generator[Any, Any, T], *args: Any, **more: Any) -> T:
        waited: T = super().wait(
            gen if self.door is None else _bounded(gen, self.door), *args, **more
        )
        return waited


def _opened(server: PostgresServer, source: SourceSql, door: SqlDoor) -> _Bounded:
    opened: _Bounded = _Bounded.connect(**_parameters(server, source, door))
    return opened


def _bounded[T](gen: Generator[Any, Any, T], door: SqlDoor) -> Generator[Any, Any, T]:
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if door.left() <= 0:
                raise door.late()
            wanted = gen.send(ready)
    except StopIteration as done:
        result: T = done.value
        return result


def _parameters(server: PostgresServer, source: SourceSql, door: SqlDoor) -> dict[str, Any]:
    """All that could come from the environment or a file of the account is said."""
    database, left = source.database, door.left()
    patience = round(min(_LOCK, left) * 1000)
    said = (
        "default_transaction_read_only=on",
        f"statement_timeout={round(left * 1000)}",
        f"lock_timeout={patience}",
        f"idle_in_transaction_session_timeout={round(left * 1000) + 1000}",
        "timezone=UTC",
        "datestyle=ISO",
        "standard_conforming_strings=on",  # what a query may be is looked at by these rules
    )
    parameters: dict[str, Any] = {
        "host": server.host,
        "port": server.port,
        "user": server.user,
        "dbname": server.name,
        "passfile": str(Path(os.devnull) / "none"),  # no file can be there
        "application_name": "langbiang",
        "client_encoding": "utf-8",
        "connect_timeout": max(round(min(source.settings.connect.total_seconds(), left)), 1),
        "gssencmode": "disable",
        "sslmode": _TLS[database.tls],
        "sslrootcert": str(source.folder / source.settings.ca) if source.settings.ca else "system",
        "options": " ".join(f"-c {one}" for one in said),
    }
    if database.tls not in {"verify", "off"} and not source.settings.ca:
        parameters.pop("sslrootcert")  # of "system" libpq demands that it is verified
    if database.tls != "verify" and pq.version() >= _REQUIRE_AUTH:
        # nobody is told the password in the open, whoever answers there
        parameters["require_auth"] = "!password"
    if database.password is not None:
        parameters["password"] = source.secret(database.password).strip()
    return parameters


def _rows(connection: _Bounded, statement: str, cap: Cap) -> bytes:
    with connection.cursor(name="langbiang") as cursor:
        cursor.execute(statement.encode())
        columns = [one.name for one in cursor.description or ()]
        while rows := cursor.fetchmany(_FETCHED):
            if not cap.take(rows):
                break
        return cap.answer(columns)


def _tables(connection: _Bounded) -> bytes:
    listed = connection.execute(_LISTED.encode()).fetchall()
    tables: list[dict[str, object]] = []
    for spelt, schema, name, rows, estimated, readable, _ in listed:
        known = rows if rows >= 0 and estimated else None
        if readable and not estimated:
            counted = connection.execute(f"SELECT count(*) FROM {spelt}".encode()).fetchone()  # noqa: S608 - as the server spells it
            known = counted and counted[0]
        called = name if schema == "public" else f"{schema}.{name}"
        tables.append({"name": called, "spelt": spelt, "rows": known, "estimated": estimated})
    more = max((listed[0][-1] if listed else 0) - len(listed), 0)
    version = connection.info.server_version
    server = f"PostgreSQL {version // 10_000}.{version % 10_000}"
    return json.dumps({"server": server, "tables": tables, "more": more}).encode()
