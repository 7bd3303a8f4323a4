from __future__ import annotations

from typing import Any

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.connectors import batch
from services.connectors.http_json import CONNECTOR
from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.records import Document, Sample
from tests.unit.connectors.json_pages import FIGURES, NOON, QUOTED, only, page, settings

LOST = phrase("Bỏ qua {count} mục thiếu trường bắt buộc", count=1)


def test_an_item_without_a_key_is_counted_and_keeps_no_other_standing() -> None:
    found = page([{"t": "a"}, {"x": 1}], alerts={"each": "[]", "title": "t"})
    assert len(found.records) == 1
    assert not found.partial
    assert found.notes == (LOST,)


def test_an_item_of_which_the_uid_can_be_read_is_present_with_what_could_be_read() -> None:
    mapping = {"each": "[]", "uid": "m", "number": "so", "subject": "ve"}
    found = page([{"m": 7, "so": [], "ve": "Họp"}], documents=mapping)
    document = only(found)
    assert (document.uid, document.number, document.subject) == ("7", "(không đọc được)", "Họp")
    assert not found.partial
    assert found.notes == (
        phrase("Không đọc được trường {name} của {count} mục", name="number", count=1),
    )


@pytest.mark.parametrize(
    ("mapped", "item"),
    [
        ({"documents": {"each": "[]", "uid": "m", "number": "so"}}, {"m": [], "so": "1/UBND"}),
        ({"documents": {"each": "[]", "number": "so"}}, {"so": []}),
        ({"goals": {"each": "[]", "uid": "m", "year": "nam", "text": "ve"}}, {"m": 1, "ve": "x"}),
        ({"mentions": {"each": "[]", "time": "luc"}}, {"luc": "9999-12-31T00:00:00Z"}),
        ({"observations": {**FIGURES, "each": "[]", "uid": "m"}}, {"m": "a", "gia_tri": 1}),
    ],
)
def test_an_item_whose_key_may_be_one_that_stands_makes_the_answer_partial(
    mapped: dict[str, Any], item: object
) -> None:
    found = page([item], **mapped)
    assert (found.records, found.partial, found.notes) == ((), True, (LOST,))


def test_a_point_without_a_number_is_only_left_out() -> None:
    found = page(
        [{"k": "a", "v": "x", "t": "2026-11-24T07:00:00Z"}],
        samples={"each": "[]", "indicator": "k", "value": "v", "time": "t"},
    )
    assert (found.records, found.partial, found.notes) == ((), False, (LOST,))


def test_a_document_whose_new_item_is_broken_stands_while_those_that_are_done_go(
    door: Any,
) -> None:
    mapping = {"each": "[]", "uid": "m", "number": "so"}
    one, cache = settings(documents=mapping), Cache.in_memory(HeldClock(NOON))
    says = (b'[{"m": "1", "so": "1/UBND"}, {"m": "2", "so": "2/UBND"}]', b'[{"m": "1"}]')
    for body in says:
        answered = CONNECTOR.ask(one, door(lambda _, body=body: body), None)
        cache.record(batch("s", answered)).result()
    with cache.picture() as picture:
        assert [fact.record.uid for fact in picture.facts("s", Document)] == ["1"]
    cache.close()


def test_an_empty_list_is_an_answer_and_a_missing_one_is_not() -> None:
    assert page({"chi_so": []}, observations=FIGURES).records == ()
    with pytest.raises(SourceError) as caught:
        page({"loi": "x"}, observations=FIGURES)
    assert caught.value.reason is Reason.MALFORMED


def test_more_records_than_the_bound_are_counted_and_left() -> None:
    items = [{"n": f"t{number}"} for number in range(20_003)]
    found = page(items, datasets={"each": "[]", "name": "n"})
    assert len(found.records) == 20_000
    assert found.partial
    assert found.notes == (phrase("Bỏ qua {count} mục vượt mức cho phép", count=3),)


def test_samples_of_one_series_are_kept_apart_by_their_time() -> None:
    items = [{"t": f"2026-11-24T0{hour}:00:00Z", "v": hour} for hour in (1, 2)] + [{"v": 3}]
    found = page(
        items, samples={"each": "[]", "indicator": "'tai'", "value": "v", "time": "t"}
    ).records
    assert [type(sample) for sample in found] == [Sample, Sample]
    assert len({sample.uid for sample in found}) == 1


def test_a_very_long_natural_key_stays_a_key() -> None:
    items = [{"n": "x" * 400 + end} for end in "ab"]
    first, second = page(items, tasks={"each": "[]", "title": "n", "number": "n"}).records
    assert first.uid != second.uid
    assert len(first.uid) < 300


def test_in_a_simulated_answer_only_its_own_field_names_a_publication() -> None:
    mapping = {**FIGURES, "publication": "'Báo khác'"}
    invented = {"ma": "x", "gia_tri": 1}
    found = page({"chi_so": [QUOTED, invented]}, "cong_bo", observations=mapping).records
    assert [record.publication for record in found] == ["Báo Lâm Đồng 22/12/2023", None]


def test_an_item_that_an_expression_made_up_can_not_quote() -> None:
    mapping = {**FIGURES, "each": "chi_so[].{ma: ma, gia_tri: gia_tri, cong_bo: 'Báo'}"}
    found = only(page({"chi_so": [{"ma": "x", "gia_tri": 1}]}, "cong_bo", observations=mapping))
    assert found.publication is None


def test_in_a_real_answer_the_mapping_names_the_publication() -> None:
    mapping = {**FIGURES, "publication": "cong_bo"}
    found = only(page({"chi_so": [QUOTED]}, observations=mapping))
    assert found.publication == "Báo Lâm Đồng 22/12/2023"
