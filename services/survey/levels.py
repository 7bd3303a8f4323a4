"""Words by which systems say how bad something is, as 0–5."""

from __future__ import annotations

from services.survey.roles import folded

WORST = 5
_WORDS = {
    5: "critical disaster emergency fatal page khan_cap nghiem_trong rat_cao dac_biet_nghiem_trong",
    4: "high major error severe cao loi",
    3: "medium moderate warning warn average trung_binh canh_bao vua",
    2: "minor low thap nhe",
    1: "info information informational notice debug thong_tin luu_y",
    0: "none unclassified not_classified unknown ok normal binh_thuong chua_phan_loai",
}


def level(word: str) -> int | None:
    """None of a word that nobody told us."""
    plain = folded(word)
    return next((level for level, words in _WORDS.items() if plain in words.split()), None)
