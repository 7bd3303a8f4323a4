"""What units owe: tasks and reports, and how they stand at an instant. Pure functions."""

from services.duties.reports import Filing, filing
from services.duties.tasks import STAGES, Stage, days_over, stage, stages

__all__ = [
    "STAGES",
    "Filing",
    "Stage",
    "days_over",
    "filing",
    "stage",
    "stages",
]
