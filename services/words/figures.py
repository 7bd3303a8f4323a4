"""Numbers as they are written: `1.700`, `93,5%`, `ước 2.850`, `4/8`; in English `1,700`, `93.5%`.

The minus is "-" (U+002D), as Vietnamese official texts and the locale data have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, override

from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from services.records import Observation
    from services.words.catalogue import Catalogue

MISSING = "–"
"""What stands where there is no value. Never 0."""

MOST_DECIMALS = 6
MOST_DIGITS = 15
"""Before the decimal mark; a longer number is shortened by words."""

ATTACHED = frozenset({"%", "‰"})
"""Units that are written without a space."""

KIB = 1024

type Value = Decimal | int | float

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP, Emax=999999, Emin=-999999)
_POWERS: tuple[tuple[int, Phrase], ...] = (
    (18, phrase("{n} tỷ tỷ")),
    (15, phrase("{n} triệu tỷ")),
    (12, phrase("{n} nghìn tỷ")),
    (9, phrase("{n} tỷ")),
    (6, phrase("{n} triệu")),
)
_QUALIFIERS: dict[str, Phrase] = {
    "ước": phrase("ước"),
    "ước đạt": phrase("ước đạt"),
    "hơn": phrase("hơn"),
    "trên": phrase("trên"),
    "gần": phrase("gần"),
    "khoảng": phrase("khoảng"),
    "dưới": phrase("dưới"),
    "ít nhất": phrase("ít nhất"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its parts, so that they may be painted in several sizes."""

    number: str
    """`93,5`, `4/8`, `đang thử nghiệm`, `–`."""
    qualifier: str = ""
    """`ước`, `hơn`: part of the figure."""
    attached: str = ""
    """A unit written without a space: `%`."""
    unit: str = ""
    """A unit that stands beside: `trạm`, `tỷ đồng`."""

    @property
    def text(self) -> str:
        """The figure itself: `ước 2.850`, `93,5%`."""
        return f"{self.qualifier} {self.number}{self.attached}".strip()

    @property
    def full(self) -> str:
        """With its unit: `ước 2.850 tỷ đồng`."""
        return f"{self.text} {self.unit}".strip()

    @override
    def __str__(self) -> str:
        return self.text


def number(
    catalogue: Catalogue,
    value: Value | None,
    decimals: int | None = None,
    *,
    signed: bool = False,
) -> str:
    """The value with the source's own decimals (six at most), or with `decimals`.

    Never an exponent: more than fifteen digits are shortened by words, what is too small to be told
    from 0 is `<0,000001`. `signed` puts a plus before what is greater than 0.
    """
    exact = _finite(value)
    if exact is None:
        return MISSING
    if exact and exact.adjusted() >= MOST_DIGITS:
        return shortened(catalogue, exact, signed=signed)
    point = _marks(catalogue)[1]
    if exact and decimals is None and exact.adjusted() < -MOST_DECIMALS:
        least = f"0{point}{'0' * (MOST_DECIMALS - 1)}1"
        return f"<{least}" if exact > 0 else f">-{least}"
    own = max(-_exponent(exact), 0)
    places = min(own, MOST_DECIMALS) if decimals is None else min(decimals, MOST_DECIMALS)
    text = _rounded(exact, places)
    if decimals is None and own > places and "." in text:
        text = text.rstrip("0").rstrip(".")
    return _written(catalogue, text, signed=signed)


def shortened(catalogue: Catalogue, value: Value | None, *, signed: bool = False) -> str:
    """`1,3 triệu`, `2,85 tỷ`: from a million on a word and two decimals; below, all digits."""
    exact = _finite(value)
    if exact is None:
        return MISSING
    if not exact or exact.adjusted() < 6:  # noqa: PLR2004 - a million
        return number(catalogue, exact, signed=signed)
    highest, word = _POWERS[0]
    if exact.adjusted() >= highest + 3:
        sign = ">" if exact > 0 else "<-"
        return sign + catalogue.look_up(word.text).replace("{n}", "999")
    for power, word in _POWERS:
        text = _rounded(exact.scaleb(-power, _EXACT), 2)
        # 999.999.999 rounds up to a thousand million: the next word says it
        if abs(Decimal(text)) >= 1:
            text = text.rstrip("0").rstrip(".")
            written = _written(catalogue, text, signed=signed)
            return catalogue.look_up(word.text).replace("{n}", written)
    return number(catalogue, exact, signed=signed)


