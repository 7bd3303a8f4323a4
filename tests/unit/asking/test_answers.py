from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import pytest

from services.asking import LastAnswers, Overheard
from services.asking.answers import IN_ALL, KEPT, PARTS
from services.door import Answer, Request, SourceError
from services.mask import Mask
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from services.asking import LastAnswer

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
KEY = "khoa-bi-mat-0123456789"


class Saying:
    """A door whose system says these, one after another."""

    def __init__(self, *said: Answer | SourceError) -> None:
        self._said = list(said)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def now(self) -> datetime:
        return NOON

    def ask(self, request: Request) -> Answer:
        del request
        said = self._said.pop(0)
        if isinstance(said, SourceError):
            raise said
        return said


def said(body: bytes, status: int = 200, type: str = "application/json", url: str = "x") -> Answer:
    headers = {"content-type": type}
    return Answer(status=status, headers=headers, body=body, asked=NOON, received=NOON, url=url)


def heard(answers: LastAnswers, *every: Answer | SourceError, source: str = "soc") -> LastAnswer:
    with Overheard(Saying(*every), source, answers) as door:
        for one in every:
            if isinstance(one, SourceError):
                with pytest.raises(SourceError):
                    door.ask(Request())
            else:
                assert door.ask(Request()) is one
    last = answers.of(source)
    assert last is not None
    return last


def refused() -> SourceError:
    return SourceError(Reason.REFUSED, phrase("Nguồn từ chối"))


def test_the_last_answer_is_kept_as_it_came() -> None:
    last = heard(LastAnswers(Mask()), said('{"số": 1}'.encode()))
    (part,) = last.parts
    assert (part.text, part.status, part.type) == ('{"số": 1}', 200, "application/json")
    assert (part.size, part.received, part.cut) == (11, NOON, False)


def test_a_secret_is_masked_also_where_the_answer_was_cut_in_the_middle_of_it() -> None:
    mask = Mask()
    mask.add(KEY)
    body = b"a" * (KEPT - 10) + KEY.encode() + b"after"
    last = heard(LastAnswers(mask), said(body, url=f"http://x/?key={KEY}"))
    assert KEY[:6] not in last.parts[0].text
    assert last.parts[0].cut
    assert KEY not in last.parts[0].url
    assert KEY not in repr(last)


def test_all_answers_of_one_ask_share_a_bound_and_the_rest_is_counted() -> None:
    pages = [said(b"x" * 5000) for _ in range(PARTS + 3)]
    last = heard(LastAnswers(Mask()), *pages)
    assert sum(len(part.text) for part in last.parts) <= KEPT + PARTS
    assert len(last.parts) + last.more == PARTS + 3


def test_that_nothing_has_changed_leaves_the_answer_that_stands() -> None:
    answers = LastAnswers(Mask())
    heard(answers, said(b"1"))
    last = heard(answers, said(b"", status=304))
    assert (last.parts[0].text, last.repeated) == ("1", NOON)


def test_a_failure_leaves_the_answer_before_it_and_says_what_happened() -> None:
    answers = LastAnswers(Mask())
    heard(answers, said(b"1"))
    last = heard(answers, refused())
    assert (last.parts[0].text, last.failed) == ("1", phrase("Nguồn từ chối"))
    assert heard(answers, said(b"2")).failed is None


@pytest.mark.parametrize(
    "body", [b"\x00\x01\x02\x03", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\xff\xfe" * 50]
)
def test_what_is_no_text_is_shown_in_hexadecimal(body: bytes) -> None:
    text = heard(LastAnswers(Mask()), said(body)).parts[0].text
    assert text.split("\n")[0] == body[:16].hex(" ")


def test_what_turns_text_round_or_rings_a_bell_is_marked() -> None:
    body = ("ok \u202e\x07\x1b[31m\r\nnext" + "bình thường " * 10).encode()
    text = heard(LastAnswers(Mask()), said(body)).parts[0].text
    assert text.startswith("ok \ufffd\ufffd\ufffd[31m\nnext")


def test_many_large_answers_are_bounded_in_all_and_the_oldest_goes_first() -> None:
    answers = LastAnswers(Mask())
    many = IN_ALL // KEPT + 5
    for n in range(many):
        heard(answers, said(b"x" * KEPT), source=f"s{n}")
    assert answers.of("s0") is None
    assert answers.of(f"s{many - 1}") is not None
    held = [answers.of(f"s{n}") for n in range(many)]
    assert sum(one.length for one in held if one is not None) <= IN_ALL


def test_a_source_that_is_left_is_forgotten() -> None:
    answers = LastAnswers(Mask())
    heard(answers, said(b"1"))
    answers.forget("soc")
    assert answers.of("soc") is None


def test_what_a_refusal_says_is_kept_too() -> None:
    refusal = refused()
    refusal.answer = said(b"<h1>Maintenance</h1>", status=503, type="text/html")
    last = heard(LastAnswers(Mask()), refusal.saying(phrase("Nguồn bận")))
    assert (last.parts[0].status, last.parts[0].text) == (503, "<h1>Maintenance</h1>")
    assert last.failed == phrase("Nguồn bận")
