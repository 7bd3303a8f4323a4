"""What units owe: tasks and reports, and how they stand at an instant. Pure functions."""

from services.duties.reports import Filing, Owing, filing, owing, unanswered
from services.duties.tasks import STAGES, Stage, days_over, stage, stages

__all__ = [
    "STAGES",
    "Filing",
    "Owing",
    "Stage",
    "days_over",
    "filing",
    "owing",
    "stage",
    "stages",
    "unanswered",
]
