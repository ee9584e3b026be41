from django.dispatch import Signal

moved_out = Signal()
"""A stay ended. Arguments: stay, on (the day). Sent inside the transaction that ended it."""
