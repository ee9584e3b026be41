from .groups import Group, GroupMember, GroupPeriod, SignUp
from .marks import CHANGED_FREELY, JOINED, Level, Mark
from .rounds import Greeting, Meal, MealTogether, Outcome

__all__ = [
    "CHANGED_FREELY",
    "JOINED",
    "Greeting",
    "Group",
    "GroupMember",
    "GroupPeriod",
    "Level",
    "Mark",
    "Meal",
    "MealTogether",
    "Outcome",
    "SignUp",
]
