"""Whatever a wall file says, loading it ends in a wall or in faults with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from services.wall_file import load, load_texts
from services.wall_file.text import lines as lines_of
from tests.thoroughness import tried
from tests.unit.wall_file.conftest import HERE, say
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file import Loaded

EXAMPLE = (HERE / "example.yaml").read_text(encoding="utf-8")
_BITS = st.sampled_from(
    [*"\t\n:-[]{}&*!|>'\"%@`#,?~\0 01", "null", ": ", "- ", "&a ", "*a", "true", "9e999", "\\u",
     "<<: *a", "\ud800", "\u202e", "\x85", "\u2028", "ế", "--- ", "\r"]
)  # fmt: skip
_EDITS = st.lists(
    st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), _BITS | st.text(max_size=4)),
    min_size=1,
    max_size=4,
)


def _edited(edits: list[tuple[int, int, str]]) -> str:
    text = EXAMPLE
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    return text


def _judge(loaded: Loaded) -> None:
    assert (loaded.wall is None) is bool(loaded.faults)
    for fault in loaded.faults + loaded.warnings:
        every = lines_of(loaded.texts.get(fault.file, ""))
        assert 1 <= fault.line <= len(every)
        assert 1 <= fault.column <= len(every[fault.line - 1]) + 1
        assert say(fault.what)
        assert say(fault.remedy)


@tried(150)
@given(_EDITS)
def test_any_edit_of_the_example_ends_in_a_wall_or_in_faults_with_places(
    edits: list[tuple[int, int, str]],
) -> None:
    _judge(load_texts({"w.yaml": _edited(edits)}, "w.yaml", PLUGINS))


@given(taken=st.integers(0, 23), put=st.integers(0, 23), lost=st.booleans())
def test_any_line_may_be_lost_or_moved(taken: int, put: int, *, lost: bool) -> None:
    every = EXAMPLE.split("\n")
    line = every.pop(taken)
    if not lost:
        every.insert(put, line)
    _judge(load_texts({"w.yaml": "\n".join(every)}, "w.yaml", PLUGINS))


@tried(50, HealthCheck.function_scoped_fixture)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_faults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes(content)
    loaded = load(path, PLUGINS)
    assert (loaded.wall is None) is bool(loaded.faults)
