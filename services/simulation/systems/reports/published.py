"""What was published: the article's figures, tasks and goals as printed, and which districts' operations
centres the press saw opened.
"""

from __future__ import annotations

from services.simulation.answers import QUOTED, Question, Response, json_answer
from services.simulation.day import HOUR
from services.simulation.lore import article, centres


def published(question: Question) -> Response:
    """`GET /cong-bo`: the article's figures, tasks and goals as printed, each with its publication.
    `cap_nhat` is when the system last vouched for the list, not when the figures arose.
    """
    stamp = question.stamp(HOUR)
    quoted = {QUOTED: article()["publication"]}
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [
                {**_as_printed(one), "cap_nhat": stamp, **quoted} for one in article()["indicators"]
            ],
            "nhiem_vu": [
                {
                    "ma": one["id"],
                    "ten": one["name"],
                    "trang_thai": one["state"],
                    "linh_vuc": one["field"],
                    "nhom": one["group"],
                    **quoted,
                }
                for one in article()["tasks"]
            ],
            "muc_tieu": [
                {
                    "ma": one["id"],
                    "nam": one["year"],
                    "noi_dung": one["text"],
                    "nguoi_neu": one["speaker"],
                    "do_luong": one.get("measure"),
                    **quoted,
                }
                for one in article()["goals"]
            ],
            "ioc": [{**_centre(one), "cap_nhat": stamp} for one in centres()["units"]],
        }
    )


def _centre(one: dict[str, str]) -> dict[str, str]:
    """A unit of which no dated press is known is one of which nobody says, not one without a centre."""
    told = centres()
    known = "publication" in one
    return {
        "ma": told["indicator"],
        "dia_ban": one["place"],
        "ky": told["period"],
        "chu": told["opened"] if known else told["unknown"],
        QUOTED: one.get("publication", told["unknown_publication"]),
    }


_PRINTED = {
    "id": "ma",
    "name": "ten",
    "period": "ky",
    "value": "gia_tri",
    "text": "chu",
    "unit": "don_vi_tinh",
    "qualifier": "muc",
    "numerator": "tu",
    "denominator": "mau",
    "delta": "tang",
    "ratio": "ty_le",
    "base": "goc",
    "field": "linh_vuc",
}


def _as_printed(one: dict[str, object]) -> dict[str, object]:
    """Only what the article states: a field that it doesn't have is not there."""
    return {new: one[old] for old, new in _PRINTED.items() if old in one}
