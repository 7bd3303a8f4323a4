"""The axis as one page of the province's own: open documents, those closed within a working day, figures."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored
from services.simulation.systems.docs.papers import DONE, Paper, listed, recent

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)


def page(question: Question) -> Response:
    """`GET /van-ban?don_vi=…`: figures and documents; `don_vi` keeps those to or from one organ."""
    at, chance = question.made(_MINUTE), question.chance
    stamp, organ = question.stamp(_MINUTE), question.param("don_vi")
    known = [p for p in recent(chance, at) if organ is None or p.concerns(organ)]
    papers = listed(known, at)
    hours = _per_hour(known, at)
    figures = [
        *_of_listed(papers, at, question.at),
        *_of_today(known, at),
        figure("docs_hour", hours[-1]["gia_tri"]),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "lich_su": hours,
            "van_ban": [_as_json(paper, at) for paper in papers],
        }
    )


def _of_listed(papers: list[Paper], at: datetime, now: datetime) -> list[dict[str, object]]:
    """Figures that whoever has the list can count again: states are those of `at`, and what is
    overdue is so when the answer is given.
    """
    codes = Counter(p.stage(at)[1] for p in papers)
    overdue = sum(p.is_open(at) and p.due < now for p in papers)
    punctual = sum(p.stage(at)[1] == DONE and p.is_punctual for p in papers)
    waiting = sum(p.stage(at)[1] == "01" and at - p.stages[0][0] > DAY for p in papers)
    return [
        figure("docs_done", codes[DONE]),
        figure("docs_open", sum(p.is_open(at) for p in papers)),
        figure("docs_on_time", share(punctual, codes[DONE])),
        figure("docs_pending", waiting),
        figure("docs_overdue", overdue),
        figure("docs_rejected", codes["02"]),
    ]


def _of_today(known: list[Paper], at: datetime) -> list[dict[str, object]]:
    today = [p for p in known if p.stages[0][0] >= floored(at, DAY)]
    signed = sum(p.signed for p in today)
    return [figure("docs_today", len(today)), figure("docs_signed", share(signed, len(today)))]


def _per_hour(known: list[Paper], at: datetime) -> list[dict[str, object]]:
    """Arrivals in each of the last 24 whole hours."""
    last = floored(at, HOUR)
    came = Counter(floored(paper.stages[0][0], HOUR) for paper in known)
    hours = (last - HOUR * back for back in range(24, 0, -1))
    return [{"ma": "docs_hour", "luc": said(h + HOUR), "gia_tri": came[h]} for h in hours]


def _as_json(paper: Paper, at: datetime) -> dict[str, object]:
    since, code = paper.stage(at)
    return {
        "ma": paper.key,
        "so": paper.number,
        "trich_yeu": paper.subject,
        "noi_gui": paper.sender.name,
        "khoi_gui": paper.sender.block,
        "noi_nhan": [paper.to.name],
        "ngay": f"{paper.stages[0][0]:%Y-%m-%d}",
        "do_khan": paper.priority,
        "nghiep_vu": 0,
        "han": said(paper.due),
        "trang_thai": code,
        "tai": paper.to.name,
        "tu_luc": said(since),
    }
