"""The entity sets of the reporting system: BaoCao (reports owed), Dot (rounds), TongHop (their sums)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.simulation.answers import said, share
from services.simulation.lore import units
from services.simulation.systems.reports.owed import Owed, months, of_month
from services.simulation.systems.reports.rounds import rounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.simulation.answers import Question
    from services.simulation.systems.reports.rounds import Round

type Entity = dict[str, object]

_OWED_MONTHS, _SUMMED_MONTHS = 2, 6
_TEXT, _TIME, _DAY = "Edm.String", "Edm.DateTimeOffset", "Edm.Date"


@dataclass(frozen=True, slots=True)
class EntitySet:
    properties: dict[str, str]
    """Names and types; the key is `Ma`."""
    entities: Callable[[Question, datetime], list[Entity]]


def _owed(question: Question, at: datetime) -> list[Entity]:
    monthly = [
        one for month in months(at, _OWED_MONTHS) for one in of_month(question.chance, month, at)
    ]
    asked = [one for asking in rounds(question.chance, at) for one in asking.owed(at)]
    return [
        _report(question, one, f"bc-{number:04}") for number, one in enumerate((*monthly, *asked))
    ]


def _report(question: Question, one: Owed, key: str) -> Entity:
    return {
        "Ma": key,
        "Ten": one.name,
        "DonVi": one.unit,
        "Ky": one.period,
        "Dot": one.round,
        "Han": said(one.due),
        "GuiLuc": _time(question, one.sent),
        "DuyetLuc": _time(question, one.approved),
        "TraLaiLuc": _time(question, one.returned),
    }


def _rounds(question: Question, at: datetime) -> list[Entity]:
    return [_round(question, one, at) for one in rounds(question.chance, at)]


def _round(question: Question, one: Round, at: datetime) -> Entity:
    return {
        "Ma": one.key,
        "Ten": one.name,
        "BenYeuCau": one.asker,
        "VanBan": one.document,
        "YeuCauLuc": _time(question, one.asked),
        "TinhDen": one.as_of.isoformat(),
        "Han": said(one.due),
        "DonViPhaiGui": [unit for unit, _ in one.answers],
        "DonViDaGui": one.answered(at),
        "DongLuc": _time(question, one.closes) if one.closes <= at else None,
    }


def _sums(question: Question, at: datetime) -> list[Entity]:
    """Share of reports that came in time, of each unit and month."""
    made = []
    for month in months(at, _SUMMED_MONTHS):
        owed = [*of_month(question.chance, month, at)]
        for unit in units():
            own = [one for one in owed if one.unit == unit.committee]
            punctual = sum(not one.is_late(at) for one in own)
            made.append(
                {
                    "Ma": f"th-{month:%Y%m}-{unit.code}",
                    "ChiTieu": "bao_cao_dung_han",
                    "DonVi": unit.committee,
                    "Ky": f"{month:%Y-%m}",
                    "GiaTri": share(punctual, len(own)),
                }
            )
    return made


def _time(question: Question, at: datetime | None) -> str | None:
    return said(question.noted(at)) if at is not None else None


SETS = {
    "BaoCao": EntitySet(
        {
            **dict.fromkeys(("Ma", "Ten", "DonVi", "Ky", "Dot"), _TEXT),
            **dict.fromkeys(("Han", "GuiLuc", "DuyetLuc", "TraLaiLuc"), _TIME),
        },
        _owed,
    ),
    "Dot": EntitySet(
        {
            **dict.fromkeys(("Ma", "Ten", "BenYeuCau", "VanBan"), _TEXT),
            **dict.fromkeys(("YeuCauLuc", "Han", "DongLuc"), _TIME),
            "TinhDen": _DAY,
            **dict.fromkeys(("DonViPhaiGui", "DonViDaGui"), f"Collection({_TEXT})"),
        },
        _rounds,
    ),
    "TongHop": EntitySet(
        {**dict.fromkeys(("Ma", "ChiTieu", "DonVi", "Ky"), _TEXT), "GiaTri": "Edm.Decimal"}, _sums
    ),
}


def metadata() -> str:
    """CSDL in XML."""
    kinds = "".join(
        f'<EntityType Name="{name}"><Key><PropertyRef Name="Ma"/></Key>'
        + "".join(f'<Property Name="{one}" Type="{kind}"/>' for one, kind in of.properties.items())
        + "</EntityType>"
        for name, of in SETS.items()
    )
    sets = "".join(f'<EntitySet Name="{name}" EntityType="BaoCao.{name}"/>' for name in SETS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">'
        '<edmx:DataServices><Schema Namespace="BaoCao" xmlns="http://docs.oasis-open.org/odata/ns/edm">'
        f'{kinds}<EntityContainer Name="Container">{sets}</EntityContainer>'
        "</Schema></edmx:DataServices></edmx:Edmx>"
    )
