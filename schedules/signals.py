from django.dispatch import Signal

period_continued = Signal()
"""A period took the place of another, or is its copy in a new timetable.

Arguments: before, after. What belongs to the one in apps above (who is expected) belongs to the other
from then on. Sent inside the transaction that made it.
"""
