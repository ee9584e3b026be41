"""Whom everybody in the house may turn to outside of it: the complaints officer, hotlines."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import forms_house
from .access import May, one_or_404, staff
from .models import OutsideHelp
from .pages import a_form, done, form_page


@require_safe
@staff(May.CHANGE_SETTINGS)
def outside(request, viewer):
    helps = list(OutsideHelp.visible_to(viewer))
    has_officer = any(one.is_officer for one in helps)
    words = {"section": "settings", "helps": helps, "has_officer": has_officer}
    return render(request, "centre/outside.html", words)


@a_form
@staff(May.CHANGE_SETTINGS)
def outside_add(request, viewer):
    form = forms_house.OutsideForm(request.POST or None, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("Saved. Everybody sees it on their own page."), "centre:outside", viewer.centre.slug)
    return form_page(request, form, heading=_("Somebody outside"), **back_to_the_list(viewer))


@a_form
@staff(May.CHANGE_SETTINGS)
def outside_change(request, viewer, pk):
    one = one_or_404(OutsideHelp.visible_to(viewer), pk=pk)
    form = forms_house.OutsideChangeForm(request.POST or None, instance=one, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("Saved. Everybody sees it on their own page."), "centre:outside", viewer.centre.slug)
    return form_page(request, form, heading=one.label, **back_to_the_list(viewer))


@require_POST
@staff(May.CHANGE_SETTINGS)
def outside_remove(request, viewer, pk):
    one = one_or_404(OutsideHelp.visible_to(viewer), pk=pk)
    one.delete()
    undo = reverse("centre:outside-add", args=[viewer.centre.slug])
    initial = forms_house.OutsideForm(instance=one, viewer=viewer).initial
    written = {name: value for name, value in initial.items() if value is not False}
    return done(request, _("Taken off the list."), "centre:outside", viewer.centre.slug, undo=undo, **written)


def back_to_the_list(viewer):
    back = reverse("centre:outside", args=[viewer.centre.slug])
    return {"section": "settings", "over": _("People outside"), "submit": _("Save"), "back": back}
