from django.dispatch import receiver

from residents.signals import moved_out

from .models import Turn


@receiver(moved_out)
def free_the_turns(sender, stay, on, **kwargs):
    """Turns after moving out are shared out again among those who stay; what is on record stays."""
    Turn.unscoped.filter(resident=stay.resident, day__gte=on).not_recorded().delete()
