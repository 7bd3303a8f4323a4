"""What a query may be: one statement that reads. The databases refuse the rest as well, SQLite all of it;
here it is said before anything is asked, at its place in the wall file. On PostgreSQL functions that act
can't all be known by name: only an account that may do nothing but SELECT is a guard.
"""

from __future__ import annotations

import re

from services.quantities import WrongSetting

_COMMENTS = r"(?P<comment>--[^\n]*|/\*.*?\*/)"
_NAMES = r"(?P<name>\"(?:[^\"]|\"\")*\""
_OF_SQLITE = re.compile(
    rf"{_COMMENTS}|'(?:[^']|'')*'|{_NAMES}|\[[^\]\n]*\]|`(?:[^`]|``)*`)", re.DOTALL
)
_OF_POSTGRES = re.compile(
    rf"{_COMMENTS}|(?P<coded>\bU&\"(?:[^\"]|\"\")*\")"
    r"|\bE'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'"
    rf"|{_NAMES})|(?<![\w$])\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, texts and quoted names. Brackets are names for SQLite, elements of a list for PostgreSQL."""
_WORD = re.compile(r"\w+")
_BEGINS = re.compile(r"\s*\(*\s*(?:select|with|values|table)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"(?:^|\()\s*(insert|update|delete|merge|replace\s+into)\b|\b(into)\s+(?!strict)\w|\b(for\s+(?:no\s+key\s+)?update"
    r"|for\s+(?:key\s+)?share)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(load_extension|readfile|writefile|edit|fts3_tokenizer|pragma_\w+"
    r"|pg_(?:terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_promote"
    r"|pg_(?:create|drop|copy|advance|logical|replication)_\w+|pg_(?:try_)?advisory_\w+|pg_notify"
    r"|pg_sleep\w*|pg_read_\w+|pg_ls_\w+|pg_stat_reset\w*|pg_wal_replay_\w+|pg_(?:backup|start|stop)_\w+"
    r"|pg_export_snapshot|pg_log_\w+|lo_\w+|dblink\w*|nextval|setval|set_config|query_to_xml\w*"
    r"|database_to_xml\w*)\s*\(",
    re.IGNORECASE,
)
"""Functions that do more than read: they stop others, lock, wait, write, or reach for files."""


def reading(query: str, *, sqlite: bool = False) -> str:
    """The statement without its last semicolon. Raises `WrongSetting`."""
    quoted = _OF_SQLITE if sqlite else _OF_POSTGRES
    if not sqlite:
        _plainly_written(query, quoted)
    bare = quoted.sub(lambda found: " " if found["comment"] else " ' ", query)
    whole = bare.rstrip().rstrip(";").rstrip()
    if not whole.strip():
        raise WrongSetting("query trống", "ghi một câu SELECT, hoặc bỏ query để đếm dòng từng bảng")
    if ";" in whole:
        raise WrongSetting("query có hơn một câu lệnh", "giữ một câu SELECT, mỗi nguồn một câu")
    if not _BEGINS.match(whole):
        raise WrongSetting(
            "query không phải câu đọc", "bắt đầu bằng SELECT hoặc WITH; tường chỉ đọc, không ghi"
        )
    if found := _WRITES.search(whole):
        raise WrongSetting(
            "query muốn ghi hoặc khóa: {word}",
            "chỉ dùng SELECT; tường chỉ đọc, không ghi",
            word=next(filter(None, found.groups())).upper(),
        )
    if found := _ACTS.search(quoted.sub(_named, query)):
        raise WrongSetting(
            "query gọi hàm {name}, không chỉ đọc",
            "bỏ hàm ấy; tường không chạy hàm có tác động tới máy chủ hay tệp",
            name=found[1],
        )
    return query.rstrip().rstrip(";") if bare.rstrip().endswith(";") else query


def _plainly_written(query: str, quoted: re.Pattern[str]) -> None:
    """PostgreSQL knows comments within comments, and names spelt by the numbers of their letters."""
    for found in quoted.finditer(query):
        if (found["comment"] or "").startswith("/*") and "/*" in found["comment"][2:]:
            raise WrongSetting("query có chú thích lồng trong chú thích", "bỏ các chú thích ấy")
        if found["coded"]:
            raise WrongSetting("query viết tên bằng mã ký tự (U&)", "viết thẳng tên ấy")


def _named(found: re.Match[str]) -> str:
    """A quoted name as if it were bare, where it could be: a function may be called by one."""
    name = found["name"]
    if name is None:
        return " " if found["comment"] else " ' "
    return name[1:-1] if _WORD.fullmatch(name[1:-1]) else " ' "
