from django.shortcuts import render
from django.views.decorators.http import require_safe

from centre.access import May, staff


@require_safe
@staff(May.SEE_HOUSE)
def today(request, viewer):
    return render(request, "chores/day.html", {"section": "turns"})
