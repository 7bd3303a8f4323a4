from __future__ import annotations

from datetime import UTC, datetime, timedelta

from widgets.automatic import ahead_of, shown

PAGES = ("tu-dong", "tu-dong-2", "tu-dong-3")
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def over(chosen: tuple[str, datetime] | None, since: datetime, seconds: int) -> list[str]:
    """The pages that are seen, one after the other."""
    seen = [shown(PAGES, chosen, since + n * SECOND) for n in range(seconds)]
    return [page for n, page in enumerate(seen) if n == 0 or page != seen[n - 1]]


def test_pages_turn_every_twenty_seconds_and_begin_anew() -> None:
    assert over(None, AT, 60) == list(PAGES)
    assert shown(PAGES, None, AT) == shown(PAGES, None, AT + 19 * SECOND)
    assert shown(PAGES, None, AT) == shown(PAGES, None, AT + 60 * SECOND)


def test_a_page_that_somebody_chose_stays_two_minutes_then_the_next_follows() -> None:
    chosen = "tu-dong-2", AT
    assert over(chosen, AT, 120) == ["tu-dong-2"]
    assert shown(PAGES, chosen, AT + 120 * SECOND) == "tu-dong-3"
    assert shown(PAGES, chosen, AT + 140 * SECOND) == "tu-dong"


def test_a_page_that_is_gone_was_not_chosen() -> None:
    assert shown(PAGES, ("tu-dong-9", AT), AT) == shown(PAGES, None, AT)


def test_a_choice_of_which_the_clock_knows_nothing_yet_holds() -> None:
    assert shown(PAGES, ("tu-dong-2", AT), AT - timedelta(hours=3)) == "tu-dong-2"


def test_a_page_that_is_up_stays_until_its_turn_ends_when_there_are_more_or_fewer() -> None:
    for count in (2, 4, 5):
        pages = tuple(f"trang-{n}" for n in range(count))
        for seconds in range(0, 200, 7):
            now = AT + seconds * SECOND
            ahead = ahead_of(pages, pages[1], now), now
            assert shown(pages, None, now, ahead) == pages[1]
            turned = now + 20 * SECOND
            assert shown(pages, None, turned, ahead) == pages[2 % count]


def test_a_choice_holds_whatever_the_turns_are_and_later_turns_win_over_one_that_is_up() -> None:
    chosen, later = ("tu-dong-2", AT), AT + 130 * SECOND
    ahead = ahead_of(PAGES, "tu-dong", later), later
    assert shown(PAGES, chosen, later, ahead) == "tu-dong"
    assert shown(PAGES, chosen, AT + 60 * SECOND, (2, AT + SECOND)) == "tu-dong-2"
    assert shown(PAGES, ("tu-dong-3", later + SECOND), later + 2 * SECOND, ahead) == "tu-dong-3"
