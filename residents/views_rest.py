""" "Not today", on the resident's own page: one tap, no reason, and one to change one's mind."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centre.access import one_or_404
from centre.pages import done

from . import actions
from .access import resident
from .models import Stay


@require_POST
@resident
def rest(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    stay = one_or_404(Stay.visible_to(viewer).open_on(day).select_related("resident", "centre"))
    actions.rest_today(resident=stay.resident, day=day)
    return done(request, _("Nobody expects you today. Rest well."), "home:my-day", viewer.centre.slug)


@require_POST
@resident
def rest_undo(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    stay = one_or_404(Stay.visible_to(viewer).open_on(day).select_related("resident", "centre"))
    actions.take_part_today(resident=stay.resident, day=day)
    return done(request, _("You are expected again, as you like."), "home:my-day", viewer.centre.slug)
