"""Python's own parser, of which only the tree is taken: nothing is ever compiled or run."""

from __future__ import annotations

import ast
import re

from services.formula.fault import WrongFormula

LONGEST = 1000
"""Characters of a formula."""

_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_STUCK = re.compile(r"(?<![\w.])\d[\d.]*[^\W\d]")
"""`1e5`, `0x1F`, `1_000`, `2if`: numbers are digits and one point."""
_SPELT = {"&&": "and", "||": "or", "<>": "!="}


def tree(text: str) -> ast.expr:
    """Of one expression, `spaced`. Raises `WrongFormula`."""
    if len(text) > LONGEST:
        raise WrongFormula(
            0,
            "công thức dài quá {most} ký tự",
            "chia thành vài chỉ số rồi tính từ các chỉ số ấy",
            most=str(LONGEST),
        )
    if not text:
        raise WrongFormula(
            0, "công thức để trống", "viết theo mẫu: a / b * 100 hoặc count(alerts, severity >= 4)"
        )
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    _refuse(bare, text)
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        column = min(max((error.offset or 1) - 1, 0), len(text))
        raise _unread(text, column) from error
    except (ValueError, MemoryError, RecursionError) as error:
        raise _unread(text, 0) from error


def spaced(text: str) -> str:
    """On one line, and not indented."""
    return re.sub(r"\s", " ", text).strip()


def _refuse(bare: str, text: str) -> None:
    """What Python would warn of, or take for something else."""
    for sign, meant in _SPELT.items():
        if sign in bare:
            raise WrongFormula(
                bare.index(sign),
                "“{sign}” không dùng trong công thức",
                "ghi {meant}",
                sign=sign,
                meant=meant,
            )
    odd = next((n for n, letter in enumerate(text) if letter in "\\\0"), None)
    if odd is None and "#" in bare:
        odd = bare.index("#")
    if odd is not None:
        raise _unread(text, odd)
    if stuck := _STUCK.search(bare):
        raise WrongFormula(
            stuck.start(),
            "“{said}” không phải số",
            "ghi bằng chữ số, dấu chấm trước phần lẻ, ví dụ: 1000 hoặc 0.5",
            said=stuck[0],
        )


def _unread(text: str, column: int) -> WrongFormula:
    return WrongFormula(
        column,
        "công thức không đọc được ở “{where}”",
        "viết theo mẫu: a / b * 100 hoặc count(alerts, severity >= 4)",
        where=text[column : column + 20].strip() or text[-20:].strip(),
    )
