from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.access import May, staff

from . import checks
from .forms import PeriodForm
from .page import page_of
from .stays import stay_report


@require_safe
@staff(May.SEE_REPORTS)
def stays(request, viewer):
    """The stay-length report. Nothing of it is shown unless everything in it adds up."""
    now = timezone.now()
    today, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    form = PeriodForm(request.GET, viewer=viewer, today=today)
    shown = {"section": "report", "form": form, "today": today, "time": time}
    if not form.is_valid():
        return render(request, "reports/stays.html", shown, status=422)
    first, until, as_of = form.cleaned_data["since"], form.cleaned_data["until"], form.cleaned_data["as_of"]
    report = stay_report(viewer, first, until, as_of)
    shown |= {"as_of": as_of, "form": form.filled_in(), "first": first, "until": until}
    if broken := checks.broken(report):
        return render(request, "reports/stays.html", shown | {"broken": broken})
    return render(request, "reports/stays.html", shown | page_of(report))
