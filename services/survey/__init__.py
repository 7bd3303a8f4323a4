"""What an unknown table says of itself: what its columns hold, and how its numbers and times are
written. Of use to connectors that recognise; what is found is proposed to people, never acted on.
"""

from services.survey.columns import Column, Holds, columns
from services.survey.handwriting import Hand, hand
from services.survey.roles import Role, role

__all__ = ["Column", "Hand", "Holds", "Role", "columns", "hand", "role"]
