"""`probe` by the presets that say how their system is recognised: what answers is a source that names
the preset, its parameters filled with what the system itself lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from services.door import Answer, Request, SourceError
from services.draft import Certainty, Draft, Remark, homes
from services.expression import Unfit, compiled
from services.json_text import read_json
from services.phrase import phrase
from services.plain import plain
from services.survey import Column, Role, columns
from services.wall_file import text
from services.wall_file.faults import Fault
from services.wall_file.presets import shipped
from services.wall_file.presets.giving import ODD
from services.wall_file.presets.resolving import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.door import Door
    from services.draft import Met
    from services.wall_file.presets.shape import Fill, Preset, Recognition

_LISTED = 30
_LOOKED_INTO = 4
"""Tables of which rows are asked for."""
_LONGEST = 100
"""Characters of a value."""


@dataclass(frozen=True, slots=True)
class PresetRecogniser:
    """As a connector that can tell."""

    name: str
    preset: Preset
    recognition: Recognition

    def recognise(self, met: Met, door: Door) -> Draft | None:
        if not met.answers:
            return None
        path = self.recognition.path
        if path is None:
            return self._drafted(met.address.partition("?")[0], met.outcome, door)
        for home in homes(met.address, ()):
            try:
                outcome: Answer | SourceError = door.ask(Request(path=f"{home}/{path}"))
            except SourceError as error:
                outcome = error
            if (draft := self._drafted(home, outcome, door)) is not None:
                return draft
        return None

    def _drafted(self, home: str, outcome: Answer | SourceError, door: Door) -> Draft | None:
        payload = _payload(outcome)
        version = _found(self.recognition.holds, payload)
        if not version:
            return None
        filling = self._filled(home.rstrip("/"), payload, door)
        known = {
            name: filling.values[name] for name in self.preset.parameters if name in filling.values
        }
        lacking = self._lacking(filling)
        settings: dict[str, object] = {"preset": self.name, "url": home}
        if known:
            settings["with"] = known
        said = plain(version, 60) if isinstance(version, str) else ""
        return Draft(
            name=self.name,
            found=phrase("{system} {version}", system=self.preset.vendor, version=said),
            settings=settings,
            certainty=Certainty.NAMED,
            remarks=(*filling.remarks, *self._to_fill_in(known, lacking)),
            unfinished=bool(lacking),
        )

    def _filled(self, home: str, payload: object, door: Door) -> _Filling:
        """With the first table by which nothing is lacking; else with the very first."""
        fills = self.recognition.fill
        listed = [name for name, fill in fills.items() if fill.choices is not None]
        first = filling = _Filling(home, payload, door)
        for nth in range(_LOOKED_INTO):
            for parameter, fill in fills.items():
                filling.fill(parameter, fill, nth if parameter in listed[-1:] else 0)
            if not self._lacking(filling):
                return filling
            if nth + 1 >= filling.choices:
                break
            filling = _Filling(home, payload, door, filling.answers)
        return first

    def _lacking(self, filling: _Filling) -> list[str]:
        """What neither the system nor the preset says."""
        parameters = self.preset.parameters.items()
        return [
            name for name, one in parameters if one.default is None and name not in filling.values
        ]

    def _to_fill_in(self, known: dict[str, str], lacking: list[str]) -> Iterator[Remark]:
        for name in lacking:
            about = self.preset.parameters[name].meaning
            yield Remark(
                words=phrase("Chưa biết điền gì cho {name}: {about}", name=name, about=about)
            )
        if lacking:
            given = ", ".join((*map(": ".join, known.items()), *(f"{name}: …" for name in lacking)))
            yield Remark(
                words=phrase("Phải có with như sau thì tệp mới chạy được; điền vào các chỗ …"),
                choices=(f"with: {{{given}}}",),
                at=("with",) if known else ("url",),
            )


@dataclass(slots=True)
class _Filling:
    home: str
    payload: object
    door: Door
    answers: dict[str, object] = field(default_factory=dict)
    """By path."""
    values: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    choices: int = 0
    """How many the parameter that was chosen last has."""
    _told: set[str] = field(default_factory=set)

    def fill(self, parameter: str, fill: Fill, nth: int) -> None:
        """`nth`: which of its choices is taken."""
        if fill.rows is not None and fill.column is not None:
            rows = _found(self._put(fill.rows), self._answer(fill))
            looked = columns(rows) if isinstance(rows, list) else []
            self._tell(fill.path or "", [one.name for one in looked])
            value = _column(looked, fill.column) or (fill.otherwise and self._put(fill.otherwise))
            if value and _is_fit(value):
                self.values[parameter] = value
        elif fill.choices is not None:
            choices = _texts(_found(self._put(fill.choices), self._answer(fill)))
            self.choices = len(choices)
            if choices:
                self.values[parameter] = choices[nth]
            if len(choices) > 1:
                said = phrase(
                    "{name} có thể là: {choices}", name=parameter, choices=_listed(choices)
                )
                self.remarks.append(Remark(words=said, at=("with",)))

    def _tell(self, path: str, names: list[str]) -> None:
        """Of the same rows once."""
        if names and path not in self._told:
            self._told.add(path)
            said = phrase("Các cột: {names}", names=_listed(names))
            self.remarks.append(Remark(words=said, at=("with",)))

    def _answer(self, fill: Fill) -> object:
        if fill.path is None:
            return self.payload
        path = self._put(fill.path)
        if path not in self.answers:
            request = Request(path=f"{self.home}/{path}", params=tuple(fill.params.items()))
            try:
                self.answers[path] = _payload(self.door.ask(request))
            except SourceError:
                self.answers[path] = None
        return self.answers[path]

    def _put(self, written: str) -> str:
        for name, value in self.values.items():
            written = written.replace(f"{{{name}}}", value)
        return written


def _column(looked: list[Column], wanted: str) -> str | None:
    """A figure is told by what it holds as well: its name may be anything."""
    fits = [one for one in looked if one.role is Role(wanted)]
    if wanted == Role.VALUE:
        fits = [one for one in fits if one.figures] or [
            one for one in looked if one.figures and one.role is None
        ]
    return fits[0].name if fits else None


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")


def recognisers() -> Iterator[PresetRecogniser]:
    """Of the presets that come with the program."""
    for name in shipped.names():
        called = shipped.called(name)
        path = shipped.path(called)
        content = text.read(path, called) if path else None
        if content is None or isinstance(content, Fault):
            continue
        found, _ = read(content, called)
        if found is not None and found.preset.recognise is not None:
            yield PresetRecogniser(name, found.preset, found.preset.recognise)


def _payload(outcome: Answer | SourceError) -> object:
    """None of what is no JSON."""
    if isinstance(outcome, SourceError):
        return None
    try:
        return read_json(outcome.body)
    except SourceError:
        return None


def _found(expression: str, payload: object) -> object:
    try:
        return None if payload is None else compiled(expression)(payload)
    except (Unfit, ValueError):  # ValueError: a name of the system's that makes no expression
        return None


def _texts(found: object) -> list[str]:
    if not isinstance(found, list):
        return []
    texts = (one for one in cast("list[object]", found) if isinstance(one, str))
    return [one for one in texts if _is_fit(one)]


def _is_fit(value: str) -> bool:
    """What a wall file may give to a parameter."""
    return 0 < len(value) <= _LONGEST and plain(value) == value and not ODD.search(value)
