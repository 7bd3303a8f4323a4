from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.connectors.feed import CONNECTOR, Feed, Page, normalise
from services.connectors.feed.dates import published
from services.connectors.feed.html import linked_feed, text_of
from services.door import Answer, SourceError
from services.draft import Certainty, Draft, Met
from services.news import Covers, Reason
from services.writing import Unreadable, Writing
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.records import FeedItem

ADDRESS = "http://nguon.example/rss/tin.rss"


def declared(**more: Any) -> Feed:
    return Feed.model_validate({"connector": "feed", "url": ADDRESS, **more})


def rss(*items: str, head: str = "") -> bytes:
    whole = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>Báo</title>{whole}</channel></rss>'.encode()


def read(*items: str, **more: Any) -> Page:
    return normalise(declared(**more), rss(*items), ADDRESS)


def only(item: str, **more: Any) -> FeedItem:
    (found,) = read(item, **more).items
    return found


@pytest.mark.parametrize("name", ["pelican_rss.xml", "pelican_atom.xml"])
def test_a_recorded_feed_is_read_the_latest_last(
    name: str, recording: Callable[[str], bytes]
) -> None:
    page = normalise(declared(), recording(name), ADDRESS)
    assert page.title == "Báo điện tử thử nghiệm"
    assert page.notes == ()
    assert [item.title for item in page.items] == [
        f"Tin báo chí số {n} về chuyển đổi số" for n in (1, 2, 3)
    ]
    latest = page.items[-1]
    assert latest.uid == "tag:127.0.0.1,2026-11-23:/feed/tin-3.html"
    assert latest.url == "http://127.0.0.1:18002/feed/tin-3.html"
    assert latest.published == datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert latest.text == "Tóm tắt tin 3 đậm"
    assert latest.tags == ("bao-chi", "trung-tinh")
    assert latest.at is None


def test_a_window_takes_nothing_back_and_keeps_a_bounded_number(
    recording: Callable[[str], bytes],
) -> None:
    body = recording("pelican_rss.xml")
    door = ScriptedDoor(lambda _: (body, {"etag": '"f"'}))
    answered = CONNECTOR.ask(declared(keep=2), door, None)
    assert (answered.covers, answered.keeps, len(answered.records)) == (Covers.NEW, 3, 3)
    again = ScriptedDoor(lambda _: None)
    assert CONNECTOR.ask(declared(keep=2), again, answered.cursor).unchanged
    assert ("If-None-Match", '"f"') in again.asked[0].headers


def test_a_key_is_the_guid_else_the_link_else_the_content() -> None:
    assert only("<title>A</title><guid>g1</guid><link>http://x/1</link>").uid == "g1"
    assert only("<title>A</title><link>http://x/1</link>").uid == "http://x/1"
    assert only("<title>A</title>").uid == only("<title>A</title>").uid
    assert only("<title>A</title>").uid != only("<title>B</title>").uid


def test_one_guid_is_one_entry_and_its_first_wording_holds() -> None:
    page = read("<title>Mới</title><guid>g</guid>", "<title>Cũ</title><guid>g</guid>")
    assert [item.title for item in page.items] == ["Mới"]
    assert dict(page.notes[0].values) == {"count": 1}


def test_no_html_is_left() -> None:
    dirty = escape("<p>Một</p><p>hai <b>ba</b><script>x()</script></p>")
    title = escape("Tin <i>nóng</i> &amp; mới")
    item = only(f"<title>{title}</title><description>{dirty}</description>")
    assert (item.title, item.text) == ("Tin nóng & mới", "Một hai ba")
    assert text_of("a &lt;b&gt; c") == "a <b> c"
    assert text_of("<style>p{}</style>1<br>2") == "1 2"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""]
)
def test_only_web_addresses_are_kept(link: str) -> None:
    assert (
        only(f"<title>A</title><guid isPermaLink='false'>g</guid><link>{link}</link>").url is None
    )


def test_a_relative_link_is_joined_to_the_feed_s_address() -> None:
    assert only("<title>A</title><link>/tin/1</link>").url == "http://nguon.example/tin/1"


def test_a_podcast_is_known_by_its_sound() -> None:
    item = only(
        "<title>Bản tin</title><enclosure url='http://x/1.mp3' type='audio/mpeg' length='9'/>"
    )
    assert item.url == "http://x/1.mp3"


ICT = Writing(zone="Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("raw", "writing"),
    [
        ("Tue, 24 Nov 2026 09:00:00 +0700", Writing()),
        ("Tue, 24 Nov 2026 02:00:00 GMT", Writing()),
        ("Tue, 24 Nov 2026 09:00:00 GMT+7", Writing()),
        ("Tue, 24 Nov 2026 09:00:00 GMT+07:00", Writing()),
        ("2026-11-24T09:00:00+07:00", Writing()),
        ("2026-11-24T02:00:00Z", Writing()),
        ("Tue, 24 Nov 2026 09:00:00", ICT),
        ("2026-11-24 09:00:00", ICT),
        ("24/11/2026 09:00", Writing(zone="Asia/Ho_Chi_Minh", times="day_first")),
    ],
)
def test_a_date_is_read_as_newspapers_write_it(raw: str, writing: Writing) -> None:
    assert published(raw, writing) == datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        7,
        "hôm qua",
        "Tue, 24 Nov 2026 09:00:00",
        "2026-11-24 09:00:00",
        "24/11/2026 09:00",
        "Tue, 24 Nov 9999 09:00:00 GMT",
        "x" * 400,
    ],
)
def test_a_date_without_zone_or_sense_is_none(raw: object) -> None:
    with pytest.raises(Unreadable):
        published(raw, Writing())


