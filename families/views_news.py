"""What the house tells every family alike."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, done, form_page, place_errors

from . import forms, wording
from .models import News


@require_safe
@staff(May.WRITE_LETTERS)
def news(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    words = {"section": "people", "coming": News.visible_to(viewer).from_day(day)}
    return render(request, "families/news.html", words)


def about(viewer):
    back = reverse("families:news", args=[viewer.centre.slug])
    return {"section": "people", "over": _("News for families"), "back": back}


def fits(form, viewer):
    """Whether every family may read it; else the messages stand at their fields."""
    day = viewer.centre.day_at(timezone.now())
    if form.cleaned_data["on"] < day:
        form.add_error("on", _("This day is over."))
    try:
        wording.check_news({name: form.cleaned_data[name] for name in ("text", "text_ja")}, viewer.centre, day)
    except ValidationError as refused:
        place_errors(form, refused)
    return not form.errors


@a_form
@staff(May.WRITE_NEWS)
def news_add(request, viewer):
    form = forms.NewsForm(request.POST or None, viewer=viewer)
    if form.is_valid() and fits(form, viewer) and form.save():
        return done(request, _("Every family can read it now."), "families:news", viewer.centre.slug)
    return form_page(request, form, heading=_("News for families"), **about(viewer))


@a_form
@staff(May.WRITE_NEWS)
def news_change(request, viewer, pk):
    row = one_or_404(News.visible_to(viewer), pk=pk)
    form = forms.NewsChangeForm(request.POST or None, viewer=viewer, instance=row)
    if form.is_valid() and fits(form, viewer) and form.save():
        return done(request, _("Saved."), "families:news", viewer.centre.slug)
    return form_page(request, form, heading=_("News for families"), **about(viewer))


@require_POST
@staff(May.WRITE_NEWS)
def news_remove(request, viewer, pk):
    one_or_404(News.visible_to(viewer), pk=pk).delete()
    return done(request, _("It is taken away."), "families:news", viewer.centre.slug)
