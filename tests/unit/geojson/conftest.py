from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def recording() -> Callable[[str], bytes]:
    return lambda name: (Path(__file__).parents[2] / "recordings" / name).read_bytes()
