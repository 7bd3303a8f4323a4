"""Answers with bytes changed, cut off, nested deep or with numbers and letters that are none: records, or
words that say why not. Readers that are tried so beside their own tests are not tried here again.
"""

from __future__ import annotations

import contextlib
import functools
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from services.connectors import alertmanager, http_json, prometheus
from services.connectors.edxml_axis.asking import told
from services.connectors.ogc_features import collections
from services.door import SourceError
from services.wall_file import installed, load_texts
from tests.unit.connectors.bad_input.dialects import DIALECTS
from tests.unit.connectors.bad_input.rig import wall_of
from tests.unit.connectors.bad_input.system import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.settings import Source

_VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null')
STRANGE = (
    b"1e999999999", b"-1e-99999", b"9" * 5000, b"NaN", b"-Infinity", b'"\\ud800"', b'"\\u0000"', b"[]", b"{}",
    b"null", b'""', b"true", b"[" * 150 + b"]" * 150, b'{"a":' * 90 + b"1" + b"}" * 90, b'"1.234,5"',
)  # fmt: skip


@functools.cache
def _sources() -> dict[str, Source]:
    wall = load_texts({"w": wall_of("http://127.0.0.1:9")}, "w", installed()).wall
    assert wall is not None
    return dict(wall.sources)


def _first(name: str) -> bytes:
    """Its good answer to what is asked first."""
    paths = {"edxml_axis": "/getReceivedEdocList", "ogc_features": "/collections"}
    return DIALECTS[name].good(Asked(path=paths.get(name, "/"), params={"offset": "0"}))


def _reader(name: str) -> Callable[[bytes], object]:
    source: Any = _sources()[name]
    match source.connector:
        case "alertmanager":
            return lambda body: alertmanager.normalise(source, body)
        case "prometheus":
            query = next(iter(source.queries.values()))
            return lambda body: prometheus.normalise("up", query, body)
        case "edxml_axis":
            return lambda body: told(source, "documents", body)
        case "ogc_features":
            return collections
        case _:
            return lambda body: http_json.normalise(source, body)


READ = [
    "alertmanager", "prometheus", "edxml_axis", "ogc_features", "http_json",
    *(name for name in DIALECTS if name.startswith("preset-") and "prometheus" not in name
      and "zabbix" not in name and "ckan" not in name),
]  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, good: bytes) -> bytes:
    match draw(st.sampled_from(["flip", "cut", "value", "values", "insert"])):
        case "flip":
            at = draw(st.integers(0, len(good) - 1))
            return good[:at] + bytes([draw(st.integers(0, 255))]) + good[at + 1 :]
        case "cut":
            return good[: draw(st.integers(0, len(good)))]
        case "insert":
            at = draw(st.integers(0, len(good)))
            return good[:at] + draw(st.binary(max_size=8)) + good[at:]
        case how:
            places = [found.span() for found in _VALUE.finditer(good)]
            chosen = [draw(st.sampled_from(places)) for _ in range(1 if how == "value" else 4)]
            for begin, end in sorted(set(chosen), reverse=True):
                good = good[:begin] + draw(st.sampled_from(STRANGE)) + good[end:]
            return good


@pytest.mark.parametrize("name", READ)
@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mangled_answer_is_records_or_words(name: str, data: st.DataObject) -> None:
    body = data.draw(mangled(_first(name)))
    with contextlib.suppress(SourceError):
        _reader(name)(body)
