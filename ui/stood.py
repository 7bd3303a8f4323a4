"""What stood on each screen of a wall at an instant: composed as the wall itself composed it then, from what
its cache keeps of that time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.program import Choice, choices_of, program
from ui.arrangement import arranged
from ui.automatic import composer, page_of
from ui.connected import declared
from ui.decided import Decided
from ui.face import staged
from ui.fonts import measure
from ui.layers import layers_of
from ui.looks import THEMES
from ui.opening import speaker
from ui.outcome import Refused, Status
from ui.placing.matching import matched
from ui.placing.presence import OUTPUTS
from ui.placing.record import read
from ui.placing.then import then, unclaimed
from ui.runs import closed
from widgets.automatic import STAND_IN, is_automatic

if TYPE_CHECKING:
    from services.cache import Picture
    from services.program import Choices, Program
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from services.words import Words
    from ui.arrangement import Arrangement
    from ui.face import Stage
    from ui.layers import Layers
    from ui.placing.record import Record
    from ui.placing.then import Then
    from ui.terminal import Terminal

_LANGUAGES = frozenset(("vi", "en"))
"""What a newer program was spoken in besides, this one isn't."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    stage: Stage
    """Of the whole wall file, for nobody's eyes in particular."""
    program: Program
    layers: Layers
    then: Then
    arrangement: Arrangement
    spoken: str
    """The wall's language then; the picture's may be another."""


def stood(
    wall: WallFile, plugins: Plugins, picture: Picture, words: Words, lang: str | None = None
) -> Stood:
    """At the picture's instant. `words`: in which a refusal tells its times. `lang`: None: as people had
    chosen.
    """
    record = _record(picture, words)
    whole = _composed(wall, plugins, picture, record)
    found = then(whole.screens, record, whole.console.outputs)
    if not found.screens:
        said = phrase(
            "Lúc {at} không thấy màn hình nào của tường; bỏ --shown để lấy ảnh mọi cảnh.",
            at=words.moment(picture.now, seconds=True),
        )
        raise Refused(Status.NOT_HAD, said)
    spoken = picture.setting("lang")
    kept = spoken if spoken in _LANGUAGES else None
    stage = staged(whole, plugins, measure(), speaker(whole, lang or kept))
    spoken = speaker(whole, kept).lang
    decided = Decided(
        stage,
        choices=_choices(wall, whole, picture),
        layers=layers_of(picture),
        there=found.screens,
    ).at(picture.now)
    shown = program(whole, decided.choices, picture.now)
    return Stood(
        stage=stage,
        program=shown,
        layers=decided.layers,
        then=found,
        arrangement=arranged(stage, shown, decided.layers, decided.screens),
        spoken=spoken,
    )


def tell_otherwise(stood: Stood, theme: str | None, terminal: Terminal) -> None:
    """What of the picture was asked to be other than it stood. `theme`: None: as it stood."""
    then = stood.program.theme
    if theme is not None and theme != then:
        terminal.tell(
            phrase(
                "Ảnh có giao diện {theme} như yêu cầu, lúc ấy tường có giao diện {then}; bỏ --theme để có "
                "đúng màu đã chiếu.",
                theme=THEMES[theme],
                then=THEMES[then],
            )
        )
    if stood.stage.words.lang == stood.spoken:
        return
    if stood.spoken == "vi":
        said = phrase(
            "Ảnh bằng tiếng Anh như yêu cầu, lúc ấy tường dùng tiếng Việt; bỏ --lang để có đúng chữ đã "
            "chiếu."
        )
    else:
        said = phrase(
            "Ảnh bằng tiếng Việt như yêu cầu, lúc ấy tường dùng tiếng Anh; bỏ --lang để có đúng chữ đã "
            "chiếu."
        )
    terminal.tell(said)


def _record(picture: Picture, words: Words) -> Record:
    """Of the outputs that the wall had."""
    over = closed(picture, words)
    if over is not None:
        raise Refused(Status.NOT_HAD, over)
    at, kept = words.moment(picture.now, seconds=True), picture.setting(OUTPUTS)
    if kept is None:
        said = phrase(
            "Lúc {at} bộ nhớ chưa ghi tường mở trên màn hình nào; bỏ --shown để lấy ảnh mọi cảnh.",
            at=at,
        )
        raise Refused(Status.NOT_HAD, said)
    record = read(kept)
    if record is None:
        said = phrase(
            "Màn hình lúc {at} do một phiên bản Langbiang mới hơn ghi lại; dùng phiên bản ấy, hoặc bỏ "
            "--shown để lấy ảnh mọi cảnh.",
            at=at,
        )
        raise Refused(Status.NOT_HAD, said)
    return record


def _composed(wall: WallFile, plugins: Plugins, picture: Picture, record: Record) -> WallFile:
    """What the file leaves out, for the screens that were there."""
    if not is_automatic(wall):
        return wall
    claimed = unclaimed(record, wall.console.outputs)
    free = matched((), record.outputs, reserved=claimed).spare
    return composer(wall, plugins, declared(free) or STAND_IN).composed(picture)


def _choices(wall: WallFile, whole: WallFile, picture: Picture) -> Choices:
    """The pages of a wall that composes its own turn by themselves."""
    choices = choices_of(picture)
    if not is_automatic(wall) or wall.schedule is not None:
        return choices
    return replace(choices, scene=Choice(page_of(whole, picture), picture.now))
