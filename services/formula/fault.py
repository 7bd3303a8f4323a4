"""What is wrong with a formula, and where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.quantities import WrongSetting

if TYPE_CHECKING:
    from services.phrase import Value


class WrongFormula(WrongSetting):
    """A formula that can't be read. `column` counts the characters before what is wrong."""

    def __init__(self, column: int, what: str, remedy: str, **told: Value) -> None:
        said = {
            name: value.text if isinstance(value, Phrase) else str(value)
            for name, value in told.items()
        }
        super().__init__(what, remedy, **said)
        self.column = column
        self.told = told
        """What stands in the places, words that are to be translated among it."""
