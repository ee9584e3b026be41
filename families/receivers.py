from django.dispatch import receiver

from residents.models import Topic
from residents.signals import stopped_sharing

from . import links


@receiver(stopped_sharing)
def close_the_door(sender, contact, topics, at, **kwargs):
    """Without the yes to a sign-in there is no door."""
    if Topic.SIGN_IN in topics:
        links.end(contact=contact, at=at)
