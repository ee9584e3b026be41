from django.dispatch import Signal

clock_changed = Signal()
"""A house lives by another time zone from now on.

Arguments: centre (as it is now), at. Sent inside the transaction that changed it.
"""
