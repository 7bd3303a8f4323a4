"""A figure against its other periods, its plan and its thresholds, and where it goes: pure functions of
what the wall knew.
"""

from services.statistics.bands import judged
from services.statistics.comparison import ALONE, Base, Comparison, compared
from services.statistics.forecast import Forecast, Method, forecast
from services.statistics.series import Series, series_of

__all__ = [
    "ALONE",
    "Base",
    "Comparison",
    "Forecast",
    "Method",
    "Series",
    "compared",
    "forecast",
    "judged",
    "series_of",
]
