from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.forms import ViewerForm
from centre.pages import a_form, accepted, done, form_page, refused_with
from centre.words import sentences

from . import actions, forms, words
from .models import Period, SpecialDay, Timetable
from .week import week_of


@require_safe
@staff(May.SEE_HOUSE)
def week(request, viewer, day=None):
    """The week around a day; on a narrow screen that day alone."""
    now = timezone.now()
    today = viewer.centre.day_at(now)
    chosen = day or today
    facts = {"chosen": chosen, "today": today, "time": viewer.centre.time_at(now)}
    return render(
        request, "schedules/week.html", {"section": "timetable", "week": week_of(viewer, chosen), "now": now} | facts
    )


@a_form
@staff(May.CHANGE_TIMETABLE)
def timetable_add(request, viewer):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    before = Timetable.visible_to(viewer).in_force_on(today).first()
    initial = {"from_on": today, "copy": True}
    form = forms.TimetableForm(request.POST or None, viewer=viewer, before=before, initial=initial)
    if form.is_valid() and (new := accepted(form, actions.add_timetable, at=now, **form.written())):
        message = _("“%(name)s” holds from %(day)s.") % {"name": new.label, "day": words.day(new.from_on, today)}
        return done(request, message, "schedules:week-of", viewer.centre.slug, new.from_on)
    return form_page(request, form, heading=_("New timetable"), **words_for(viewer))


@a_form
@staff(May.CHANGE_TIMETABLE)
def timetable_remove(request, viewer, pk):
    now = timezone.now()
    timetable = one_or_404(Timetable.visible_to(viewer), pk=pk)
    form = ViewerForm(request.POST or None, viewer=viewer)
    if form.is_valid() and accepted(form, actions.remove_timetable, timetable=timetable, at=now):
        message = _("“%(name)s” is removed.") % {"name": timetable.label}
        return done(request, message, "schedules:week", viewer.centre.slug)
    lead = words.forgotten_with_its_periods(timetable, viewer.centre.day_at(now))
    page = words_for(viewer) | {"submit": _("Remove"), "lead": lead}
    return form_page(request, form, heading=_("Remove “%(name)s”") % {"name": timetable.label}, **page)


@a_form
@staff(May.CHANGE_TIMETABLE)
def period_add(request, viewer, day):
    """To the timetable that holds on a day, or holds next."""
    now = timezone.now()
    today = viewer.centre.day_at(now)
    timetable = one_or_404(Timetable.visible_to(viewer).in_force_on(max(day, today)))
    form = forms.PeriodAddForm(
        request.POST or None, viewer=viewer, day=today, timetable=timetable, initial={"weekdays": [day.weekday()]}
    )
    if form.is_valid() and (added := accepted(form, actions.add_periods, at=now, **form.written())):
        message = saved(added[0], words.now_hold(added, today))
        return done(request, message, "schedules:week-of", viewer.centre.slug, max(day, today))
    lead = _("In the timetable “%(name)s”. What has begun today stays as it is today.") % {"name": timetable.label}
    return form_page(request, form, heading=_("New period"), lead=lead, **words_for(viewer, day))


@a_form
@staff(May.CHANGE_TIMETABLE)
def period_change(request, viewer, pk):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    period = one_or_404(Period.visible_to(viewer).every_week().with_signals(), pk=pk)
    twins = Period.visible_to(viewer).twins_of(period)
    initial = {"holds_from": words.occurrence(period, actions.first_day(period, now))}
    form = forms.PeriodChangeForm(
        request.POST or None, viewer=viewer, day=today, of=period, twins=twins, initial=initial
    )
    valid = form.is_valid()
    first = actions.first_day(period, now, to=form.instance if valid else None)
    agreed = valid and form.agrees_on(words.occurrence(period, first))
    if agreed and accepted(form, actions.change_period, period=period, at=now, **form.written()):
        message = saved(form.instance, words.will_hold(period, first, today))
        return done(request, message, "schedules:week-of", viewer.centre.slug, today)
    remove = {"href": reverse("schedules:period-remove", args=[viewer.centre.slug, pk]), "words": _("Remove")}
    lead = words.will_hold(period, first, today)
    return form_page(request, form, heading=period.label, lead=lead, beside=[remove], **words_for(viewer))


@a_form
@staff(May.CHANGE_TIMETABLE)
def period_remove(request, viewer, pk):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    period = one_or_404(Period.visible_to(viewer).every_week(), pk=pk)
    form = forms.PeriodRemoveForm(request.POST or None, viewer=viewer, twins=Period.visible_to(viewer).twins_of(period))
    lead = words.will_end(period, actions.first_day(period, now), today)
    if form.is_valid() and accepted(form, actions.remove_period, period=period, at=now, also=form.chosen_twins()):
        message = _("“%(name)s” is removed.") % {"name": period.label}
        return done(request, sentences(message, lead), "schedules:week-of", viewer.centre.slug, today)
    page = words_for(viewer) | {"submit": _("Remove"), "lead": lead}
    return form_page(request, form, heading=_("Remove “%(name)s”") % {"name": period.label}, **page)


