"""What the themes' colours hold, and that the rules find what breaks them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from widgets import colour_rules
from widgets.colour_rules import (
    CONTRASTS,
    DIFFERENCES,
    DIVERGING,
    GROUNDS,
    KINDS,
    PARTS,
    PRIORITIES,
    SCALES,
    SEQUENTIAL,
    Rule,
    broken_by,
    faults,
)
from widgets.colours import Sight, ciede2000, contrast, difference, lab
from widgets.drawing import Ink
from widgets.palette import DARK, THEMES, Palette

SHARMA = [
    # Sharma, Wu, Dalal 2005, table 1: where implementations go wrong
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.001), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
    ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((50.0, 2.5, 0.0), (56.0, -27.0, -3.0), 31.9030),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.fixture(params=list(THEMES.values()), ids=list(THEMES))
def palette(request: pytest.FixtureRequest) -> Palette:
    theme = request.param
    assert isinstance(theme, Palette)
    return theme


@pytest.mark.parametrize(("one", "other", "expected"), SHARMA)
def test_differences_are_those_that_were_published_with_the_formula(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(expected, abs=5e-5)


def test_lab_and_contrast_of_known_colours() -> None:
    assert lab("#FFFFFF") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_eyes_without_the_cones_see_greys_as_they_are_and_mistake_red_for_green() -> None:
    for sight in (Sight.PROTANOPIA, Sight.DEUTERANOPIA):
        assert lab("#808080", sight) == pytest.approx(lab("#808080"), abs=0.1)
        plain, lacking = difference("#B02020", "#607020"), difference("#B02020", "#607020", sight)
        assert lacking < plain / 2


def test_no_theme_breaks_a_rule(palette: Palette) -> None:
    assert faults(palette) == ()


def test_a_theme_names_every_ink_with_a_colour(palette: Palette) -> None:
    assert set(palette.inks) == set(Ink)
    assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in palette.inks.values())


def test_every_ink_that_means_something_is_under_a_rule() -> None:
    ruled = {ink for rule in CONTRASTS for ink in (rule.ink, rule.ground)}
    ruled |= {ink for rule in DIFFERENCES for ink in (rule.one, rule.other)}
    assert set(Ink) - ruled == {Ink.LINE}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", [Ink.HEADING, Ink.TEXT, Ink.SECOND])
def test_every_text_has_seven_to_one_on_every_ground(
    palette: Palette, text: Ink, ground: Ink
) -> None:
    assert palette.contrast(text, ground) >= 7


@pytest.mark.parametrize("ground", SCALES)
def test_text_and_borders_hold_on_every_ground_of_a_scale(palette: Palette, ground: Ink) -> None:
    assert palette.contrast(Ink.TEXT, ground) >= 7
    assert palette.contrast(Ink.OUTLINE, ground) >= 3


@pytest.mark.parametrize("sight", Sight)
def test_priorities_kinds_and_the_data_colour_are_told_apart(
    palette: Palette, sight: Sight
) -> None:
    for inks, full in (((*PRIORITIES, Ink.DATA), 20), (KINDS, 14), (PARTS, 10), (DIVERGING, 6)):
        least = full if sight is Sight.FULL else min(full, 10)
        for n, one in enumerate(inks):
            for other in inks[n + 1 :]:
                assert difference(palette.inks[one], palette.inks[other], sight) >= least, (
                    one,
                    other,
                )


@pytest.mark.parametrize("sight", Sight)
def test_a_scale_rises_step_by_step(palette: Palette, sight: Sight) -> None:
    from_tile = [
        difference(palette.inks[Ink.TILE], palette.inks[step], sight) for step in SEQUENTIAL
    ]
    assert from_tile == sorted(from_tile)


def test_the_first_part_of_a_bar_is_the_strongest_and_what_is_old_the_weakest(
    palette: Palette,
) -> None:
    strengths = [palette.contrast(part, Ink.TILE) for part in PARTS]
    assert strengths == sorted(strengths, reverse=True)
    assert palette.contrast(Ink.OLD, Ink.TILE) < palette.contrast(Ink.DATA, Ink.TILE)


def test_a_colour_that_is_too_weak_or_too_alike_is_found_with_its_pair_and_number() -> None:
    blue = DARK.inks[Ink.DATA]
    found = faults(DARK.changed({Ink.LOW: blue}))
    alike = [f for f in found if f.rule is Rule.APART and {f.one, f.other} == {Ink.LOW, Ink.DATA}]
    assert {fault.sight for fault in alike} == set(Sight)
    assert all(fault.measured == 0 for fault in alike)
    faint = faults(DARK.changed({Ink.SECOND: "#707880"}))
    assert (faint[0].rule, faint[0].one, faint[0].other) == (Rule.TEXT, Ink.SECOND, Ink.GROUND)
    assert faint[0].measured == pytest.approx(contrast("#707880", DARK.inks[Ink.GROUND]))
    assert faint[0].bound == 7
    glaring = faults(DARK.changed({Ink.HEADING: "#FFFFFF"}))
    assert {fault.rule for fault in glaring} == {Rule.GLARE}


def test_only_the_faults_of_what_a_wall_changed_are_its_own() -> None:
    bad = replace(DARK, inks={**DARK.inks, Ink.SECOND: "#444444", Ink.DATA: "#444444"})
    own = broken_by(bad, [Ink.DATA])
    assert own
    assert all(Ink.DATA in {fault.one, fault.other} for fault in own)
    assert len(own) < len(colour_rules.faults(bad))