def figure(
    catalogue: Catalogue,
    observation: Observation,
    unit: str | None = None,
    decimals: int | None = None,
) -> Figure:
    """What an observation says: a ratio with both its numbers, unless it is told in percent; a word
    where it is no number.
    """
    both = (observation.numerator, observation.denominator)
    percent = unit in ATTACHED and observation.value is not None
    if both[0] is not None and both[1] is not None and not percent:
        digits = "/".join(number(catalogue, part) for part in both)
        attached = ""
    elif observation.value is not None:
        digits = number(catalogue, observation.value, decimals)
        attached = unit if unit in ATTACHED and digits != MISSING else ""
    elif observation.text:
        return Figure(plain(observation.text))
    else:
        digits, attached = MISSING, ""
    beside = "" if unit is None or unit in ATTACHED else plain(unit)
    if digits == MISSING:
        return Figure(digits, unit=beside)
    return Figure(digits, qualified(catalogue, observation.qualifier), attached, beside)


def qualified(catalogue: Catalogue, qualifier: str | None) -> str:
    if not qualifier:
        return ""
    known = _QUALIFIERS.get(qualifier.strip().casefold())
    return catalogue.look_up(known.text) if known else plain(qualifier)


def read_number(catalogue: Catalogue, text: str) -> Decimal | None:
    """What a person wrote: in Vietnamese `2.850` is 2850, `93,5` is 93.5 and `93.5` nothing."""
    group, point = (re.escape(mark) for mark in _marks(catalogue))
    whole = rf"(?:[0-9]{{1,15}}|[0-9]{{1,3}}(?:{group}[0-9]{{3}}){{1,4}})"
    found = re.fullmatch(rf"\s*(-?)({whole})(?:{point}([0-9]{{1,15}}))?\s*", text)
    if not found:
        return None
    digits = re.sub(group, "", found[2])
    return Decimal(f"{found[1]}{digits}.{found[3] or 0}" if found[3] else f"{found[1]}{digits}")


def size(catalogue: Catalogue, octets: int) -> str:
    """`117,74 MiB`: as files and answers are measured, from a KiB on."""
    amount, name = Decimal(octets) / KIB, "KiB"
    for larger in ("MiB", "GiB", "TiB"):
        if abs(amount) < KIB:
            break
        amount, name = amount / KIB, larger
    text = _rounded(amount, 2)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{_written(catalogue, text, signed=False)} {name}"


def _finite(value: Value | None) -> Decimal | None:
    match value:
        case None:
            return None
        case float():
            # the shortest digits that mean this float, not its fifty binary ones
            value = Decimal(repr(value))
        case int():
            value = Decimal(value)
        case _:
            pass
    return value if value.is_finite() else None


def _exponent(exact: Decimal) -> int:
    exponent = exact.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(exact: Decimal, places: int) -> str:
    """Digits with a full stop; the caller has bounded the size."""
    if not exact:
        exact = Decimal(0)
    rounded = exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return format(rounded or abs(rounded), "f")  # no minus before 0


def _marks(catalogue: Catalogue) -> tuple[str, str]:
    """What stands between thousands, and before decimals."""
    return (".", ",") if catalogue.lang == "vi" else (",", ".")


def _written(catalogue: Catalogue, text: str, *, signed: bool) -> str:
    group, point = _marks(catalogue)
    sign = "-" if text.startswith("-") else "+" if signed and text.strip("0.") else ""
    whole, _, part = text.removeprefix("-").partition(".")
    whole = f"{int(whole):,}".replace(",", group)
    return sign + (f"{whole}{point}{part}" if part else whole)
