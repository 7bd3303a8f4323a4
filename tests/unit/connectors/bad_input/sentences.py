"""What is said of each fault of each connector and preset, as rows for the pages of docs/connectors:

python -m tests.unit.connectors.bad_input.sentences
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.door import SourceError
from services.words import Words
from services.words.terms import REMEDIES
from tests.unit.connectors.bad_input.dialects import DIALECTS
from tests.unit.connectors.bad_input.faults import FAULTS
from tests.unit.connectors.bad_input.pages import PAGING
from tests.unit.connectors.bad_input.rig import rigged
from tests.unit.connectors.bad_input.spoilt import SPOILT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.words import Lang


@dataclass(frozen=True, slots=True)
class Row:
    """`reason` is empty where the answer was read; `words` are its notes then."""

    source: str
    fault: str
    reason: str
    words: str
    remedy: str


def rows(lang: Lang) -> Iterator[Row]:
    words = Words(lang, ZoneInfo("Asia/Ho_Chi_Minh"))
    with tempfile.TemporaryDirectory() as folder, rigged(Path(folder)) as rig:
        for name, dialect in DIALECTS.items():
            for fault, made in {**FAULTS, **SPOILT, **PAGING}.items():
                answers = made(dialect)
                if answers is None:
                    continue
                came = rig.ask(f"quick-{name}" if fault == "late" else name, answers)
                if isinstance(came, SourceError):
                    remedy = words.say(came.remedy or REMEDIES[came.reason])
                    yield Row(name, fault, words.reason(came.reason), words.say(came.words), remedy)
                elif came.notes:
                    yield Row(name, fault, "", "; ".join(map(words.say, came.notes)), "")


if __name__ == "__main__":
    for row in rows("en" if "en" in sys.argv else "vi"):
        said = (row.source, row.fault, row.reason, row.words, row.remedy)
        sys.stdout.write("\t".join(said) + "\n")
