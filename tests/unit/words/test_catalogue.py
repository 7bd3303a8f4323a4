"""The committed catalogue against what the code says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog

from tools import translations
from tools.translations import Sentence

if TYPE_CHECKING:
    from pathlib import Path


def test_every_sentence_has_its_english() -> None:
    said, faults = translations.everything()
    assert not faults
    lacking = translations.missing(translations.read(), said)
    assert [f"{s.path}:{s.line} {s.text}" for s in lacking] == []


def test_no_translation_is_fuzzy_or_of_a_sentence_that_nobody_says() -> None:
    said = {sentence.text for sentence in translations.everything()[0]}
    for message in translations.read():
        if not message.id:
            continue
        text = message.id if isinstance(message.id, str) else message.id[0]
        assert not message.fuzzy, text
        assert text in said, f"nobody says: {text}"


def test_english_has_the_places_of_the_vietnamese() -> None:
    said, _ = translations.everything()
    assert translations.differing(translations.read(), said) == []


def test_a_place_that_english_lacks_is_found() -> None:
    said = [Sentence("một {a}", counted=False, path="a.py", line=1)]
    wrong = translations.updated(Catalog(locale="en"), said, {"một {a}": "one {b}"})
    assert translations.differing(wrong, said) == ["a.py:1: other places in English: một {a}"]


def test_two_forms_of_what_is_not_counted_are_found() -> None:
    said = [Sentence("{n} ba", counted=False, path="a.py", line=1)]
    wrong = translations.updated(Catalog(locale="en"), said, {"{n} ba": "{n} b|{n} bs"})
    assert translations.differing(wrong, said) == ["a.py:1: two forms, but no count: {n} ba"]


def test_a_bar_divides_the_forms_of_what_is_counted_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text(
        "một\tvi|en\n{n} ba\t{n} b|{n} bs\n\nrỗng\t\n", encoding="utf-8"
    )
    pairs = translations.pairs_of([tmp_path / "x.tsv"])
    said = [
        Sentence("một", counted=False, path="a.py", line=1),
        Sentence("{n} ba", counted=True, path="a.py", line=2),
        Sentence("rỗng", counted=False, path="a.py", line=3),
    ]
    catalogue = translations.updated(Catalog(locale="en"), said, pairs)
    assert [translations.english(catalogue, s) for s in said] == [
        ("vi|en",),
        ("{n} b", "{n} bs"),
        (),
    ]


def test_the_compiled_catalogue_is_what_the_written_one_compiles_to() -> None:
    assert translations.compiled(translations.read()) == translations.MO.read_bytes()
    assert translations.written(translations.read()) == translations.PO.read_bytes()


def test_sentences_are_found_in_every_call_that_says_something(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "x.py").write_text(
        "words.say(phrase('một {a}', a=words.say('hai')))\n"
        "words.count(3, '{n} ba')\n"
        "chance.count(3, 'không phải câu', seed)\n"
        "raise WrongSetting('bốn', 'nă' 'm', value='sáu')\n"
        "say('bảy' if x else 'tám')\n"
        "say(kept)\n"
        "phrase(kept)\n"
        "phrase(error.what)\n",
        encoding="utf-8",
    )
    found, faults = translations.sentences(tmp_path)
    assert {(s.text, s.counted) for s in found} == {
        ("một {a}", False),
        ("hai", False),
        ("{n} ba", True),
        ("bốn", False),
        ("năm", False),
        ("bảy", False),
        ("tám", False),
    }
    assert faults == ["ui/x.py:7: phrase(…) without a literal"]


def test_updating_keeps_what_is_translated_and_drops_what_nobody_says() -> None:
    said = [
        Sentence("một", counted=False, path="a.py", line=1),
        Sentence("{n} ba", counted=True, path="a.py", line=2),
    ]
    first = translations.updated(
        Catalog(locale="en"), said, {"một": "one", "{n} ba": "{n} b|{n} bs"}
    )
    again = translations.updated(first, said[1:], {"{n} ba": "other"})
    assert again.get("một") is None
    assert translations.english(again, said[1]) == ("{n} b", "{n} bs")
    assert translations.missing(first, said) == []
    assert translations.missing(again, said) == said[:1]
