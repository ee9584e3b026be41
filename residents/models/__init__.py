from .away import Away, AwayKind, what_keeps
from .people import DepartureReason, Resident, Stay, StayKind

__all__ = ["Away", "AwayKind", "DepartureReason", "Resident", "Stay", "StayKind", "what_keeps"]
