"""`python -m tools.golden`."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.golden.test_states import GOLDEN
from tools import golden

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_golden_pictures_are_for_everybody_to_read(tmp_path: Path) -> None:
    out = tmp_path / "states"
    assert golden.main(out) == 0
    assert {path.name for path in out.iterdir()} == {path.name for path in GOLDEN.iterdir()}
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o644}
    assert stat.S_IMODE(out.stat().st_mode) == 0o755
