"""What the shape refused, in operators' words. No sentence of pydantic's reaches people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.formula import WrongFormula
from services.phrase import Phrase, Value, phrase
from services.quantities import WrongSetting
from services.wall_file import mischoices
from services.wall_file.choice import TAG
from services.wall_file.expected import known_keys
from services.wall_file.faults import Fault, nearest
from services.wall_file.terms import EMPTY, GUESTS, PAIRS, SHORT, TERMS, UNCLEAR, VERSION
from services.wall_file.tree import (
    Items,
    Mapping,
    Node,
    Path,
    Scalar,
    child,
    inside,
    key_place,
    section,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Mapping as Context

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from services.section import Section
    from services.wall_file.faults import Place
    from services.wall_file.plugins import Plugins

_KEY = "[key]"
_MOST_TOLD = 600
"""Nobody reads more, and looking for the nearest name of each takes its time."""
_VERSION = "wall"
_CHOICE = re.compile(r"'([^']*)'")
_MAYBE_SECRET = frozenset({"auth", "body", "headers", "params", "proxy", "url"})
"""Keys below which no value is quoted: it may be a password, or have one in it."""
_OF_PAIRS = frozenset({"tuple_type", "list_type", "too_long", "too_short", "missing"})
_OF_TEXT = {"too_long": "string_too_long", "too_short": "string_too_short"}
"""A bound on a text that passed a validator of ours first is told as that of a list."""


@dataclass(frozen=True, slots=True)
class Refusal:
    fault: Fault
    spoilt: Path
    """What has to go so that the rest can be looked at."""


@dataclass(frozen=True, slots=True)
class _Error:
    kind: str
    steps: tuple[str | int, ...]
    """As pydantic names the place, the names of alternatives among them."""
    path: Path
    """The steps that are there in the file."""
    foreign: tuple[int, ...]
    """Which of the steps are names of alternatives, or of what is missing."""
    context: Context[str, object]
    spoilt: Path | None = None
    """Where that is more than the path."""
    meant: str | None = None
    """The key that is lacking, where this one was probably meant to be it."""


def refusals(
    error: ValidationError, root: Node, shape: type[Section], plugins: Plugins
) -> list[Refusal]:
    """One refusal per thing that is wrong, in the order of the file."""
    details = error.errors(include_url=False, include_input=False)
    found = [_error(root, one) for one in details]
    settled = _misspelt(_short_by_itself(_settled(found)))
    told = [_refusal(one, root, shape, plugins) for one in settled[:_MOST_TOLD]]
    return told + [_untold(one, root) for one in settled[_MOST_TOLD:]]


def _error(root: Node, detail: ErrorDetails) -> _Error:
    node: Node | None = root
    path: list[str | int] = []
    foreign: list[int] = []
    for n, step in enumerate(detail["loc"]):
        named = isinstance(step, str) and (step.startswith(TAG) or step == _KEY)
        below = None if node is None or named else child(node, step)
        if below is None:
            foreign.append(n)
        else:
            node = below
            path.append(step)
    return _Error(detail["type"], detail["loc"], tuple(path), tuple(foreign), detail.get("ctx", {}))


def _settled(errors: Iterable[_Error]) -> list[_Error]:
    """Where a value could have been several things, pydantic complains for each of them; the one
    that the value was most probably meant to be is kept.
    """
    groups: dict[tuple[str | int, ...], dict[str | int, list[_Error]]] = {}
    settled: list[_Error] = []
    for one in errors:
        fork = _fork(one)
        if fork is None:
            settled.append(one)
        else:
            branches = groups.setdefault(one.steps[:fork], {})
            branches.setdefault(one.steps[fork], []).append(one)
    for branches in groups.values():
        ranked = sorted(branches.values(), key=_likely)
        settled += ranked[-1]
    return settled


def _short_by_itself(errors: Sequence[_Error]) -> list[_Error]:
    """Without lists that are too short only for the items that were refused."""

    def itself(one: _Error) -> bool:
        if one.kind != "too_short":
            return True
        n = len(one.steps)
        refused = {e.steps[n] for e in errors if len(e.steps) > n and e.steps[:n] == one.steps}
        there, least = one.context.get("actual_length"), one.context.get("min_length")
        if not (refused and isinstance(there, int) and isinstance(least, int)):
            return True
        return there + len(refused) < least

    return [one for one in errors if itself(one)]


def _misspelt(errors: Sequence[_Error]) -> list[_Error]:
    """`tile:` for `tiles:` is an unknown key and a missing one: one fault, which spoils their section."""
    strange = [one for one in errors if one.kind == "extra_forbidden"]
    kept = list(errors)
    for lacked in (one for one in errors if one.kind == "missing" and one.steps):
        key = str(lacked.steps[-1])
        for one in strange:
            if one.steps[:-1] == lacked.steps[:-1] and nearest(str(one.steps[-1]), (key,)):
                kept.remove(lacked)
                kept[kept.index(one)] = replace(one, spoilt=lacked.path, meant=key)
                strange.remove(one)
                break
    return kept


def _fork(one: _Error) -> int | None:
    """The step at which alternatives part."""
    last = len(one.steps) - 1
    for n in one.foreign:
        step = one.steps[n]
        named = isinstance(step, str) and not step.startswith(TAG) and step != _KEY
        if named and not (n == last and one.kind == "missing"):
            return n
    return None


def _likely(branch: Sequence[_Error]) -> tuple[bool, int, bool, int]:
    """The right kind of value first, then what went deepest, then what says it in our words."""
    wrong_kind = any(one.kind.endswith("_type") for one in branch)
    deepest = max(len(one.path) for one in branch)
    own = all(isinstance(one.context.get("error"), WrongSetting) for one in branch)
    return not wrong_kind, deepest, own, -len(branch)


def _refusal(one: _Error, root: Node, shape: type[Section], plugins: Plugins) -> Refusal:
    node: Node | None = root
    for step in one.path:
        node = child(node, step) if node is not None else None
    here = node if node is not None else root
    match one.kind:
        case "extra_forbidden":
            known = (one.meant,) if one.meant else known_keys(shape, one.steps[:-1])
            place = key_place(root, one.path)
            said = mischoices.unknown_key(
                str(one.steps[-1]), known, _written_keys(root, one.path[:-1])
            )
        case "missing" if isinstance(one.steps[-1], str):
            place, said = key_place(root, one.path), _missing(one.steps[-1])
        case "connector":
            place, said = mischoices.connector(here, key_place(root, one.path), plugins)
        case "guest":
            place, said = key_place(root, one.path), GUESTS
        case "tile":
            place, said = mischoices.tile(here, key_place(root, one.path), plugins)
        case "panel":
            place, said = key_place(root, one.path), mischoices.panel(here, str(one.path[-1]))
        case "invalid_key":
            place, said = key_place(root, one.path), TERMS[one.kind]
        case _ if _KEY in one.steps:
            key = _raw_key(root, one.path)
            place, said = key_place(root, one.path), _said(one, key, one.path[:-1], key)
        case _:
            raw = here.raw if isinstance(here, Scalar) else None
            place = _wrong_at(one, here)
            said = _in_a_list(one, here) or _said(one, raw, one.path, written(here))
    return Refusal(Fault.at(place, *said), one.path if one.spoilt is None else one.spoilt)


def _in_a_list(one: _Error, here: Node) -> tuple[Phrase, Phrase] | None:
    if one.kind == "dict_type" and isinstance(here, Items) and one.path[-1] in mischoices.NAMED:
        return mischoices.unnamed(str(one.path[-1]))
    return None


def _wrong_at(one: _Error, here: Node) -> Place:
    """In a formula where it goes wrong, else where the value begins."""
    cause = one.context.get("error")
    return inside(here, cause.column) if isinstance(cause, WrongFormula) else here.place


def _untold(one: _Error, root: Node) -> Refusal:
    return Refusal(Fault.at(key_place(root, one.path), *UNCLEAR), one.path)


def _raw_key(root: Node, path: Path) -> str:
    """The last key as it is written: 01, not the 1 that YAML made of it."""
    node: Node | None = root
    for step in path[:-1]:
        node = child(node, step) if node is not None else None
    entry = node.entry(path[-1]) if isinstance(node, Mapping) else None
    return entry.key.raw if entry else str(path[-1])


def _written_keys(root: Node, path: Path) -> tuple[str, ...]:
    found = section(root, *path)
    return found.names if found else ()


def _missing(lacked: str) -> tuple[Phrase, Phrase]:
    what = phrase("thiếu khóa “{key}”", key=lacked)
    if lacked == _VERSION:
        return what, phrase("thêm dòng “wall: 1”")
    return what, phrase("thêm dòng “{key}: …”", key=lacked)


def _said(one: _Error, raw: str | None, path: Path, value: str) -> tuple[Phrase, Phrase]:
    """`raw` is a scalar as it is written, `value` whatever it is."""
    cause = one.context.get("error")
    if isinstance(cause, WrongSetting):
        values: dict[str, Value] = dict(
            cause.told if isinstance(cause, WrongFormula) else cause.values
        )
        if raw is not None and "value" in values:
            values["value"] = raw[:40]  # 01, not the 1 that YAML made of it
        return phrase(cause.what, **values), phrase(cause.remedy, **values)
    named = [step for step in path if isinstance(step, str)]
    known: dict[str, Value] = {
        key: (key == "expected" and _choices(str(bound))) or _plain(bound)
        for key, bound in one.context.items()
        if key != "error"
    }
    known |= {
        "key": named[-1][:40] if named else "…",
        "value": "…" if _MAYBE_SECRET & {*named} else value,
    }
    what, remedy = _term(one, raw, path)
    return Phrase(what.text, tuple(known.items())), Phrase(remedy.text, tuple(known.items()))


def _term(one: _Error, raw: str | None, path: Path) -> tuple[Phrase, Phrase]:
    if raw in {"", "~", "null"} and one.kind.endswith(("_type", "enum", "literal_error")):
        return EMPTY
    if path == (_VERSION,) and one.kind == "literal_error":
        return VERSION
    if one.kind in _OF_PAIRS and (pair := PAIRS.get((str(path[0]), str(path[-1])))):
        return pair
    if one.kind == "missing":
        return SHORT
    kind = one.kind if raw is None else _OF_TEXT.get(one.kind, one.kind)
    return TERMS.get(kind, UNCLEAR)


def _plain(value: object) -> str:
    """Bounds as they would be written in the file: 16384, not 16.384."""
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return text.replace("'", "").replace(" or ", ", ")[:200]


def _choices(expected: str) -> str | None:
    """`“,” “;” “tab”` where one of pydantic's `',', ';' or 'tab'` is a sign that would be lost among
    commas.
    """
    found = _CHOICE.findall(expected)
    if all(any(map(str.isalnum, one)) for one in found):
        return None
    return " ".join(f"“{one}”" for one in found)[:200]
