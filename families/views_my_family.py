"""What a relative sees, exactly as they see it, on the resident's own page; and asking them in."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from residents.access import resident
from residents.pages import relative_or_404

from . import reading
from .access import as_relative
from .views_link import asked_in, sign_in_of


@require_safe
@resident
def my_family(request, viewer, pk):
    """The page of a relative, made by the very function that makes it for them."""
    contact = relative_or_404(viewer, pk)
    day = viewer.centre.day_at(timezone.now())
    theirs = reading.page(as_relative(viewer.who, viewer.centre, [contact.pk]), day)
    return render(request, "families/my_family.html", sign_in_of(viewer, contact) | theirs)


@require_POST
@resident
def my_family_ask(request, viewer, pk):
    return asked_in(request, viewer, relative_or_404(viewer, pk), "families:my-family")
