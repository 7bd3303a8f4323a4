from __future__ import annotations

from datetime import timedelta

import pytest

from services.asking import asked_alike, question
from services.credentials import Auth
from services.secret import Secret
from services.settings import Source, Wording

SOURCE = Source(connector="http_json", url="https://x/")


def changed(**settings: object) -> Source:
    return SOURCE.model_copy(update=settings)


@pytest.mark.parametrize(
    "other", [changed(name=Wording(vi="Tên")), changed(contact="Tổ trực"), changed(system="soc")]
)
def test_what_people_call_a_source_changes_nothing_of_how_it_is_asked(other: Source) -> None:
    assert asked_alike(SOURCE, other)
    assert question(SOURCE) == question(other)


def test_a_pace_is_another_asking_of_the_same_question() -> None:
    other = changed(every=timedelta(seconds=5))
    assert not asked_alike(SOURCE, other)
    assert question(SOURCE) == question(other)


@pytest.mark.parametrize(
    "other",
    [
        changed(url="https://y/"),
        changed(connector="prometheus"),
        changed(max_pages=3),
        changed(auth=Auth(bearer=Secret.model_validate("${env:KHOA}"))),
    ],
)
def test_what_an_answer_follows_from_is_another_question(other: Source) -> None:
    assert not asked_alike(SOURCE, other)
    assert question(SOURCE) != question(other)


def test_a_secret_that_is_written_out_can_not_be_told_from_the_question() -> None:
    said = [
        question(changed(auth=Auth(bearer=Secret.model_validate(secret))))
        for secret in ("mật “khẩu” \\ 1", 'mật "khẩu" 2')
    ]
    assert said[0] == said[1]
    assert said[0] != question(SOURCE)
