"""The sector database: how much is in it, how complete and how new."""

from __future__ import annotations

from datetime import timedelta

from services.simulation.answers import Question, Response, figure, json_answer
from services.simulation.day import DAY

_STEP = timedelta(minutes=10)
_FIELDS = {
    "buu_chinh": ("Bưu chính", 460),
    "vien_thong": ("Viễn thông", 5200),
    "cntt": ("CNTT, chuyển đổi số", 1300),
    "bao_chi": ("Báo chí, xuất bản", 240),
    "truyen_thanh": ("Truyền thanh cơ sở", 620),
    "an_toan": ("An toàn thông tin", 380),
}
_SYSTEMS = 46


def page(question: Question) -> Response:
    """`GET /`: figures, and the fields with theirs."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    fields = []
    for code, (name, usual) in _FIELDS.items():
        grown = usual * (1 + 0.03 * chance.drift(f"sector-{code}", at, 40 * DAY))
        complete = 97 + 2.4 * chance.drift(f"sector-full-{code}", at, 12 * DAY)
        updated = 93 + 5 * chance.drift(f"sector-new-{code}", at, 6 * DAY)
        fields.append(
            {
                "ma": code,
                "ten": name,
                "ban_ghi": round(grown),
                "day_du": round(complete, 1),
                "cap_nhat_30_ngay": round(updated, 1),
            }
        )
    records = sum(int(str(one["ban_ghi"])) for one in fields)
    levels = _SYSTEMS - 4 + round(2 * chance.drift("sector-levels", at, 90 * DAY))
    figures = [
        figure("sectordb_records", records),
        *(figure(f"sectordb_records_{one['ma']}", int(str(one["ban_ghi"]))) for one in fields),
        figure("sectordb_complete", _weighted(fields, "day_du", records)),
        figure("sectordb_updated", _weighted(fields, "cap_nhat_30_ngay", records)),
        figure("sectordb_errors", round(9 + 8 * chance.drift("sector-errors", at, 2 * DAY))),
        figure("sectordb_levels", levels, tu=levels, mau=_SYSTEMS),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "linh_vuc": fields,
        }
    )


def _weighted(fields: list[dict[str, object]], name: str, records: int) -> float:
    sum_ = sum(float(str(one[name])) * int(str(one["ban_ghi"])) for one in fields)
    return round(sum_ / records, 1)


PATHS = {"": page}
