from .away import Away, AwayKind, what_keeps
from .consents import LAPSES_AFTER, Answer, Consent, Topic, Way
from .contacts import Account, AccountInvitation, Contact, ContactKind
from .leaving import DepartureRequest, SaidHow
from .people import DepartureReason, Resident, Stay, StayKind

__all__ = [
    "LAPSES_AFTER",
    "Account",
    "AccountInvitation",
    "Answer",
    "Away",
    "AwayKind",
    "Consent",
    "Contact",
    "ContactKind",
    "DepartureReason",
    "DepartureRequest",
    "Resident",
    "SaidHow",
    "Stay",
    "StayKind",
    "Topic",
    "Way",
    "what_keeps",
]
