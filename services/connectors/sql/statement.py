"""What a query may be: one statement that reads. The databases refuse the rest as well; here it is said
before anything is asked, at its place in the wall file.
"""

from __future__ import annotations

import re

from services.quantities import WrongSetting

_PASSED_OVER = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\[[^\]\n]*\]|`[^`]*`"
    r"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$",
    re.DOTALL,
)
"""Comments, texts and quoted names."""
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


def reading(query: str) -> str:
    """The statement without its last semicolon. Raises `WrongSetting`."""
    bare = _PASSED_OVER.sub(" ' ", query)
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
    if found := _ACTS.search(whole):
        raise WrongSetting(
            "query gọi hàm {name}, không chỉ đọc",
            "bỏ hàm ấy; tường không chạy hàm có tác động tới máy chủ hay tệp",
            name=found[1],
        )
    return query.rstrip().rstrip(";") if bare.rstrip().endswith(";") else query
