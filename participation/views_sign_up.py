from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from centre.access import May, one_or_404, staff
from centre.pages import a_form, done, place_errors
from residents.models import Resident
from schedules.models import Expects, Period

from . import signing_up
from .forms_sign_up import SignUpForm
from .models import SignUp


@a_form
@staff(May.LOG)
def sign_up(request, viewer, pk):
    """An event with those who come along."""
    today = viewer.centre.day_at(timezone.now())
    event = one_or_404(
        Period.visible_to(viewer).select_related("leader__user"), pk=pk, expects=Expects.SIGN_UP, on__isnull=False
    )
    signed_up = Resident.visible_to(viewer).filter(
        pk__in=SignUp.visible_to(viewer).filter(period=event).values("resident")
    )
    form = SignUpForm(
        request.POST or None, viewer=viewer, day=max(event.on, today), initial={"residents": [r.pk for r in signed_up]}
    )
    if form.is_valid() and saved(form, event, today):
        message = _("The list for “%(name)s” is saved.") % {"name": event.label}
        return done(request, message, "participation:sign-up", viewer.centre.slug, pk)
    return render(
        request,
        "participation/sign_up.html",
        {"section": "timetable", "event": event, "form": form, "signed_up": signed_up.by_name(), "today": today}
        | {"is_over": event.on < today, "back": reverse("schedules:week-of", args=[viewer.centre.slug, event.on])},
        status=422 if form.is_bound else 200,
    )


def saved(form, event, today):
    """Write the list. False, with the message, if the day is over."""
    offered = form.fields["residents"].queryset
    try:
        signing_up.write_list(period=event, offered=offered, today=today, **form.cleaned_data)
    except ValidationError as refused:
        place_errors(form, refused)
        return False
    return True
