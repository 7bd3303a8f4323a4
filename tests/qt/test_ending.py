"""Of a run that a defect ends no end is kept: the next one tells that it broke off."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from services.acts import Journal
from services.cache import RUN, Cache
from services.clock import SystemClock
from ui.acts import Acts
from ui.run import _ended_in_order

if TYPE_CHECKING:
    from pathlib import Path


class Defect(Exception):  # noqa: N818 - of the program
    pass


@pytest.mark.parametrize("how", ["in order", "by a defect"])
def test_an_end_is_kept_of_a_run_that_ends_in_order_alone(tmp_path: Path, how: str) -> None:
    clock = SystemClock()
    cache, journal = Cache.in_memory(clock), Journal(tmp_path / "acts.db", clock)
    acts = Acts(journal, cache, clock)
    acts.keep_as(RUN, "", "1").result()
    with suppress(Defect), ExitStack() as stack:
        stack.push(partial(_ended_in_order, acts))
        if how == "by a defect":
            raise Defect
    cache.keep("kept", "", None).result()
    with cache.picture() as picture:
        assert picture.setting(RUN) == (None if how == "in order" else "1")
    journal.close()
    cache.close()
