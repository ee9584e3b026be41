from .away import Away, AwayKind, what_keeps
from .contacts import Account, AccountInvitation, Contact, ContactKind
from .leaving import DepartureRequest, SaidHow
from .people import DepartureReason, Resident, Stay, StayKind

__all__ = [
    "Account",
    "AccountInvitation",
    "Away",
    "AwayKind",
    "Contact",
    "ContactKind",
    "DepartureReason",
    "DepartureRequest",
    "Resident",
    "SaidHow",
    "Stay",
    "StayKind",
    "what_keeps",
]
