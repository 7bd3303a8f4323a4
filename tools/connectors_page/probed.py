"""What `main.py probe` says of each system that it knows: each connector and preset that can tell is met with
the answers of `met.yaml`, which are recordings, or as short as those that it asks for can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from services.door import Answer, Request, SourceError
from services.draft import Draft, Met, Recogniser
from services.news import Reason
from services.phrase import phrase
from services.section import Section
from services.wall_file import installed
from services.wall_file.presets.recognition import recognisers
from tools.connectors_page.evidence import RECORDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.phrase import Phrase

_NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


class Said(Section):
    """What a path answers: a text, or what was recorded."""

    text: str = ""
    recording: str | None = None
    kind: str = "application/json"

    @property
    def body(self) -> bytes:
        if self.recording is not None:
            return (RECORDINGS / self.recording).read_bytes()
        return self.text.encode()


class System(Section):
    """A system that `probe` is led to."""

    address: str
    answers: dict[str, Said]
    """By what follows the address; of a bare line by what it is asked. "" is the address itself."""


@dataclass(frozen=True, slots=True)
class _Door:
    system: System

    def now(self) -> datetime:
        return _NOW

    def ask(self, request: Request) -> Answer:
        asked = (request.body or b"").decode() if self._bare else request.path
        key = asked.removeprefix(self.system.address).strip("/").strip()
        said = self.system.answers.get(key)
        if said is None:
            raise SourceError(
                Reason.REFUSED, phrase("Nguồn không có địa chỉ này (404)"), status=404
            )
        return Answer(
            status=200,
            headers={"content-type": said.kind},
            body=said.body,
            asked=_NOW,
            received=_NOW,
            url=f"{self.system.address}/{key}",
        )

    @property
    def _bare(self) -> bool:
        return self.system.address.startswith("tcp:")


def probed() -> Mapping[str, Phrase]:
    """What is said of the system of each connector and preset that can tell, by its name."""
    file = Path(__file__).with_name("met.yaml")
    systems: dict[str, object] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    able = {**installed().connectors, **{one.name: one for one in recognisers()}}
    return {
        name: _found(able[name], System.model_validate(written))
        for name, written in systems.items()
    }


def _found(connector: object, system: System) -> Phrase:
    door = _Door(system)
    try:
        met = Met(address=system.address, outcome=door.ask(Request()))
    except SourceError as error:
        met = Met(address=system.address, outcome=error)
    draft = connector.recognise(met, door) if isinstance(connector, Recogniser) else None
    match draft:
        case Draft():
            return draft.found
        case _:
            raise LookupError(f"{system.address} is not recognised")
