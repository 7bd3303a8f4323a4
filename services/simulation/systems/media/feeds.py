"""A newspaper's feeds, RSS 2.0 and Atom, written as Pelican writes them and served by nginx."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from services.simulation.answers import said
from services.simulation.day import DAY, floored, local
from services.simulation.dialect import Dialect
from services.simulation.systems.media.items import PRESS, Item, items
from services.simulation.web_file import WebFile, refuse, serve

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from services.simulation.answers import Question, Response

_SITE = "https://bao.langbiang.example"
_TITLE = "Báo điện tử mô phỏng"
_SHOWN = 30
_SINCE = 4 * DAY


def rss(question: Question) -> Response:
    """`GET /rss.xml`."""
    shown, ahead = _shown(question), question.ahead
    entries = "".join(_as_rss(one, ahead) for one in shown)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{_TITLE}</title><link>{_SITE}/</link><description/>"
        f'<atom:link href="{_SITE}/rss.xml" rel="self"/>'
        f"<lastBuildDate>{_mailed(_built(question, shown))}</lastBuildDate>{entries}</channel></rss>"
    )
    return _served(question, text, shown)


def atom(question: Question) -> Response:
    """`GET /atom.xml`."""
    shown, ahead = _shown(question), question.ahead
    entries = "".join(_as_atom(one, ahead) for one in shown)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{_TITLE}</title>'
        f'<link href="{_SITE}/" rel="alternate"/><link href="{_SITE}/atom.xml" rel="self"/>'
        f"<id>{_SITE}/</id><updated>{said(_built(question, shown))}</updated>{entries}</feed>"
    )
    return _served(question, text, shown)


def _served(question: Question, text: str, shown: list[Item]) -> Response:
    """As nginx serves it to whoever has no other map of types."""
    modified = _built(question, shown)
    return serve(question, WebFile(body=text.encode(), modified=modified, content_type="text/xml"))


def _shown(question: Question) -> list[Item]:
    """The latest of the press, the latest first."""
    at = question.at
    known = [one for one in items(question.chance, at - _SINCE, at) if one.outlet in PRESS]
    return known[: -_SHOWN - 1 : -1]


def _built(question: Question, shown: list[Item]) -> datetime:
    """The feed is written anew with each article."""
    return (shown[0].time if shown else floored(question.at, DAY)) + question.ahead


def _as_rss(item: Item, ahead: timedelta) -> str:
    time = item.time + ahead
    return (
        f"<item><title>{escape(item.title)}</title><link>{item.url}</link>"
        f"<description>{escape(_summary(item))}</description><pubDate>{_mailed(time)}</pubDate>"
        f"<guid>{_tag(item)}</guid>"
        f"<category>{escape(item.topic)}</category><category>{escape(item.place)}</category></item>"
    )


def _as_atom(item: Item, ahead: timedelta) -> str:
    time = said(item.time + ahead)
    return (
        f'<entry><title>{escape(item.title)}</title><link href="{item.url}" rel="alternate"/>'
        f"<published>{time}</published><updated>{time}</updated><author><name/></author>"
        f"<id>{_tag(item)}</id>"
        f'<summary type="html">{escape(_summary(item))}</summary>'
        f'<content type="html">{escape(_summary(item))}</content>'
        f'<category term="{escape(item.topic)}"/><category term="{escape(item.place)}"/></entry>'
    )


def _summary(item: Item) -> str:
    return f"<p>{escape(item.title)}. Tin mô phỏng, không phải tin thật.</p>"


def _tag(item: Item) -> str:
    return f"tag:bao.langbiang.example,{local(item.time):%Y-%m-%d}:/tin-{item.number}.html"


def _mailed(at: datetime) -> str:
    """`Mon, 23 Nov 2026 08:00:00 +0700`."""
    return format_datetime(local(at))


RSS = Dialect(answer=rss, refuse=refuse)
ATOM = Dialect(answer=atom, refuse=refuse)
