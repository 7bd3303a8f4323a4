"""What can be done on a wall, in the operator's words: the same before it is done, once it is done, and when
the journal of acts tells of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.layers import Form
from widgets.tiles.systems import short_name

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Pause
    from services.phrase import Phrase
    from services.program import Hold
    from ui.layers import Put, Step
    from ui.wall import Wall

_MINUTE = timedelta(minutes=1)

THEMES_SAID = {"toi": phrase("tối"), "sang": phrase("sáng"), "dem": phrase("đêm")}


@dataclass(frozen=True, slots=True)
class DeedWords:
    """With the names that the wall has for things now, and in its language; what it no longer has is called
    as it was written. `at` of each: when it is done.
    """

    wall: Wall

    def scene(self, screen: str, scene: str | None, hold: Hold | None, at: datetime) -> Phrase:
        """`scene` None: what was chosen is over. `screen` empty: of the whole wall."""
        if scene is None and screen:
            return phrase("cho màn hình {screen} theo cảnh của cả tường", screen=screen)
        if scene is None:
            return phrase("trả tường về lịch chiếu")
        called = self.called_scene(scene)
        said = phrase("chiếu cảnh {scene}", scene=called)
        if screen:
            said = phrase("chiếu cảnh {scene} trên màn hình {screen}", scene=called, screen=screen)
        if hold is None:
            return said
        if hold.until is None:
            return phrase("{deed}, giữ đến khi có người trả", deed=said)
        return phrase(
            "{deed}, giữ {count} phút", deed=said, count=round((hold.until - at) / _MINUTE)
        )

    def held(self, screen: str, hold: Hold | None, at: datetime) -> Phrase:
        """The scene that was chosen already; `hold` None: as long as the schedule says."""
        if hold is None:
            said = phrase("giữ cảnh đang chiếu theo lịch")
        elif hold.until is None:
            said = phrase("giữ cảnh đang chiếu đến khi có người trả")
        else:
            count = round((hold.until - at) / _MINUTE)
            said = phrase("giữ cảnh đang chiếu thêm {count} phút", count=count)
        if not screen:
            return said
        return phrase("{deed}, trên màn hình {screen}", deed=said, screen=screen)

    def theme(self, theme: str) -> Phrase:
        return phrase("đổi giao diện sang {theme}", theme=self.called_theme(theme))

    def language(self, lang: str) -> Phrase:
        return phrase("đổi sang tiếng Anh") if lang == "en" else phrase("đổi sang tiếng Việt")

    def put(self, screen: str, put: Put | None, at: datetime) -> Phrase:
        """None: what was put up is taken down."""
        if put is None:
            return phrase("trả màn hình {screen} về cảnh của nó", screen=screen)
        what = self.called_put(put)
        if put.until is None:
            return phrase("đưa {what} lên màn hình {screen}", what=what, screen=screen)
        return phrase(
            "đưa {what} lên màn hình {screen} trong {count} phút",
            what=what,
            screen=screen,
            count=round((put.until - at) / _MINUTE),
        )

    def briefing(self, step: Step | None) -> Phrase:
        """None: it ends."""
        if step is None:
            return phrase("kết thúc giao ban, tường trở về chỗ cũ")
        briefing = self.wall.stage.wall.briefings.get(step.briefing)
        title = None if briefing is None else briefing.title
        called = step.briefing if title is None else title.full_in(self.wall.setting.lang)
        if briefing is None:  # the wall file has lost it: how many steps it had nobody knows
            said = phrase("chiếu bước {n} của “{title}”", title=called, n=step.number + 1)
        else:
            total = len(briefing.steps)
            said = phrase(
                "chiếu bước {n}/{total} của “{title}”",
                title=called,
                n=min(step.number + 1, total),
                total=total,
            )
        if not step.screens:
            return said
        return phrase("{deed}, trên {screens}", deed=said, screens=", ".join(step.screens))

    def pause(self, source: str, pause: Pause | None, at: datetime) -> Phrase:
        """None: it is asked again."""
        called = self.called_source(source)
        if pause is None:
            return phrase("tiếp tục hỏi nguồn “{source}”", source=called)
        if pause.until is None:
            said = phrase("tạm dừng hỏi nguồn “{source}” đến khi có người tiếp tục", source=called)
        else:
            until = self.wall.stage.words.since(pause.until, at)
            said = phrase("tạm dừng hỏi nguồn “{source}” đến {time}", source=called, time=until)
        return phrase("{deed}: {why}", deed=said, why=pause.why) if pause.why else said

    def ask(self, source: str) -> Phrase:
        return phrase("hỏi ngay nguồn “{source}”", source=self.called_source(source))

    def called_scene(self, name: str) -> str:
        scene = self.wall.stage.wall.scenes.get(name)
        title = None if scene is None else scene.title
        return name if title is None else title.full_in(self.wall.setting.lang)

    def called_theme(self, name: str) -> Phrase | str:
        return THEMES_SAID.get(name, name)

    def called_put(self, put: Put) -> Phrase:
        tile = self.wall.titled(put.tile)
        match put.form:
            case Form.TILE:
                return phrase("ô “{tile}”", tile=tile)
            case Form.DETAIL:
                return phrase("chi tiết của ô “{tile}”", tile=tile)
            case Form.BY_UNIT:
                return phrase("bảng theo đơn vị của ô “{tile}”", tile=tile)

    def called_source(self, id: str) -> str:
        wall = self.wall.stage.wall
        if id not in wall.sources:
            return id
        return short_name(wall.sources[id], wall, id).full_in(self.wall.setting.lang)
