"""How large text must be on one screen, and how it is fitted into what room there is.

Sizes come from eyes, not from taste: a capital's height is `D · θ / 3438` for a reader at distance D
who needs θ arc minutes. Nothing here knows Qt; a `Measure` is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from widgets import fitting
from widgets.drawing import Ink, Rect, Run, Text, Weight
from widgets.span import Span

if TYPE_CHECKING:
    from services.words import Words
    from widgets.span import Seam

ARC_MINUTES = 3438.0
"""Minutes of arc in a radian."""
FLOOR = 16.0
"""Arc minutes below which no text may be."""
READING = 16.5
TITLE = 16.5
HEADING = 19.0
CLOCK = 26.0
FIGURE_LEAST = 30.0
FIGURE_MOST = 63.0
LEADING = 1.35
"""Height of a row in ems: Vietnamese stacks marks over capitals (ẪỔỀẲẠỰỘ)."""
TIGHT = 1.24
"""Of a row that nothing but air is above: titles, chips, notes beside a figure."""
BASELINE = 0.98
"""From a row's top to its baseline, in ems: the extra room is above."""
USUAL, LEAST_AIR = 42.0, 0.5
"""Pixels of reading size at which margins have the size that they are drawn with, and how far they shrink
with it.
"""


class Measure(Protocol):
    """Text in pixels, with tabular figures."""

    cap: float
    """Height of a capital in ems."""

    def width(self, text: str, size: float, weight: Weight) -> float: ...


