from django.dispatch import Signal

moved_out = Signal()
"""A stay ended. Arguments: stay, on (the day). Sent inside the transaction that ended it."""

stopped_sharing = Signal()
"""A resident shares something no more with somebody. Arguments: contact, topics, at. Sent inside the transaction."""
