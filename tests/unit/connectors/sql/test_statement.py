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
        r"SELECT E'it\'s; DELETE', U&'\0061' FROM t",
        'SELECT count("update"), "pg_sleep" FROM t',
        "SELECT (ARRAY[1,2])[1], so[1:2] FROM t",
    ],
)
def test_what_only_reads_is_taken(query: str) -> None:
    assert reading(query).strip().rstrip(";") == query.strip().rstrip(";").rstrip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT [ngày; cập nhật], `a;b` FROM [bảng] WHERE x = 'a\\'",
        "SELECT [pg_sleep] FROM t",
    ],
)
def test_names_that_only_sqlite_quotes_so_are_names(query: str) -> None:
    assert reading(query, sqlite=True) == query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT [load_extension]('x')", "gọi hàm"),
        ("SELECT `load_extension`('x')", "gọi hàm"),
        ("SELECT \"readfile\" /* */ ('x')", "gọi hàm"),
        ("SELECT 'a\\'; DROP TABLE x --'", "hơn một câu lệnh"),
    ],
)
def test_what_acts_is_refused_of_sqlite_however_its_name_is_quoted(query: str, said: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        reading(query, sqlite=True)
    assert said in caught.value.what


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
        ('SELECT "pg_terminate_backend"(pid) FROM pg_stat_activity', "gọi hàm"),
        ('SELECT pg_catalog."pg_sleep" (60)', "gọi hàm"),
        ("SELECT pg_sleep/**/(60)", "gọi hàm"),
        ("SELECT pg_sleep -- chờ\n(60)", "gọi hàm"),
        ("SELECT (ARRAY[1,2])[pg_terminate_backend(1)::int]", "gọi hàm"),
        (r"SELECT E'\'', pg_sleep(60), ' '", "gọi hàm"),
        (r"SELECT e'\''; DROP TABLE x --'", "hơn một câu lệnh"),
        ("SELECT 'a$$', pg_sleep(60), '$$'", "gọi hàm"),
        ("SELECT a$$, pg_sleep(60), b$$ FROM t", "gọi hàm"),
        ("SELECT 1 /* /* */ ' */, pg_sleep(60) --'", "chú thích lồng"),
        (r'SELECT U&"pg\005fsleep"(60)', "mã ký tự"),
    ],
)
def test_what_does_more_than_read_is_refused_with_the_remedy(query: str, said: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        reading(query)
    assert said in caught.value.what
    assert caught.value.remedy
