"""What the house tells every family alike."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, done, form_page

from . import forms
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


@a_form
@staff(May.WRITE_NEWS)
def news_add(request, viewer):
    form = forms.NewsForm(request.POST or None, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("Every family can read it now."), "families:news", viewer.centre.slug)
    return form_page(request, form, heading=_("News for families"), **about(viewer))


@a_form
@staff(May.WRITE_NEWS)
def news_change(request, viewer, pk):
    row = one_or_404(News.visible_to(viewer), pk=pk)
    form = forms.NewsChangeForm(request.POST or None, viewer=viewer, instance=row)
    if form.is_valid() and form.save():
        return done(request, _("Saved."), "families:news", viewer.centre.slug)
    return form_page(request, form, heading=_("News for families"), **about(viewer))


@require_POST
@staff(May.WRITE_NEWS)
def news_remove(request, viewer, pk):
    one_or_404(News.visible_to(viewer), pk=pk).delete()
    return done(request, _("It is taken away."), "families:news", viewer.centre.slug)
