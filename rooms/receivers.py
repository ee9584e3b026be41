from django.dispatch import receiver

from residents.signals import moved_out

from .models import Placement


@receiver(moved_out)
def free_the_room(sender, stay, on, **kwargs):
    """The place is free from the day of moving out."""
    Placement.unscoped.filter(stay=stay, from_on__gte=on).delete()
    Placement.unscoped.filter(stay=stay, until_on=None).update(until_on=on)
