"""Which scene a wall and each of its screens shows at an instant, and by which rule: a function of the wall
file, of what people chose and of the time, and of nothing else.
"""

from services.program.choices import Choice, Choices, Hold, choices_of
from services.program.program import Program, program
from services.program.rule import MOST_COUNTED, Kind, Rule, Ruling
from services.program.standing import holds

__all__ = [
    "MOST_COUNTED",
    "Choice",
    "Choices",
    "Hold",
    "Kind",
    "Program",
    "Rule",
    "Ruling",
    "choices_of",
    "holds",
    "program",
]
