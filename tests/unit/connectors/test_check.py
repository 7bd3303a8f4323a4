"""What looks at addresses come to: records of targets, and the source's own outage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.connectors.check import CONNECTOR, Check
from services.connectors.check.articles import all_dated, dated, is_feed, where
from services.door import Answer, Certificate, SourceError, Visit, Visited
from services.draft import Certainty, Draft, Met
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import Observation, Reply, ServiceHealth
from tests.unit.connectors.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.connectors import Answered
    from services.door import Request

DOWN = SourceError(Reason.UNREACHABLE, phrase("đóng"))
NAMELESS = SourceError(Reason.NO_SUCH_NAME, phrase("không tên"))


class FakeScout:
    """Looks come to what `came` says of each address; None: there was no time for it."""

    def __init__(self, came: Callable[[Visit], Visited | None]) -> None:
        self._came = came
        self.visited: list[Visit] = []

    def now(self) -> datetime:
        return NOW

    def ask(self, request: Request) -> Answer:
        raise AssertionError(request)

    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]:
        for visit in visits:
            self.visited.append(visit)
            came = self._came(visit)
            if came is not None:
                yield came


def answer(
    body: bytes = b"ok", status: int = 200, url: str = "https://a.example/", kind: str = ""
) -> Answer:
    headers = {"content-type": kind}
    return Answer(status=status, headers=headers, body=body, asked=NOW, received=NOW, url=url)


def page(visit: Visit, body: bytes = b"ok", **more: Any) -> Visited:
    took = timedelta(milliseconds=120)
    return Visited(visit=visit, answer=answer(body, url=visit.address), took=took, **more)


def settings(*targets: Any, **more: Any) -> Check:
    return Check(connector="check", targets=targets or ("https://a.example/",), **more)


def asked(
    came: Callable[[Visit], Visited | None], made: Check, cursor: str | None = None
) -> Answered:
    return CONNECTOR.ask(made, FakeScout(came), cursor)  # fmt: skip


def services(answered: Answered) -> dict[str, ServiceHealth]:
    return {one.uid: one for one in answered.records if isinstance(one, ServiceHealth)}


def figures(answered: Answered) -> dict[str, Observation]:
    return {one.uid: one for one in answered.records if isinstance(one, Observation)}


def only(came: Callable[[Visit], Visited | None], **target: Any) -> ServiceHealth:
    [found] = services(asked(came, settings({"url": "https://a.example/", **target}))).values()
    return found


def certificate(until: datetime) -> Certificate:
    return Certificate(subject="a", issuer="b", begins=NOW, until=until, trusted=True, named=True)


def test_a_page_that_answers_has_its_name_latency_and_certificate() -> None:
    until = NOW + timedelta(days=3)
    found = only(
        lambda visit: page(visit, certificate=certificate(until)),
        name="Cổng", organ="01", tags=["huyện", "web"],
    )  # fmt: skip
    assert (found.service, found.instance) == ("Cổng", "https://a.example/")
    assert (found.state, found.latency, found.words) == (Reply.ANSWERS, Decimal(120), None)
    assert (found.certificate_until, found.organ) == (until, "01")
    assert found.labels == (("tags", "huyện, web"),)


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (DOWN, Reply.NONE),
        (NAMELESS, Reply.NONE),
        (SourceError(Reason.DEADLINE, phrase("chậm")), Reply.NONE),
        (SourceError(Reason.CERTIFICATE, phrase("hết hạn")), Reply.WRONG),
        (SourceError(Reason.REFUSED, phrase("500"), status=500), Reply.WRONG),
        (SourceError(Reason.UNAUTHORISED, phrase("401"), status=401), Reply.WRONG),
        (SourceError(Reason.REFUSED, phrase("429"), timedelta(9), 429), Reply.WRONG),
        (SourceError(Reason.REFUSED, phrase("không phải HTTP")), Reply.WRONG),
        (SourceError(Reason.MALFORMED, phrase("cắt cụt")), Reply.WRONG),
    ],
)
def test_a_target_that_is_down_is_a_record_with_its_words(
    failure: SourceError, state: Reply
) -> None:
    found = only(lambda visit: Visited(visit=visit, failure=failure, set_out=False))
    assert (found.state, found.words) == (state, failure.words)


@pytest.mark.parametrize(
    ("target", "status", "state"),
    [
        ({"status": [401]}, 401, Reply.ANSWERS),
        ({"status": [204]}, 200, Reply.WRONG),
        ({"status": [200, 204]}, 204, Reply.ANSWERS),
        ({"redirects": "none"}, 301, Reply.ANSWERS),
        ({"redirects": "none", "status": [301]}, 301, Reply.ANSWERS),
    ],
)
def test_the_status_that_is_right_is_the_wall_file_s(
    target: dict[str, Any], status: int, state: Reply
) -> None:
    refused = SourceError(Reason.UNAUTHORISED, phrase("401"), status=401)

    def came(visit: Visit) -> Visited:
        if status == 401:
            return Visited(visit=visit, failure=refused)
        return Visited(visit=visit, answer=answer(status=status))

    assert only(came, **target).state is state


@pytest.mark.parametrize(
    ("body", "kind", "state"),
    [
        ("Ủy ban  nhân\ndân".encode(), "text/html; charset=utf-8", Reply.ANSWERS),
        ("U\u0309y ban nhân dân".encode(), "text/html", Reply.ANSWERS),
        (b"&#7910;y ban nh&acirc;n d&acirc;n", "text/html", Reply.ANSWERS),
        ("Ủy ban nhân dân".encode("utf-16"), "text/html; charset=utf-16", Reply.ANSWERS),
        ("Ủy ban nhân dân".encode(), "text/html; charset=khong-co", Reply.ANSWERS),
        (b"", "text/html", Reply.WRONG),
        ("Đang bảo trì".encode(), "text/html", Reply.WRONG),
    ],
)
def test_a_text_is_found_as_a_reader_finds_it(body: bytes, kind: str, state: Reply) -> None:
    def came(visit: Visit) -> Visited:
        return Visited(visit=visit, answer=answer(body, kind=kind))

    assert only(came, text="Ủy ban nhân dân").state is state


def test_a_page_beyond_the_cap_answers_unless_its_text_is_wanted() -> None:
    large = SourceError(Reason.TOO_LARGE, phrase("lớn"))
    assert only(lambda visit: Visited(visit=visit, failure=large)).state is Reply.ANSWERS
    assert only(lambda visit: Visited(visit=visit, failure=large), text="x").state is Reply.WRONG


def test_the_figures_count_those_that_were_looked_at() -> None:
    ends = {"https://a.example/": 3, "https://b.example/": 20, "https://c.example/": 90}

    def came(visit: Visit) -> Visited:
        shown = certificate(NOW + timedelta(days=ends[visit.address]))
        if visit.address.endswith("c.example/"):
            return Visited(visit=visit, failure=DOWN, certificate=shown)
        return page(visit, certificate=shown)

    found = figures(asked(came, settings(*ends)))
    assert found["up"].value == 2
    assert found["up"].denominator == 3
    assert found["certificates_expiring"].value == 2
    assert found["certificates_urgent"].value == 1
    assert found["certificates_urgent"].denominator == 3
    assert found["certificate_days"].value == Decimal("3.0")


def test_of_what_nobody_could_look_at_nothing_is_counted() -> None:
    made = settings("https://a.example/", "https://b.example/", articles=True)
    found = figures(asked(lambda visit: Visited(visit=visit, failure=DOWN), made))
    assert found["up"].value == 0
    unknown = ("certificates_expiring", "certificates_urgent", "certificate_days", "quiet_sites")
    for name in unknown:
        assert found[name].value is None
        assert found[name].fault is not None


def test_a_count_says_of_how_many_it_is_known() -> None:
    def came(visit: Visit) -> Visited:
        if visit.address.endswith("b.example/"):
            return Visited(visit=visit, failure=DOWN)
        return page(visit, certificate=certificate(NOW + timedelta(days=90)))

    found = figures(asked(came, settings("https://a.example/", "https://b.example/")))
    seen = found["certificates_expiring"]
    assert seen.value == 0
    assert seen.denominator == 1


def test_the_source_is_out_only_where_nothing_could_be_tried() -> None:
    def gone(visit: Visit) -> Visited:
        return Visited(visit=visit, failure=NAMELESS, set_out=False)

    with pytest.raises(SourceError) as caught:
        asked(gone, settings("https://a.example/", "https://b.example/"))
    assert caught.value.reason is Reason.UNREACHABLE
    assert caught.value.remedy is not None
    down = asked(
        lambda visit: Visited(visit=visit, failure=DOWN),
        settings("https://a.example/", "https://b.example/"),
    )
    assert {one.state for one in services(down).values()} == {Reply.NONE}


def test_what_was_not_reached_is_counted_and_asked_first_next_time() -> None:
    made = settings(*(f"https://{n}.example/" for n in range(5)))
    came = asked(lambda visit: page(visit) if visit.address[8] in "01" else None, made)
    assert (came.covers, came.missing, len(services(came))) == (Covers.PART, 3, 2)
    scout = FakeScout(page)
    again = CONNECTOR.ask(made, scout, came.cursor)
    assert scout.visited[0].address == "https://2.example/"
    assert (again.covers, again.missing, again.cursor) == (Covers.ALL, None, "")


def test_nothing_reached_in_time_is_a_deadline() -> None:
    with pytest.raises(SourceError) as caught:
        asked(lambda _: None, settings())
    assert caught.value.reason is Reason.DEADLINE


def test_hundreds_of_sites_are_looked_at() -> None:
    made = settings(*(f"https://{n}.example/" for n in range(700)))
    assert len(services(asked(page, made))) == 700


ATOM = (
    b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>b</title>'
    b"<updated>2026-11-20T08:00:00+07:00</updated></entry><entry><title>c</title>"
    b"<updated>2026-11-22T08:00:00+07:00</updated></entry></feed>"
)
RSS = (
    b'<rss version="2.0"><channel><item><title>a</title>'
    b"<pubDate>Mon, 23 Nov 2026 08:00:00 +0700</pubDate></item></channel></rss>"
)
MAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc>x</loc><lastmod>2026-11-21</lastmod></url>"
    b"<url><loc>y</loc><lastmod>2099-01-01</lastmod></url><url><lastmod>mai</lastmod></url></urlset>"
)


@pytest.mark.parametrize(
    ("body", "at"),
    [
        (ATOM, datetime(2026, 11, 22, 1, 0, tzinfo=UTC)),
        (RSS, datetime(2026, 11, 23, 1, 0, tzinfo=UTC)),
        (MAP, datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
        (b"<rss><channel/></rss>", None),
        (b"khong phai", None),
    ],
)
def test_the_latest_article_is_the_latest_date_that_is_not_ahead(
    body: bytes, at: datetime | None
) -> None:
    assert dated(body, "Asia/Ho_Chi_Minh", NOW).at == at


INDEX = b"""<sitemapindex xmlns="x"><sitemap><loc>https://a.example/cu.xml</loc><lastmod>2026-11-01</lastmod></sitemap>
<sitemap><loc>/moi.xml</loc><lastmod>2026-11-23T07:00:00Z</lastmod></sitemap></sitemapindex>"""


def of_a_site(maps: dict[str, bytes]) -> ServiceHealth:
    """What stands at its addresses, the page itself besides."""

    def came(visit: Visit) -> Visited:
        path = visit.address.removeprefix("https://a.example/")
        return page(visit, maps[path] if path else b"<html>")

    [site] = services(asked(came, settings(articles=True))).values()
    return site


def test_a_list_of_sitemaps_is_no_article_the_newest_of_them_is_read() -> None:
    assert of_a_site({"sitemap.xml": INDEX, "moi.xml": MAP}).last_published == datetime(
        2026, 11, 20, 17, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "maps",
    [
        {"sitemap.xml": INDEX, "moi.xml": INDEX},
        {"sitemap.xml": b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"},
        {"sitemap.xml": INDEX.replace(b"/moi.xml", b"tcp://10.1.0.9:22")},
        {"sitemap.xml": INDEX.replace(b"/moi.xml", b"http://[oops")},
    ],
)
def test_a_list_of_sitemaps_that_leads_nowhere_says_that_the_article_is_not_known(
    maps: dict[str, bytes],
) -> None:
    site = of_a_site(maps)
    assert (site.state, site.last_published) == (Reply.ANSWERS, None)
    assert site.words is not None
    assert site.words.text == "Không rõ bài mới nhất: {why}"


def test_feeds_are_read_for_as_long_as_there_is_time_the_small_ones_first() -> None:
    assert all_dated({"a": ATOM + b" " * 9, "b": ATOM}, "UTC", NOW, -1.0) == {}
    assert [*all_dated({"a": ATOM + b" " * 9, "b": ATOM}, "UTC", NOW, 9.0)] == ["b", "a"]


def test_a_page_that_points_at_no_address_fails_nobody_else() -> None:
    made = settings("https://a.example/", "https://b.example/", articles=True)
    bad = b'<link rel="alternate" type="application/rss+xml" href="http://[oops">'

    def came(visit: Visit) -> Visited:
        if visit.address.endswith("sitemap.xml"):
            return page(visit, MAP)
        return page(visit, bad if "a.example" in visit.address else b"<html>")

    one, other = services(asked(came, made)).values()
    assert (one.state, one.last_published) == (Reply.ANSWERS, None)
    assert one.words is not None
    assert other.last_published is not None


def test_a_feed_is_where_the_page_says_else_the_site_s_map_is_asked() -> None:
    named = b'<html><head><LINK rel="alternate" type="application/rss+xml" href="/tin.rss"></head>'
    assert where(answer(named)) == "https://a.example/tin.rss"
    assert where(answer(b"<html>")) == "https://a.example/sitemap.xml"
    assert is_feed(answer(ATOM))
    assert not is_feed(answer(b"<html>"))


def test_the_article_of_a_site_is_told_with_its_health() -> None:
    def came(visit: Visit) -> Visited:
        body = RSS if visit.address.endswith(".rss") else b"<html>"
        return page(visit, body)

    made = settings({"url": "https://a.example/", "feed": "/tin.rss"}, quiet="12 h")
    found = asked(came, made)
    [site] = services(found).values()
    assert site.last_published == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert figures(found)["quiet_sites"].value == 1


def test_a_site_without_a_feed_still_answers_and_says_that_its_article_is_not_known() -> None:
    def came(visit: Visit) -> Visited:
        if visit.address.endswith("sitemap.xml"):
            return Visited(
                visit=visit, failure=SourceError(Reason.REFUSED, phrase("404"), status=404)
            )
        return page(visit, b"<html>")  # fmt: skip

    [site] = services(asked(came, settings(articles=True))).values()
    assert (site.state, site.last_published) == (Reply.ANSWERS, None)
    assert site.words is not None
    assert site.words.text == "Không rõ bài mới nhất: {why}"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "nguồn check chưa khai địa chỉ nào"),
        ({"url": "/a"}, "nguồn check chưa khai địa chỉ nào"),
        ({"targets": ["tcp://a.example"]}, "không dùng được"),
        ({"targets": ["ftp://a.example/"]}, "không dùng được"),
        ({"targets": ["https://u:p@a.example/"]}, "không dùng được"),
        ({"targets": ["https://a.example:x/"]}, "không dùng được"),
        ({"targets": ["/a"]}, "chỉ là đường dẫn mà nguồn không có url"),
        ({"targets": ["https://a.example/", "https://a.example/"]}, "được khai hai lần"),
        ({"url": "https://a.example/", "auth": {"bearer": "${env:X}"}}, "không mang khóa"),
    ],
)
def test_what_can_not_be_looked_at_is_told_before(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Check(connector="check", **given)


def test_a_page_for_people_is_proposed_to_be_looked_at() -> None:
    met = Met(address="https://a.example/", outcome=answer(b"<!doctype html><p>"))
    draft = CONNECTOR.recognise(met, FakeScout(page))
    assert isinstance(draft, Draft)
    assert draft.certainty is Certainty.LOOK
    assert Check(**dict(draft.settings)).url == met.address
    assert CONNECTOR.recognise(Met(address="x", outcome=answer(b"{}")), FakeScout(page)) is None


@given(st.binary(max_size=300))
def test_mangled_feeds_are_malformed_or_read(more: bytes) -> None:
    for body in (more, ATOM[:60] + more, MAP[:90] + more):
        try:
            dated(body, "UTC", NOW)
        except SourceError as error:
            assert error.reason is Reason.MALFORMED  # noqa: PT017 - any input
