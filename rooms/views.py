from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page
from residents import pages
from residents.models import Resident, Stay

from . import actions, forms
from .models import Closure, Placement, Room, RoomKind, Wing
from .plan import house_at


@require_safe
@staff(May.SEE_HOUSE)
def plan(request, viewer):
    now = timezone.now()
    day, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    house = house_at(viewer, day, time)
    return render(request, "rooms/plan.html", {"section": "house", "house": house, "day": day, "time": time})


@require_safe
@staff(May.SEE_HOUSE)
def room(request, viewer, pk):
    day = viewer.centre.day_at(timezone.now())
    room = one_or_404(Room.visible_to(viewer).with_closures_on(day).select_related("wing"), pk=pk)
    placements = Placement.visible_to(viewer).filter(room=room).select_related("stay__resident")
    return render(
        request,
        "rooms/room.html",
        {
            "section": "house",
            "room": room,
            "day": day,
            "now": placements.open_on(day).order_by("bed"),
            "before": placements.filter(until_on__lte=day).order_by("-until_on", "-id")[:50],
            "closures": Closure.visible_to(viewer).filter(room=room).order_by("-from_on")[:50],
        },
    )


@a_form
@staff(May.WRITE_PEOPLE)
def move_in(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    form = forms.MoveInForm(request.POST or None, viewer=viewer, day=day, initial={"moved_in_on": day})
    resident = form.resident() if form.is_valid() else None
    if resident and accepted(form, actions.move_in_new, resident=resident, **stay_of(form)):
        return moved_in(request, viewer, resident)
    back = reverse("residents:people", args=[viewer.centre.slug])
    return form_page(request, form, section="people", heading=_("Moving in"), submit=_("Save the move"), back=back)


@a_form
@staff(May.WRITE_PEOPLE)
def move_in_again(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    day = viewer.centre.day_at(timezone.now())
    form = forms.StayForm(request.POST or None, viewer=viewer, day=day, initial={"moved_in_on": day})
    if form.is_valid() and accepted(form, actions.move_in, resident=resident, **stay_of(form)):
        return moved_in(request, viewer, resident)
    return form_page(request, form, heading=_("Coming back"), **pages.about(viewer, resident, _("Save the move")))


@a_form
@staff(May.WRITE_PEOPLE)
def move(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    day = viewer.centre.day_at(timezone.now())
    stay = one_or_404(Stay.visible_to(viewer).open_on(day), resident=resident)
    form = forms.MoveForm(request.POST or None, viewer=viewer, day=day, initial={"night": day})
    if form.is_valid() and accepted(
        form, actions.move, stay=stay, to=form.cleaned_data["room"], night=form.cleaned_data["night"]
    ):
        message = _("%(name)s moves to %(room)s.") % {
            "name": resident.name,
            "room": form.cleaned_data["room"].label,
        }
        return done(request, message, "residents:person", viewer.centre.slug, code)
    return form_page(request, form, heading=_("Another room"), **pages.about(viewer, resident, _("Save the move")))


@a_form
@staff(May.CHANGE_ROOMS)
def wing_add(request, viewer):
    form = forms.WingForm(request.POST or None, viewer=viewer)
    return added(request, viewer, form, _("New wing"))


@a_form
@staff(May.CHANGE_ROOMS)
def room_add(request, viewer):
    one_or_404(Wing.visible_to(viewer))
    day = viewer.centre.day_at(timezone.now())
    form = forms.RoomForm(request.POST or None, viewer=viewer, initial={"opened_on": day})
    return added(request, viewer, form, _("New room"))


@a_form
@staff(May.CHANGE_ROOMS)
def wing_change(request, viewer, pk):
    wing = one_or_404(Wing.visible_to(viewer), pk=pk)
    form = forms.WingChangeForm(request.POST or None, instance=wing, viewer=viewer)
    return changed(request, viewer, form, wing.label)


@a_form
@staff(May.CHANGE_ROOMS)
def room_change(request, viewer, pk):
    room = one_or_404(Room.visible_to(viewer), pk=pk)
    form = forms.RoomChangeForm(request.POST or None, instance=room, viewer=viewer)
    return changed(request, viewer, form, room.label)


@a_form
@staff(May.CHANGE_ROOMS)
def closure_add(request, viewer, pk):
    room = one_or_404(Room.visible_to(viewer), pk=pk, kind=RoomKind.BEDROOM)
    day = viewer.centre.day_at(timezone.now())
    form = forms.ClosureForm(request.POST or None, viewer=viewer, room=room, initial={"from_on": day})
    if form.is_valid() and (closure := accepted(form, actions.take_out_of_service, room=room, **form.written())):
        undo = reverse("rooms:closure-remove", args=[viewer.centre.slug, closure.pk])
        return done(
            request, _("%(thing)s is saved.") % {"thing": room.label}, "rooms:room", viewer.centre.slug, pk, undo=undo
        )
    back = reverse("rooms:room", args=[viewer.centre.slug, pk])
    lead = _("Nights out of service are not counted as places that the house has. Nobody is moved by this.")
    words = words_of_plan(viewer) | {"back": back, "over": room.label}
    return form_page(request, form, heading=_("Out of service"), lead=lead, **words)


@require_POST
@staff(May.CHANGE_ROOMS)
def closure_remove(request, viewer, pk):
    closure = one_or_404(Closure.visible_to(viewer), pk=pk)
    actions.forget_closure(closure=closure)
    room = viewer.centre.slug, closure.room_id
    undo = reverse("rooms:closure-add", args=room)
    written = {"from_on": closure.from_on, "until_on": closure.until_on or "", "beds": closure.beds}
    return done(request, _("The entry is removed."), "rooms:room", *room, undo=undo, **written)


def added(request, viewer, form, heading):
    if form.is_valid() and (thing := form.save()):
        return done(request, _("%(thing)s is saved.") % {"thing": thing.label}, "rooms:plan", viewer.centre.slug)
    return form_page(request, form, heading=heading, **words_of_plan(viewer))


def changed(request, viewer, form, heading):
    if form.is_valid() and form.save():
        return done(request, _("%(thing)s is saved.") % {"thing": heading}, "rooms:plan", viewer.centre.slug)
    return form_page(request, form, heading=heading, **words_of_plan(viewer))


def words_of_plan(viewer):
    back = reverse("rooms:plan", args=[viewer.centre.slug])
    return {"section": "house", "submit": _("Save"), "back": back}


def stay_of(form):
    return {name: form.cleaned_data[name] for name in ("applied_on", "moved_in_on", "kind", "room", "key_worker")}


def moved_in(request, viewer, resident):
    message = _("%(name)s has a place in the house.") % {"name": resident.name}
    return done(request, message, "residents:person", viewer.centre.slug, resident.code)
