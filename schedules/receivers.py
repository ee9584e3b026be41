from django.dispatch import receiver

from centre.signals import clock_changed

from .planning import plan_rings


@receiver(clock_changed)
def ring_by_the_new_clock(sender, centre, at, **kwargs):
    plan_rings(centre, at)
