"""What a relative opens: a page like a letter. Where there is none, the page is the same whatever the reason."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import reading
from .access import relative


@require_safe
@relative
def family(request, viewer):
    """The letter of this time, or that there is none; the letters before; what every family is told."""
    return letter_page(request, reading.page(viewer, viewer.centre.day_at(timezone.now())))


@require_safe
@relative
def family_month(request, viewer, day):
    """An earlier letter, by the first day of its month."""
    page = reading.page(viewer, viewer.centre.day_at(timezone.now()), month=day)
    if not page["letters"]:
        raise Http404
    return letter_page(request, page)


def letter_page(request, page):
    """In columns from right to left, as a Japanese letter is written, unless the reader asks for lines."""
    is_japanese = get_language() == "ja"
    upright = is_japanese and request.GET.get("as") != "lines"
    return render(request, "families/family.html", page | {"may_be_upright": is_japanese, "upright": upright})