def test_entries_without_dates_are_said_and_stand_first() -> None:
    page = read(
        "<title>Có giờ</title><pubDate>Tue, 24 Nov 2026 09:00:00 +0700</pubDate>",
        "<title>Không giờ</title>",
    )
    assert [item.title for item in page.items] == ["Không giờ", "Có giờ"]
    assert dict(page.notes[0].values) == {"count": 1}


def test_the_wall_file_s_tags_go_before_the_feed_s() -> None:
    item = only("<title>A</title><category>Kinh tế</category>", tags=["Báo Lâm Đồng"])
    assert item.tags == ("Báo Lâm Đồng", "Kinh tế")


def test_a_json_feed_is_read() -> None:
    one = {
        "id": 7,
        "url": "/1",
        "content_html": "<p>Chữ</p>",
        "date_published": "2026-11-24T09:00:00+07:00",
        "tags": ["a"],
    }
    payload = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [one, 3]}
    page = normalise(declared(), json.dumps(payload).encode(), ADDRESS)
    (item,) = page.items
    assert (item.uid, item.title, item.url) == ("7", "Chữ", "http://nguon.example/1")
    assert "không có tiêu đề" in page.notes[0].text


def test_a_feed_that_is_cut_off_gives_what_could_be_read() -> None:
    body = rss("<title>A</title><guid>1</guid>", "<title>B</title><guid>2</guid>")
    page = normalise(declared(), body[:-40], ADDRESS)
    assert page.items
    assert "cắt cụt" in page.notes[0].text


def test_an_empty_feed_is_an_answer() -> None:
    page = read()
    assert page.items == ()
    assert page.notes[0].text == "Feed chưa có tin nào"


def test_entities_that_a_feed_declares_are_not_unfolded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    page = normalise(declared(), rss("<title>&b;&c;</title><guid>1</guid>", head=bomb), ADDRESS)
    assert all("root:" not in item.title and "xx" not in item.title for item in page.items)


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"", "rỗng"),
        (b"/etc/passwd", "không phải feed"),
        (b"http://127.0.0.1/", "không phải feed"),
        (b"<a/>", "không phải feed"),
        (b"{}", "không phải JSON Feed"),
        (b'{"version": "x"', "cắt cụt"),
        (b"<!doctype html><html></html>", "trang web (HTML), không phải feed"),
        (b"<rss version='2.0'><channel><a><a>", "không đọc được tin nào"),
    ],
)
def test_what_is_no_feed_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(declared(), body, ADDRESS)
    assert caught.value.reason is Reason.MALFORMED
    assert part in caught.value.words.text


PAGE = b"""<html><head><link rel="stylesheet" href="a.css">
<link rel="alternate" type="application/rss+xml" href="/rss/moi.rss"></head></html>"""


def test_a_page_that_links_to_its_feed_is_told_with_the_feed_s_address() -> None:
    with pytest.raises(SourceError) as caught:
        normalise(declared(), PAGE, "http://nguon.example/tin")
    assert dict(caught.value.words.values)["address"] == "http://nguon.example/rss/moi.rss"
    assert caught.value.remedy is not None
    assert linked_feed("<p>", ADDRESS) is None
    broken = '<link rel="alternate" type="application/rss+xml" href="http://[oops">'
    assert linked_feed(broken, ADDRESS) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 300), st.binary(max_size=30))
def test_mangled_feeds_are_malformed_and_nothing_else(at: int, noise: bytes) -> None:
    body = rss("<title>A</title><guid>1</guid><pubDate>Tue, 24 Nov 2026 09:00:00 +0700</pubDate>")
    reason = None
    try:
        normalise(declared(), body[:at] + noise + body[at:], ADDRESS)
    except SourceError as error:
        reason = error.reason
    assert reason in {None, Reason.MALFORMED}


def _met(body: bytes, address: str = ADDRESS) -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


def test_probe_names_a_feed_and_its_latest_entry(recording: Callable[[str], bytes]) -> None:
    door = ScriptedDoor(lambda _: b"")
    draft = CONNECTOR.recognise(_met(recording("pelican_atom.xml")), door)
    assert isinstance(draft, Draft)
    assert draft.certainty is Certainty.DECLARED
    assert draft.settings == {"connector": "feed", "url": ADDRESS, "every": "5 min"}
    assert "số 3" in str(dict(draft.remarks[0].words.values)["title"])
    assert door.asked == []


def test_probe_follows_a_page_to_its_feed(recording: Callable[[str], bytes]) -> None:
    door = ScriptedDoor(lambda _: recording("pelican_rss.xml"))
    draft = CONNECTOR.recognise(_met(PAGE, "http://nguon.example/"), door)
    assert isinstance(draft, Draft)
    assert draft.settings["url"] == "http://nguon.example/rss/moi.rss"
    assert len(door.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"<html></html>", PAGE.replace(b"/rss/moi", b"http://khac/moi")]
)
def test_probe_asks_nothing_of_others(body: bytes) -> None:
    door = ScriptedDoor(lambda _: b"")
    assert CONNECTOR.recognise(_met(body), door) is None
    assert door.asked == []