@a_form
@staff(May.CHANGE_TIMETABLE)
def event_add(request, viewer, day):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    form = forms.EventForm(
        request.POST or None, viewer=viewer, day=today, initial={"on": max(day, today), "expects": "sign_up"}
    )
    if form.is_valid() and (event := accepted(form, actions.add_event, at=now, **form.written())):
        message = saved_for(event, today)
        return done(request, message, "schedules:week-of", viewer.centre.slug, event.on)
    lead = _("It takes place once. What everybody is expected at takes the place of what the week has at that hour.")
    return form_page(request, form, heading=_("New event"), lead=lead, **words_for(viewer, day))


@a_form
@staff(May.CHANGE_TIMETABLE)
def event_change(request, viewer, pk):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    event = one_or_404(Period.visible_to(viewer).once().with_signals(), pk=pk)
    form = forms.EventForm(request.POST or None, viewer=viewer, day=today, of=event)
    if form.is_valid() and (new := accepted(form, actions.change_event, event=event, at=now, **form.written("to"))):
        message = saved_for(new, today)
        return done(request, message, "schedules:week-of", viewer.centre.slug, new.on)
    remove = {"href": reverse("schedules:event-remove", args=[viewer.centre.slug, pk]), "words": _("Remove")}
    return form_page(request, form, heading=event.label, beside=[remove], **words_for(viewer, event.on))


@a_form
@staff(May.CHANGE_TIMETABLE)
def event_remove(request, viewer, pk):
    now = timezone.now()
    event = one_or_404(Period.visible_to(viewer).once(), pk=pk)
    form = forms.PeriodRemoveForm(request.POST or None, viewer=viewer)
    if form.is_valid() and accepted(form, actions.remove_period, period=event, at=now):
        message = _("“%(name)s” is removed.") % {"name": event.label}
        return done(request, message, "schedules:week-of", viewer.centre.slug, event.on)
    lead = words.day(event.on, viewer.centre.day_at(now))
    page = words_for(viewer, event.on) | {"submit": _("Remove"), "lead": lead}
    return form_page(request, form, heading=_("Remove “%(name)s”") % {"name": event.label}, **page)


@require_safe
@staff(May.SEE_HOUSE)
def special_days(request, viewer):
    today = viewer.centre.day_at(timezone.now())
    days = SpecialDay.visible_to(viewer)
    return render(
        request,
        "schedules/special_days.html",
        {
            "section": "timetable",
            "today": today,
            "coming": days.filter(on__gte=today).order_by("on"),
            "been": days.filter(on__lt=today).order_by("-on")[:50],
        },
    )


@a_form
@staff(May.CHANGE_TIMETABLE)
def special_day_add(request, viewer):
    now = timezone.now()
    form = forms.SpecialDayForm(request.POST or None, viewer=viewer)
    if form.is_valid() and (special := accepted(form, actions.add_special_day, special=form.instance, at=now)):
        message = saved_for(special, viewer.centre.day_at(now))
        return done(request, message, "schedules:special-days", viewer.centre.slug)
    lead = _("On this day the week does not hold: only what is written for the day itself takes place.")
    page = words_for(viewer) | {"back": reverse("schedules:special-days", args=[viewer.centre.slug])}
    return form_page(request, form, heading=_("New special day"), lead=lead, **page)


@require_POST
@staff(May.CHANGE_TIMETABLE)
def special_day_remove(request, viewer, pk):
    special = one_or_404(SpecialDay.visible_to(viewer), pk=pk)
    try:
        actions.remove_special_day(special=special, at=timezone.now())
    except ValidationError as refused:
        return refused_with(request, refused, "schedules:special-days", viewer.centre.slug)
    message = _("“%(name)s” is removed.") % {"name": special.label}
    undo = reverse("schedules:special-day-add", args=[viewer.centre.slug])
    written = forms.SpecialDayForm(instance=special, viewer=viewer).initial
    return done(request, message, "schedules:special-days", viewer.centre.slug, undo=undo, **written)


def saved(thing, holds):
    return sentences(_("“%(name)s” is saved.") % {"name": thing.label}, holds)


def saved_for(thing, today):
    return _("“%(name)s” is saved for %(day)s.") % {"name": thing.label, "day": words.day(thing.on, today)}


def words_for(viewer, day=None):
    back = (
        reverse("schedules:week-of", args=[viewer.centre.slug, day])
        if day
        else reverse("schedules:week", args=[viewer.centre.slug])
    )
    return {"section": "timetable", "submit": _("Save"), "back": back}
