from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page, refused_with

from . import actions, forms, leaving, pages, sections
from .models import Away, Contact, DepartureReason, DepartureRequest, Resident, Stay

PAGES_WITH_BACK = {
    "today": "home:today",
    "house": "rooms:plan",
    "handover": "home:handover",
    "night": "home:night",
    "night-in-my-light": "home:night-in-my-light",
}
"""Where "Back" can be tapped beside a person's own page, and where one then stays."""


@require_safe
@staff(May.SEE_HOUSE)
def people(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    words = request.GET.get("q", "")[:80].replace("\x00", "")
    found = Resident.visible_to(viewer).matching(words)
    stays = Stay.visible_to(viewer).filter(resident__in=found).with_people()
    return render(
        request,
        "residents/people.html",
        {
            "section": "people",
            "words": words,
            "living_here": stays.open_on(day),
            "lived_here": stays.finished_by(day).newest_first()[:200],
            "moving_in": stays.beginning_after(day),
        },
    )


@require_safe
@staff(May.SEE_HOUSE)
def person(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    now = timezone.now()
    day = viewer.centre.day_at(now)
    aways = Away.visible_to(viewer).filter(resident=resident)
    away = aways.open_on(day).select_related("centre").order_by("left_on", "id").first()
    stays = list(Stay.visible_to(viewer).filter(resident=resident).with_people().newest_first())
    said = DepartureRequest.visible_to(viewer).open_on(day).filter(resident=resident).first()
    return render(
        request,
        "residents/person.html",
        {
            "section": "people",
            "resident": resident,
            "day": day,
            "time": viewer.centre.time_at(now),
            "stay": next((stay for stay in stays if stay.is_open_on(day)), None),
            "coming": next((stay for stay in stays if stay.moved_in_on > day), None),
            "earlier": [stay for stay in stays if stay.moved_out_on is not None and stay.moved_out_on <= day],
            "away": away,
            "may_forget": away is not None and actions.may_forget(away, day),
            "planned": aways.planned_after(day).order_by("left_on"),
            "sections": sections.of(viewer, resident, day),
            "named": Contact.visible_to(viewer).current().filter(resident=resident).in_order(),
            "leaving": said,
            "told": leaving.told(said) if said else [],
        },
    )


@a_form
@staff(May.WRITE_PEOPLE)
def person_change(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    form = forms.ProfileForm(request.POST or None, instance=resident, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("The profile is saved."), "residents:person", viewer.centre.slug, code)
    return form_page(request, form, heading=_("Profile"), **pages.about(viewer, resident, _("Save")))


@a_form
@staff(May.WRITE_PEOPLE)
def key_worker(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    day = viewer.centre.day_at(timezone.now())
    stay = one_or_404(Stay.visible_to(viewer).open_on(day), resident=resident)
    initial = {"key_worker": stay.key_worker_id, "seen": stay.key_worker_id}
    form = forms.KeyWorkerForm(request.POST or None, viewer=viewer, day=day, initial=initial)
    if form.is_valid():
        if accepted(form, actions.give_key_worker, stay=stay, **form.cleaned_data):
            return done(request, _("The key worker is saved."), "residents:person", viewer.centre.slug, code)
        form.look_again(stay)
    return form_page(request, form, heading=_("Key worker"), **pages.about(viewer, resident, _("Save")))


@a_form
@staff(May.WRITE_PEOPLE)
def person_move_out(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    day = viewer.centre.day_at(timezone.now())
    stay = one_or_404(Stay.visible_to(viewer).open_on(day), resident=resident)
    wants_to = DepartureRequest.visible_to(viewer).standing().filter(stay=stay).exists()
    initial = {"on": day, "reason": DepartureReason.OWN_CHOICE if wants_to else ""}
    form = forms.MoveOutForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid() and accepted(form, actions.move_out, stay=stay, **form.cleaned_data):
        day = date_format(stay.moved_out_on, _("j F Y"))
        message = _("%(name)s moves out on %(day)s.") % {"name": resident.name, "day": day}
        return done(request, message, "residents:person", viewer.centre.slug, code)
    return form_page(request, form, heading=_("Moving out"), **pages.about(viewer, resident, _("Save the move")))


@a_form
@staff(May.WRITE_PEOPLE)
def away_add(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    day = viewer.centre.day_at(timezone.now())
    one_or_404(Stay.visible_to(viewer).open_on(day), resident=resident)
    form = forms.AwayForm(request.POST or None, viewer=viewer, initial={"left_on": day, "expected_on": day})
    if form.is_valid() and (away := accepted(form, actions.go_away, resident=resident, **form.cleaned_data)):
        message = _("%(name)s: away is noted.") % {"name": resident.name}
        undo = reverse("residents:away-undo", args=[viewer.centre.slug, away.pk])
        seen = {"version": away.version, "day": day}
        return done(request, message, "residents:person", viewer.centre.slug, code, undo=undo, **seen)
    return form_page(request, form, heading=_("Out or away"), **pages.about(viewer, resident, _("Note it")))


@require_POST
@staff(May.WRITE_PEOPLE)
def away_out(request, viewer, code):
    """One tap: out, since now."""
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    now = timezone.now()
    day, time = viewer.centre.day_at(now), viewer.centre.time_at(now).replace(second=0, microsecond=0)
    one_or_404(Stay.visible_to(viewer).open_on(day), resident=resident)
    came_from = request.POST.get("from", "")
    page = page_to_stay_on(viewer, came_from, resident)
    message = _("%(name)s is out.") % {"name": resident.name}
    away = actions.go_out(resident=resident, day=day, time=time)
    if away is None:  # noted by somebody else, who alone takes it back
        return done(request, message, *page)
    undo = reverse("residents:away-undo", args=[viewer.centre.slug, away.pk])
    return done(request, message, *page, undo=undo, version=away.version, day=day, **{"from": came_from})


@require_POST
@staff(May.WRITE_PEOPLE)
def away_back(request, viewer, pk):
    away = one_or_404(Away.visible_to(viewer).select_related("resident"), pk=pk)
    came_from = request.POST.get("from", "")
    page = page_to_stay_on(viewer, came_from, away.resident)
    now = timezone.now()
    day, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    try:
        actions.come_back(away=away, version=forms.SeenForm(request.POST).seen["version"], on=day, time=time)
    except ValidationError as refused:
        return refused_with(request, refused, *page)
    message = _("%(name)s is back.") % {"name": away.resident.name}
    undo = reverse("residents:away-not-back", args=[viewer.centre.slug, pk])
    return done(request, message, *page, undo=undo, version=away.version, day=day, **{"from": came_from})


@require_POST
@staff(May.WRITE_PEOPLE)
def away_not_back(request, viewer, pk):
    away = one_or_404(Away.visible_to(viewer).select_related("resident"), pk=pk)
    page = page_to_stay_on(viewer, request.POST.get("from", ""), away.resident)
    try:
        actions.not_back(away=away, **forms.SeenForm(request.POST).seen, today=viewer.centre.day_at(timezone.now()))
    except ValidationError as refused:
        return refused_with(request, refused, *page)
    message = _("%(name)s is out again: the tap is taken back.") % {"name": away.resident.name}
    return done(request, message, *page)


@require_POST
@staff(May.WRITE_PEOPLE)
def away_undo(request, viewer, pk):
    away = one_or_404(Away.visible_to(viewer).select_related("resident"), pk=pk)
    page = page_to_stay_on(viewer, request.POST.get("from", ""), away.resident)
    try:
        actions.forget_away(away=away, **forms.SeenForm(request.POST).seen, today=viewer.centre.day_at(timezone.now()))
    except ValidationError as refused:
        return refused_with(request, refused, *page)
    return done(request, _("%(name)s: the entry is taken back.") % {"name": away.resident.name}, *page)


def page_to_stay_on(viewer, came_from, resident):
    if page := PAGES_WITH_BACK.get(came_from):
        return page, viewer.centre.slug
    return "residents:person", viewer.centre.slug, resident.code
