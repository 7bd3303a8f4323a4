"""Web sites of the twelve units, each a page and its feed, served by nginx. One is slow, one has had no
article for long, one always fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from services.simulation.answers import NOT_FOUND
from services.simulation.day import DAY, HOUR, floored, is_working, local
from services.simulation.dialect import Dialect
from services.simulation.lore import invented, slug, units
from services.simulation.web_file import WebFile, refuse, serve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from services.simulation.answers import Question, Response
    from services.simulation.dialect import Path
    from services.simulation.lore import Unit

_FAILING = "cat-tien"
_QUIET = "da-teh"
_SILENCE = timedelta(days=74)
_SHOWN = 6
_OFTEN = 0.8
"""Of working days, so many bring an article."""
_LONGEST = 40
"""Days that are looked through for the last articles."""
_HTML, _RSS = "text/html; charset=utf-8", "application/rss+xml"
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class _Article:
    title: str
    path: str
    time: datetime


@cache
def sites() -> Mapping[str, Unit]:
    """By the name in the address: whose it is."""
    return {slug(unit.short): unit for unit in units()}


def index(question: Question) -> Response:
    """`GET /`: all sites."""
    links = "".join(
        f'<li><a href="/web/{name}">{escape(whose.name)}</a></li>'
        for name, whose in sites().items()
    )
    page = _page("Trang của các địa phương", f"<ul>{links}</ul>")
    return _served(question, page, _HTML, floored(question.at, DAY))


def home(question: Question) -> Response:
    """`GET /{unit}`: the latest articles, and where the feed is."""
    name = question.parts["unit"]
    if name not in sites():
        return refuse(question, NOT_FOUND)
    if name == _FAILING:
        return refuse(question, _SERVER_ERROR)
    articles = _latest(question, name)
    listed = "".join(
        f'<li><a href="{one.path}">{escape(one.title)}</a> '
        f"<time>{local(question.noted(one.time)):%d/%m/%Y %H:%M}</time></li>"
        for one in articles
    )
    feed = f'<link rel="alternate" type="{_RSS}" href="/web/{name}/rss.xml">'
    page = _page(f"Trang thông tin điện tử: {sites()[name].name}", f"<ul>{listed}</ul>", feed)
    return _served(question, page, _HTML, articles[0].time)


def feed(question: Question) -> Response:
    """`GET /{unit}/rss.xml`."""
    name = question.parts["unit"]
    if name not in sites():
        return refuse(question, NOT_FOUND)
    if name == _FAILING:
        return refuse(question, _SERVER_ERROR)
    articles, here = _latest(question, name), f"{question.root}/web/{name}"
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(question.root + one.path)}</link>"
        f"<pubDate>{format_datetime(question.noted(one.time))}</pubDate>"
        f"<guid>{escape(question.root + one.path)}</guid></item>"
        for one in articles
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(sites()[name].name)} (mô phỏng)</title><link>{escape(here)}</link>"
        f"<description/>{items}</channel></rss>"
    )
    return _served(question, text, _RSS, articles[0].time)


def _served(question: Question, text: str, kind: str, modified: datetime) -> Response:
    return serve(question, WebFile(body=text.encode(), modified=modified, content_type=kind))


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{head}</head><body><h1>{escape(title)}</h1><p>Trang mô phỏng.</p>{body}</body></html>\n"
    )


def _latest(question: Question, name: str) -> list[_Article]:
    """The latest first; at least one."""
    chance = question.chance
    until = question.at - (_SILENCE if name == _QUIET else timedelta())
    found: list[_Article] = []
    for back in range(_LONGEST):
        day = floored(until, DAY) - DAY * back
        words = ("web", name, day.timestamp())
        if not is_working(day.date()) or chance.share(*words) >= _OFTEN:
            continue
        time = day + HOUR * chance.between(7.5, 17, *words, "at")
        if time <= until and len(found) < _SHOWN:
            topic = chance.pick(tuple(invented()["headlines"]), *words, "topic")
            title = invented()["headlines"][topic]["neutral"].format(place=sites()[name].short)
            path = f"/web/{name}/bai-{day:%Y%m%d}"
            found.append(_Article(title, path, time.replace(microsecond=0)))
    return found


def article(question: Question) -> Response:
    """`GET /{unit}/{article}`."""
    name = question.parts["unit"]
    if name not in sites() or name == _FAILING:
        return home(question)
    path = f"/web/{name}/{question.parts['article']}"
    for one in _latest(question, name):
        if one.path == path:
            return _served(question, _page(one.title, ""), _HTML, one.time)
    return refuse(question, NOT_FOUND)


PATHS: Mapping[str, Path] = {
    "": Dialect(answer=index, refuse=refuse),
    "/{unit}": Dialect(answer=home, refuse=refuse),
    "/{unit}/rss.xml": Dialect(answer=feed, refuse=refuse),
    "/{unit}/{article}": Dialect(answer=article, refuse=refuse),
}
