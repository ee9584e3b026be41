"""What is not logged, and seeing what is: a resident's year, the house's week."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.access import May, one_or_404, staff
from residents.access import resident
from residents.models import Resident

from .forms_seeing import WhichDaysForm
from .unrecorded import open_days
from .week import house_week
from .year import year_of


@require_safe
@staff(May.SEE_HOUSE)
def unrecorded(request, viewer):
    mine = WhichDaysForm(request.GET).only_mine
    today, time = today_and_time(viewer)
    days = open_days(viewer, today, time, mine=mine)
    return render(request, "participation/open.html", {"section": "log", "days": days, "mine": mine})


@require_safe
@staff(May.SEE_HOUSE)
def week(request, viewer, day):
    today, time = today_and_time(viewer)
    words = {"section": "log", "week": house_week(viewer, day, today, time), "today": today, "chosen": day}
    return render(request, "participation/week.html", words)


@require_safe
@staff(May.SEE_HOUSE)
def year(request, viewer, code, day=None):
    """Twelve months of somebody; with a day, those up to its month."""
    who = one_or_404(Resident.visible_to(viewer), code=code)
    today, time = today_and_time(viewer)
    words = {"section": "people", "resident": who, "year": year_of(viewer, who, today, time, until=day)}
    return render(request, "participation/year.html", words)


@require_safe
@resident
def my_year(request, viewer, day=None):
    """The same about me. A day leads nowhere: the log of the day is about everybody."""
    me = one_or_404(Resident.visible_to(viewer))
    today, time = today_and_time(viewer)
    words = {"resident": me, "year": year_of(viewer, me, today, time, until=day)}
    return render(request, "participation/my_year.html", words)


def today_and_time(viewer):
    now = timezone.now()
    return viewer.centre.day_at(now), viewer.centre.time_at(now)
