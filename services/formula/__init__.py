"""Formulas of indicators: a small safe language over records and over other indicators.

Python's parser makes the tree, and of that only what is named in `reading` and `calls` is taken; no
attribute, no name, no call goes past it, and nothing is ever compiled or run. Evaluation is a pure
function of what the wall knew at one instant, so a replay comes to the same.
"""

from services.formula.fault import WrongFormula
from services.formula.formula import Condition, Formula, Result
from services.formula.moment import Moment, NoValue

__all__ = ["Condition", "Formula", "Moment", "NoValue", "Result", "WrongFormula"]