@dataclass(frozen=True)
class Sheet:
    """One screen as a page for text: its geometry, its reader, its language."""

    width: float
    height: float
    pitch: float
    """Millimetres from pixel to pixel."""
    seat: float
    """Millimetres from the screen to the farthest reader."""
    measure: Measure
    words: Words
    panels: tuple[int, int] = (1, 1)
    """Columns and rows of panels of which the screen is made."""
    rims: tuple[int, int] = (0, 0)
    """Pixels that the rims of neighbouring panels hide, between columns and between rows; width and height
    have them in."""

    @cached_property
    def span(self) -> Span:
        (columns, rows), (across, down) = self.panels, self.rims
        size = self.width - (columns - 1) * across, self.height - (rows - 1) * down
        return Span(size, self.panels, self.rims)

    @property
    def seams(self) -> tuple[tuple[Seam, ...], tuple[Seam, ...]]:
        """Between panels: where upright ones stand, by x, and where level ones lie, by y."""
        return self.span.seams

    @cached_property
    def scale(self) -> float:
        """Margins grow with the panel, and no faster than what is read on it; 1 at 1080 lines whose text has
        the size of a panel read from 4 m.
        """
        read = max(self.reading / USUAL, LEAST_AIR)
        return min(self.height / 1080, self.width / 1440, read)

    def px(self, at_1080: float) -> float:
        return at_1080 * self.scale

    def arcmin(self, cap: float) -> float:
        return cap * self.pitch * ARC_MINUTES / self.seat

    def size(self, arcmin: float) -> float:
        """Font size in pixels whose capitals have so many minutes of arc; bounded by the panel, for
        no text can be larger than a panel bears nor smaller than a desk shows.
        """
        cap = self.seat * arcmin / ARC_MINUTES / self.pitch
        least, most = 0.010 * self.height * arcmin / READING, 0.052 * self.height * arcmin / READING
        return _ceil(min(max(cap / self.measure.cap, least), most))

    @cached_property
    def reading(self) -> float:
        """The smallest size in use."""
        return self.size(READING)

    @cached_property
    def tight(self) -> float:
        return self.reading * TIGHT

    @cached_property
    def row(self) -> float:
        return self.reading * LEADING

    def line(
        self,
        role: str,
        text: str,
        box: Rect,
        *,
        size: float | None = None,
        least: float | None = None,
        weight: Weight = Weight.REGULAR,
        ink: Ink = Ink.TEXT,
        ground: Ink = Ink.TILE,
        align: str = "left",
        short: str | None = None,
        leading: float = LEADING,
    ) -> Text:
        """One line at the top of `box`: as large as `size`, stepped down to `least`, then the short
        form, then cut with an ellipsis. `clipped` says that not even that fits.
        """
        size = size or self.reading
        least = min(least or self.reading, size)
        shown, used, fits = fitting.fitted(self.measure, text, short, box.w, size, least, weight)
        height = used * leading
        width = self.measure.width(shown, used, weight)
        x = {"left": box.x, "right": box.right - width, "centre": box.x + (box.w - width) / 2}[
            align
        ]
        run = Run(shown, x, box.y + used * BASELINE, used, weight, width)
        return Text(
            role=role,
            text=shown,
            full=text,
            rect=Rect(x, box.y, width, height),
            runs=(run,),
            cap=used * self.measure.cap,
            ink=ink,
            ground=ground,
            clipped=not fits or height > box.h + 0.5,
        )

    def paragraph(
        self,
        role: str,
        text: str,
        box: Rect,
        *,
        lines: int = 2,
        size: float | None = None,
        weight: Weight = Weight.REGULAR,
        ink: Ink = Ink.TEXT,
        ground: Ink = Ink.TILE,
        short: str | None = None,
        leading: float = LEADING,
    ) -> Text:
        """Up to `lines` lines from the top of `box`, the last cut with an ellipsis if need be."""
        size = size or self.reading
        lines = max(1, min(lines, int((box.h + 0.5) / (size * leading))))
        whole = self.broken(text, box.w, size, weight)
        if len(whole) > lines and short:
            whole = self.broken(short, box.w, size, weight)
        kept = whole
        if len(whole) > lines:
            kept = [*whole[: lines - 1], " ".join(whole[lines - 1 :])]
        parts = [fitting.cut(self.measure, part, box.w, size, weight) for part in kept]
        fits = all(whole for _, whole in parts)
        runs = tuple(
            Run(
                part,
                box.x,
                box.y + i * size * leading + size * BASELINE,
                size,
                weight,
                self.measure.width(part, size, weight),
            )
            for i, (part, _) in enumerate(parts)
        )
        rect = Rect(box.x, box.y, max(run.width for run in runs), len(runs) * size * leading)
        return Text(
            role,
            " ".join(part for part, _ in parts),
            text,
            rect,
            runs,
            size * self.measure.cap,
            ink,
            ground,
            clipped=not fits or rect.h > box.h + size * 0.12,
        )

    def broken(self, text: str, width: float, size: float, weight: Weight) -> list[str]:
        """The text in lines no wider than `width` (but for a single word that is)."""
        return fitting.broken(self.measure, text, width, size, weight)

    def figure(
        self,
        role: str,
        main: str,
        box: Rect,
        *,
        before: str = "",
        after: str = "",
        size: float,
        least: float,
        full: str | None = None,
        ink: Ink = Ink.TEXT,
        ground: Ink = Ink.TILE,
        align: str = "left",
    ) -> Text:
        """A large figure with small parts on its baseline: `ước` 2.850, 4 `/8`, 93,5 `%`. The whole is
        one text; its box is the figure's capitals with a little air, not a full row.
        """
        while True:
            parts = self._figure_parts(before, main, after, size)
            width = sum(w for _, _, w in parts)
            if width <= box.w + 0.5 or size <= least:
                break
            size = max(float(int(size * 0.97)), least)
        x = {"left": box.x, "right": box.right - width, "centre": box.x + (box.w - width) / 2}[
            align
        ]
        left, baseline = x, box.y + size * FIGURE_ASCENT
        runs: list[Run] = []
        for text, used, advance in parts:
            if text:
                weight = Weight.BOLD if text == main else Weight.SEMIBOLD
                runs.append(
                    Run(text, x, baseline, used, weight, self.measure.width(text, used, weight))
                )
            x += advance
        said = f"{before} {main}{after}" if before else f"{main}{after}"
        return Text(
            role,
            said,
            full or said,
            Rect(left, box.y, width, size * FIGURE_HEIGHT),
            tuple(runs),
            max(run.size for run in runs) * self.measure.cap,
            ink,
            ground,
            clipped=width > box.w + 0.5 or size * FIGURE_HEIGHT > box.h + 0.5,
        )

    def _figure_parts(
        self, before: str, main: str, after: str, size: float
    ) -> tuple[tuple[str, float, float], ...]:
        """Text, size and advance of each part."""
        small = max(float(int(size * 0.52)), self.reading)
        lead = max(float(int(size * 0.36)), self.reading)
        space = self.measure.width(" ", lead, Weight.SEMIBOLD)
        gap = max(size * 0.10, space) if before else 0.0
        return (
            (
                before,
                lead,
                (self.measure.width(before, lead, Weight.SEMIBOLD) + gap) if before else 0.0,
            ),
            (main, size, self.measure.width(main, size, Weight.BOLD)),
            (after, small, (self.measure.width(after, small, Weight.SEMIBOLD)) if after else 0.0),
        )


FIGURE_ASCENT = 0.80
"""From the top of a figure's box to its baseline, ems: a capital and some air."""
FIGURE_HEIGHT = 0.97


def _ceil(size: float) -> float:
    """Whole pixels, up: a capital may be larger than it must, never smaller."""
    return float(-(-size // 1))
