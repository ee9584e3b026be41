from django.dispatch import Signal

period_continued = Signal()
"""A period took the place of another, or is its copy in a new timetable.

Arguments: before, after. What belongs to the one in apps above (who is expected) belongs to the other
from then on. Sent inside the transaction that made it.
"""

periods_forgotten = Signal()
"""Periods that never took place are about to be deleted. Arguments: periods (a queryset).

What apps above keep about them must go first. Sent inside the transaction that deletes them.
"""
