"""What people do on a wall: whether they may, and a journal of it that nobody can change unseen."""

from services.acts.act import UNNAMED, Act, Answer, Person, What, may
from services.acts.entry import Entry, Seal
from services.acts.journal import Journal
from services.acts.proof import Proof, verify
from services.acts.reading import Written, latest
from services.acts.trouble import DISK_FULL, ActsTrouble

__all__ = [
    "DISK_FULL",
    "UNNAMED",
    "Act",
    "ActsTrouble",
    "Answer",
    "Entry",
    "Journal",
    "Person",
    "Proof",
    "Seal",
    "What",
    "Written",
    "latest",
    "may",
    "verify",
]
