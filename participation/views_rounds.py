"""The wake-up round, meals together, and what a resident reads of both. A tap is answered by its row."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from centre.access import May, staff
from centre.pages import render_part, say, say_why
from centre.words import with_value
from residents.access import resident

from . import actions_rounds, forms_rounds
from .actions import Conflict
from .log import resident_to_log
from .models import Meal, Outcome
from .rounds import is_open, mine, must_be_open, round_on, table_on


@require_safe
@staff(May.LOG)
def greetings_today(request, viewer):
    return greetings_page(request, viewer, viewer.centre.day_at(timezone.now()))


@require_safe
@staff(May.LOG)
def greetings(request, viewer, day):
    return greetings_page(request, viewer, day)


@require_POST
@staff(May.LOG)
def greet(request, viewer, day):
    now = timezone.now()
    form = forms_rounds.GreetingForm(request.POST)
    if not form.is_valid():
        return refuse(request, viewer, day, greetings_page, _("Please choose how it was."))
    tap = form.cleaned_data
    try:
        person = person_to_write(viewer, day, now, tap["who"])
        write = {"outcome": tap["outcome"], "version": tap["version"], "by": viewer.who, "at": now}
        written = actions_rounds.greet(resident=person, day=day, **write)
    except ValidationError as refused:
        return refuse(request, viewer, day, greetings_page, *refused.messages)
    except Conflict as conflict:
        return ask_or_leave(request, viewer, day, tap, conflict.theirs)
    say_greeted(request, viewer, day, person, tap, written)
    return answer(request, viewer, day, person.code, "greetings", greetings_page)


def say_greeted(request, viewer, day, person, tap, written):
    """What stands now, and the way back: a tap like any other, on what this one left behind."""
    if tap["is_undo"]:
        messages.success(request, _("Taken back."))
        return
    words = Outcome(tap["outcome"]).label if tap["outcome"] else _("Not recorded")
    before = {"outcome": written.was} if written.was else {"blank": "1"}
    fields = {"who": person.code, "version": written.version, "is_undo": "1"} | before
    undo = reverse("participation:greet", args=[viewer.centre.slug, day])
    say(request, with_value(person.name, words), undo if written.was != tap["outcome"] else None, fields)


def ask_or_leave(request, viewer, day, tap, theirs):
    """Somebody else has written there. An undo leaves it; the second of two who wrote is asked."""
    if tap["is_undo"] and theirs:
        said = _("%(other)s has written there since, so that stays.") % {"other": theirs.by.name}
        return refuse(request, viewer, day, greetings_page, said)
    asked = {"code": tap["who"], "theirs": theirs, "mine": Outcome(tap["outcome"]) if tap["outcome"] else None}
    return greetings_page(request, viewer, day, part="tapped", code=tap["who"], status=409, asked=asked)


def greetings_page(request, viewer, day, part="rounds", code="", **more):
    today = viewer.centre.day_at(timezone.now())
    seen = round_on(viewer, day, today)
    words = {"round": seen, "row": seen.row_of(code), "outcomes": Outcome}
    return rounds_page(request, "participation/greetings.html", viewer, day, today, part, words, **more)


@require_safe
@staff(May.LOG)
def meals(request, viewer, day):
    return meals_page(request, viewer, day)


@require_POST
@staff(May.LOG)
def eat(request, viewer, day):
    now = timezone.now()
    form = forms_rounds.MealForm(request.POST)
    if not form.is_valid():
        return refuse(request, viewer, day, meals_page, _("Please choose one meal."))
    tap = form.cleaned_data
    try:
        person = person_to_write(viewer, day, now, tap["who"])
    except ValidationError as refused:
        return refuse(request, viewer, day, meals_page, *refused.messages)
    if tap["add"]:
        actions_rounds.eat_together(resident=person, day=day, meal=tap["add"], by=viewer.who, at=now)
        meal, words, back = tap["add"], _("%(meal)s together"), "remove"
    else:
        actions_rounds.take_meal_back(resident=person, day=day, meal=tap["remove"])
        meal, words, back = tap["remove"], _("%(meal)s: nothing noted"), "add"
    undo = reverse("participation:eat", args=[viewer.centre.slug, day])
    said = with_value(person.name, words % {"meal": Meal(meal).label})
    say(request, said, undo, {"who": person.code, back: meal})
    return answer(request, viewer, day, person.code, "meals", meals_page)


def meals_page(request, viewer, day, part="rounds", code="", **more):
    today = viewer.centre.day_at(timezone.now())
    seen = table_on(viewer, day, today, code)
    words = {"table": seen, "row": seen.row_of(code)}
    return rounds_page(request, "participation/meals.html", viewer, day, today, part, words, **more)


@require_safe
@resident
def my_rounds(request, viewer):
    """My mornings and meals of the last two weeks, as they are noted."""
    days = mine(viewer, viewer.centre.day_at(timezone.now()))
    return render(request, "participation/my_rounds.html", {"days": days})


def person_to_write(viewer, day, now, code):
    """Raises Http404 for nobody, ValidationError for a day that is not open or on which they did not live here."""
    must_be_open(day, viewer.centre.day_at(now))
    return resident_to_log(viewer, day, code)


def rounds_page(request, template, viewer, day, today, part, words, status=200, **more):
    base = {"section": "log", "day": day, "is_open": is_open(day, today), "is_to_come": day > today}
    return render_part(request, template, base | words | more, part=part, status=status)


def answer(request, viewer, day, code, name, page):
    """To htmx the row, the counts and the way back; else the page once more, at that row."""
    if request.htmx:
        return page(request, viewer, day, part="tapped", code=code)
    return redirect(f"{reverse(f'participation:{name}', args=[viewer.centre.slug, day])}#p-{code}")


def refuse(request, viewer, day, page, *reasons):
    """Say why, where it stays to be read, above what stands now."""
    say_why(request, reasons)
    response = page(request, viewer, day, status=422)
    return retarget(reswap(response, "outerHTML"), "#rounds")
