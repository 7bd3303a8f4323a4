"""What the wall knew at one instant, in the words of the wall file.

Tiles read from here and from nowhere else: the same `Knowledge` stands behind a live wall, a replay
and a snapshot, and only its instant differs.
"""

from services.views.briefed import BRIEFED, Briefed
from services.views.figures import SEVERAL, UNNAMED, Figure
from services.views.knowledge import DEFAULT_PRIORITIES, Knowledge
from services.views.standing import SourceStanding, Standing, merged

__all__ = [
    "BRIEFED",
    "DEFAULT_PRIORITIES",
    "SEVERAL",
    "UNNAMED",
    "Briefed",
    "Figure",
    "Knowledge",
    "SourceStanding",
    "Standing",
    "merged",
]
