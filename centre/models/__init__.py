from .house import About, Centre, Supporter
from .people import Membership, User
from .records import Change, Heartbeat, Operation

__all__ = ["About", "Centre", "Change", "Heartbeat", "Membership", "Operation", "Supporter", "User"]
