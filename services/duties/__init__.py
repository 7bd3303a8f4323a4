"""What units owe: tasks and reports, and how they stand at an instant. Pure functions."""

from services.duties.punctuality import Filed, filed
from services.duties.reports import Filing, filing
from services.duties.tasks import STAGES, Stage, days_over, stage, stages

__all__ = [
    "STAGES",
    "Filed",
    "Filing",
    "Stage",
    "days_over",
    "filed",
    "filing",
    "stage",
    "stages",
]
