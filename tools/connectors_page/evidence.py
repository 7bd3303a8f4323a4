"""What a connector or preset was tried on: the first line of its worked example.

`# evidence: KIND — WHAT`, where WHAT may name files of tests in brackets and, after a semicolon, recordings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path("docs/connectors/examples")
RECORDINGS = Path("tests/recordings")


class Kind(StrEnum):
    REAL_SERVER = "real server"
    RECORDING = "recording"
    CONSTRUCTED = "constructed"
    CONTRACT_FIXTURE = "contract fixture"


@dataclass(frozen=True, slots=True)
class Evidence:
    kind: Kind
    what: str
    """As it was written: servers with their versions, a document's address."""
    tests: tuple[str, ...]
    """Paths from the project's folder."""
    recordings: tuple[str, ...]
    """Names of files in tests/recordings."""


class EvidenceError(ValueError):
    """An example that does not say what its connector was tried on."""


def evidence(example: str, name: str) -> Evidence:
    """Of the text of an example; `name` is told in what is raised."""
    line = example.partition("\n")[0]
    found = re.fullmatch(rf"# evidence: ({'|'.join(Kind)}) — (.+)", line)
    if not found:
        raise EvidenceError(
            f"{EXAMPLES}/{name}.yaml: the first line must be `# evidence: KIND — WHAT`"
        )
    what = found[2]
    return Evidence(
        Kind(found[1]),
        re.sub(r" \(tests/[^)]*\)", "", what).partition("; recording")[0],
        tuple(re.findall(r"tests/[\w/.]+\w", what)),
        tuple(_recordings(what)),
    )


def _recordings(what: str) -> Iterator[str]:
    by_stem = {path.stem: path.name for path in RECORDINGS.glob("*.*") if path.stem != "README"}
    for word in re.findall(r"\w+", what):
        if word in by_stem:
            yield by_stem[word]
