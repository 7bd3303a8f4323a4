"""A real clamd, read through a wall file alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.news import Reason
from services.records import Observation, Reply, ServiceHealth
from tests.live.reading import of, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.clamd import Clamd


def test_clamd_says_its_version_and_how_old_its_signatures_are(
    clamd: Clamd, tmp_path: Path
) -> None:
    clamd.update(27500, datetime.now(UTC) - timedelta(days=5))
    with reading(tmp_path, f"{{connector: clamav, url: 'tcp://{clamd.address}'}}") as wall:
        batch = wall.batch()
        found = of(Observation, batch)
        program, number, _ = clamd.said("VERSION").split("/")
        assert found["version"].text == program
        assert found["signature_version"].value == int(number) == 27500
        age = found["signature_age"].value
        assert age is not None
        assert Decimal("4.99") < age < Decimal("5.1")
        queue = re.search(r"QUEUE: (\d+)", clamd.said("STATS"))
        assert queue is not None
        assert found["queue"].value == int(queue[1])
        [service] = of(ServiceHealth, batch).values()
        assert (service.state, service.instance) == (Reply.ANSWERS, clamd.address)


def test_a_killed_clamd_is_an_outage_and_comes_back(clamd: Clamd, tmp_path: Path) -> None:
    with reading(tmp_path, f"{{connector: clamav, url: 'tcp://{clamd.address}'}}") as wall:
        clamd.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        clamd.start()
        assert of(ServiceHealth, wall.batch())
