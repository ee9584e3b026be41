from .house import About, Centre, OutsideHelp, Supporter
from .invitations import Invitation
from .mail import Mail
from .people import Duty, Membership, User
from .records import Change, Heartbeat, Operation

__all__ = [
    "About",
    "Centre",
    "Change",
    "Duty",
    "Heartbeat",
    "Invitation",
    "Mail",
    "Membership",
    "Operation",
    "OutsideHelp",
    "Supporter",
    "User",
]
