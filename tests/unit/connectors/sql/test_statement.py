"""One statement that reads: the rest is refused in the wall file already, and by the database."""

from __future__ import annotations

import pytest

from services.connectors.sql.statement import reading
from services.quantities import WrongSetting


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "  select 1 ;  ",
        "WITH a AS (SELECT 1 AS n) SELECT n FROM a",
        "VALUES (1)",
        "TABLE vu_viec",
        "(SELECT 1) UNION (SELECT 2)",
        "SELECT ';' AS dau, 'DELETE' AS lenh -- ; DROP TABLE x",
        'SELECT "update", "into" FROM vu /* ; */',
        "SELECT replace(ten, 'a', 'b') FROM t",
        "SELECT $$; INSERT INTO x$$ AS chu",
        "SELECT update_at, deleted FROM t",
    ],
)
def test_what_only_reads_is_taken(query: str) -> None:
    assert reading(query).strip().rstrip(";") == query.strip().rstrip(";").rstrip()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "query trống"),
        (" ; ", "query trống"),
        ("SELECT 1; SELECT 2", "hơn một câu lệnh"),
        ("SELECT 1; DROP TABLE x", "hơn một câu lệnh"),
        ("DROP TABLE x", "không phải câu đọc"),
        ("INSERT INTO x VALUES (1)", "không phải câu đọc"),
        ("PRAGMA journal_mode=DELETE", "không phải câu đọc"),
        ("ATTACH 'x.db' AS x", "không phải câu đọc"),
        ("EXPLAIN ANALYZE SELECT 1", "không phải câu đọc"),
        ("SET ROLE admin", "không phải câu đọc"),
        ("COPY x TO PROGRAM 'sh'", "không phải câu đọc"),
        ("WITH a AS (DELETE FROM x RETURNING 1) SELECT * FROM a", "muốn ghi hoặc khóa"),
        ("SELECT * INTO y FROM x", "muốn ghi hoặc khóa"),
        ("SELECT * FROM x FOR UPDATE", "muốn ghi hoặc khóa"),
        ("SELECT load_extension('x')", "gọi hàm"),
        ("SELECT * FROM pragma_table_info('x')", "gọi hàm"),
        ("SELECT pg_sleep(60)", "gọi hàm"),
        ("SELECT pg_terminate_backend (1)", "gọi hàm"),
        ("SELECT pg_catalog.pg_read_file('/etc/passwd')", "gọi hàm"),
        ("SELECT nextval('s')", "gọi hàm"),
        ("SELECT set_config('a', 'b', false)", "gọi hàm"),
        ("SELECT lo_import('/etc/passwd')", "gọi hàm"),
        ("SELECT dblink_exec('x', 'y')", "gọi hàm"),
    ],
)
def test_what_does_more_than_read_is_refused_with_the_remedy(query: str, said: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        reading(query)
    assert said in caught.value.what
    assert caught.value.remedy
