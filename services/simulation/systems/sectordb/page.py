"""The sector database as a page of the province's own."""

from __future__ import annotations

from datetime import timedelta

from services.simulation.answers import Question, Response, figure, json_answer
from services.simulation.systems.sectordb.fields import SYSTEMS, errors, fields, levels, whole

_STEP = timedelta(minutes=10)


def page(question: Question) -> Response:
    """`GET /`: figures, and the fields with theirs."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    found = fields(chance, at)
    all_, approved = whole(found), levels(chance, at)
    figures = [
        figure("sectordb_records", all_.records),
        *(figure(f"sectordb_records_{one.code}", one.records) for one in found),
        figure("sectordb_complete", all_.complete),
        figure("sectordb_updated", all_.updated),
        figure("sectordb_errors", errors(chance, at)),
        figure("sectordb_levels", approved, tu=approved, mau=SYSTEMS),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "linh_vuc": [
                {
                    "ma": one.code,
                    "ten": one.name,
                    "ban_ghi": one.records,
                    "day_du": one.complete,
                    "cap_nhat_30_ngay": one.updated,
                }
                for one in found
            ],
        }
    )
