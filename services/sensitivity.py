"""For whose eyes something is."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering

from services.phrase import Phrase, phrase


@total_ordering
class Sensitivity(Enum):
    """Ai được xem: public (công khai), internal (nội bộ cơ quan), restricted (chỉ phòng điều hành).
    Khi nhiều mức gặp nhau thì mức chặt nhất có hiệu lực.
    """

    # Least strict first: this is the order. No StrEnum, or `<` would be that of the alphabet.
    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    def __lt__(self, other: Sensitivity) -> bool:
        """Less strict, open to more eyes."""
        order = [*Sensitivity]
        return order.index(self) < order.index(other)

    @property
    def eyes(self) -> Phrase:
        """Whose, in operators' words, with the word of the wall file."""
        return _EYES[self]


_EYES = {
    Sensitivity.PUBLIC: phrase("công chúng (public)"),
    Sensitivity.INTERNAL: phrase("nội bộ cơ quan (internal)"),
    Sensitivity.RESTRICTED: phrase("phòng điều hành (restricted)"),
}
