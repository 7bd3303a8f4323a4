"""How many examples hypothesis tries of each property: those that its test names, or 100; ten times as
many with `--hypothesis-profile thorough` (`make thorough`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    from hypothesis import HealthCheck

THOROUGH = "thorough"
TIMES = 10

# A processor that others use too makes an example late, not wrong.
settings.register_profile("quick", deadline=None, print_blob=True)
settings.register_profile(
    THOROUGH, settings.get_profile("quick"), max_examples=TIMES * settings().max_examples
)
settings.load_profile("quick")


def tried(examples: int, *unhealthy: HealthCheck, derandomize: bool | None = None) -> settings:
    """For a test whose examples cost more, or tell more, than most."""
    times = TIMES if settings.get_current_profile_name() == THOROUGH else 1
    made = settings(max_examples=examples * times, suppress_health_check=unhealthy)
    return made if derandomize is None else settings(made, derandomize=derandomize)
