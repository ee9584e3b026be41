from .house import About, Centre, Supporter
from .people import Duty, Membership, User
from .records import Change, Heartbeat, Operation

__all__ = ["About", "Centre", "Change", "Duty", "Heartbeat", "Membership", "Operation", "Supporter", "User"]
