import datetime as dt

from django.db.models import Count

from residents.sections import Section

from .models import Chore, Turn

FOUR_WEEKS = dt.timedelta(days=28)


def turns_of(viewer, resident, day):
    """What somebody did in the last four weeks, in plain counts, and their next turn. Never a share, never a rank."""
    lately = Turn.visible_to(viewer).filter(day__gt=day - FOUR_WEEKS, day__lte=day)
    often = dict(lately.filter(done_by=resident).values_list("chore").annotate(times=Count("id")))
    helped = lately.filter(helped_by=resident).count()
    coming = Turn.visible_to(viewer).filter(resident=resident, day__gte=day).not_recorded()
    coming = coming.select_related("chore").order_by("day", "id").first()
    if not (often or helped or coming):
        return None
    done = [(chore.label, often[chore.pk]) for chore in Chore.visible_to(viewer).filter(pk__in=often)]
    context = {"done": sorted(done, key=lambda pair: -pair[1]), "helped": helped, "next": coming, "day": day}
    return Section("chores/_of_person.html", context)
