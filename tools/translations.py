"""The catalogue of translations: Vietnamese sentences in the code, their English in resources/.

    python tools/translations.py missing          what has no English yet
    python tools/translations.py update [TSV…]    take in new sentences (and `Vietnamese<TAB>English`
                                                  files), drop those that nobody says, compile
    python tools/translations.py compile          .po -> .mo

A sentence is a literal in `say`, `phrase`, `count` or `WrongSetting`, or what a setting says of
itself in the schema of the wall file. What is said with a `count=` is counted as well. English
plurals are written `{n} source|{n} sources` in a TSV file.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from services.wall_file.plugins import installed
from services.wall_file.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from services.phrase import Phrase

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "resources" / "translations" / "en" / "LC_MESSAGES" / "langbiang.po"
MO = PO.with_suffix(".mo")
SPOKEN = ("main.py", "ui", "widgets", "services")
"""Where sentences are said."""

KEYWORDS: dict[str, tuple[int, ...]] = {
    "say": (0,),
    "phrase": (0,),
    "count": (1,),
    "WrongSetting": (0, 1),
    "WrongFormula": (1, 2),
}
"""The calls that say something, and which of their arguments are sentences."""

LITERAL = frozenset({"phrase", "WrongSetting", "WrongFormula"})
"""Calls that must be given literals; `say` may also be handed a `Phrase`."""

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
# a date in the file would only make changes by two people quarrel
_WRITTEN = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    counted: bool
    path: str
    line: int


def sentences(root: Path = ROOT) -> tuple[list[Sentence], list[str]]:
    """All that is said, in the order of files; and places where a literal was due and none stands."""
    found: list[Sentence] = []
    faults: list[str] = []
    for source in _sources(root):
        path = source.relative_to(root).as_posix()
        try:
            tree = ast.parse(source.read_text(encoding="utf-8"), filename=path)
        except SyntaxError as error:
            faults.append(f"{path}:{error.lineno}: not Python")
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := _spoken(node)) in KEYWORDS:
                for argument in (node.args[n] for n in KEYWORDS[name] if n < len(node.args)):
                    texts = list(_literals(argument))
                    counted = name == "count" or any(k.arg == "count" for k in node.keywords)
                    found += [Sentence(t, counted, path, node.lineno) for t in texts if t]
                    if not texts and name in LITERAL and not _handed_on(argument):
                        faults.append(f"{path}:{node.lineno}: {name}(…) without a literal")
    return found, faults


def explanations() -> list[Sentence]:
    """What the settings say of themselves, as the schema of the wall file shows it."""
    found: dict[str, Sentence] = {}

    def say(said: Phrase) -> str:
        found[said.text] = Sentence(said.text, counted=False, path="(settings)", line=0)
        return said.text

    schema(installed(), say)
    return [sentence for sentence in found.values() if sentence.text]


def everything() -> tuple[list[Sentence], list[str]]:
    said, faults = sentences()
    return said + explanations(), faults


def read(path: Path = PO) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def written(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, sort_output=True)
    return file.getvalue()


def english(catalogue: Catalog, sentence: Sentence) -> tuple[str, ...]:
    """The forms that stand for the sentence; empty when any is missing."""
    message = catalogue.get(sentence.text)
    if message is None or (sentence.counted and not message.pluralizable):
        return ()
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    kept = tuple(form for form in forms if form)
    return kept if len(kept) == len(forms) else ()


def places(text: str) -> frozenset[str]:
    return frozenset(_PLACE.findall(text))


def missing(catalogue: Catalog, said: Iterable[Sentence]) -> list[Sentence]:
    return list({s.text: s for s in said if not english(catalogue, s)}.values())


def differing(catalogue: Catalog, said: Iterable[Sentence]) -> list[str]:
    """Sentences whose English has other places than the Vietnamese, or two forms written in one."""
    return [
        f"{sentence.path}:{sentence.line}: {what}: {sentence.text}"
        for sentence in {s.text: s for s in said}.values()
        for form in english(catalogue, sentence)
        for what, wrong in (
            ("other places in English", places(form) != places(sentence.text)),
            ("two forms, but no count", "|" in form and "|" not in sentence.text),
        )
        if wrong
    ]


def updated(catalogue: Catalog, said: Iterable[Sentence], pairs: dict[str, str]) -> Catalog:
    """Exactly what is said, with the English that was there or came in `pairs`."""
    new = Catalog(
        locale="en",
        project="Langbiang",
        version="1",
        copyright_holder="Langbiang",
        creation_date=_WRITTEN,
        revision_date=_WRITTEN,
        last_translator="Langbiang",
        language_team="Langbiang",
        fuzzy=False,
    )
    new.header_comment = "# English of Langbiang's sentences. Written by tools/translations.py."
    by_text: dict[str, list[Sentence]] = {}
    for sentence in said:
        by_text.setdefault(sentence.text, []).append(sentence)
    for text, uses in by_text.items():
        counted = any(use.counted for use in uses)
        old = english(catalogue, Sentence(text, counted=False, path="", line=0))
        # only what is counted has two forms: `vi|en` in another sentence is text
        given = pairs.get(text, "").split("|") if counted else [pairs.get(text, "")]
        fresh = tuple(form for form in given if form)
        # what stays, but for one form where there are two now
        forms = fresh if len(fresh) > len({*old}) else old
        kept = catalogue.get(text)
        flags = {"fuzzy"} if kept is not None and kept.fuzzy else set()
        if counted:
            both = (forms * 2)[:2] if forms else ("", "")
            new.add((text, text), both, locations=_locations(uses), flags=flags)
        else:
            one = forms[0] if forms else ""
            new.add(text, one, locations=_locations(uses), flags=flags)
    return new


def pairs_of(paths: Iterable[Path]) -> dict[str, str]:
    """`Vietnamese<TAB>English` a line; lines without a tab are passed over."""
    pairs: dict[str, str] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            vietnamese, tab, said = line.partition("\t")
            if tab and vietnamese.strip() and said.strip():
                pairs.setdefault(_unescaped(vietnamese), _unescaped(said.strip()))
    return pairs


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n")


def _locations(uses: Iterable[Sentence]) -> list[tuple[str, int]]:
    return [(path, 0) for path in sorted({use.path for use in uses if use.line})]


def _sources(root: Path) -> Iterator[Path]:
    for place in SPOKEN:
        path = root / place
        if path.is_dir():
            yield from sorted(path.rglob("*.py"))
        elif path.exists():
            yield path


def _spoken(call: ast.Call) -> str:
    """The name of what is called; `count` of words takes a number and a sentence, and nothing more by
    place.
    """
    if _called(call) == "count" and len(call.args) != 2:  # noqa: PLR2004
        return ""
    return _called(call)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case _:
            pass


def _handed_on(node: ast.expr) -> bool:
    """A sentence that was a literal where it was first said: `error.what`."""
    return isinstance(node, ast.Attribute) and node.attr in {"what", "remedy", "text"}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["missing", "update", "compile"])
    parser.add_argument("pairs", nargs="*", type=Path)
    chosen = parser.parse_args(arguments)
    said, faults = everything()
    catalogue = read() if PO.exists() else Catalog(locale="en")
    if chosen.command == "update":
        PO.parent.mkdir(parents=True, exist_ok=True)
        pairs = pairs_of(chosen.pairs)
        for text in sorted(pairs.keys() - {sentence.text for sentence in said}):
            print(f"nobody says: {text}", file=sys.stderr)
        PO.write_bytes(written(updated(catalogue, said, pairs)))
        catalogue = read()
    if chosen.command in {"update", "compile"}:
        MO.write_bytes(compiled(catalogue))
    lacking = missing(catalogue, said)
    faults += differing(catalogue, said)
    for fault in faults:
        print(fault, file=sys.stderr)
    for sentence in lacking:
        print(f"{sentence.path}:{sentence.line}\t{sentence.text}")
    print(
        f"{len({s.text for s in said})} sentences, {len(lacking)} without English", file=sys.stderr
    )
    return 1 if lacking or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
