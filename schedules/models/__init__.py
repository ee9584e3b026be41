from .lessons import HowItCame, Lesson
from .ringing import Bell, Ring, RingState, Signal
from .timetable import (
    BUSY,
    PART_BEGINS,
    DayKind,
    Edge,
    Expects,
    PartOfDay,
    Period,
    PeriodKind,
    SpecialDay,
    Timetable,
    Weekday,
    part_of_day_at,
)

__all__ = [
    "BUSY",
    "PART_BEGINS",
    "Bell",
    "DayKind",
    "Edge",
    "Expects",
    "HowItCame",
    "Lesson",
    "PartOfDay",
    "Period",
    "PeriodKind",
    "Ring",
    "RingState",
    "Signal",
    "SpecialDay",
    "Timetable",
    "Weekday",
    "part_of_day_at",
]
