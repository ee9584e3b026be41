"""Who is looking, what they may do, and the gates that every view stands behind.

Read top to bottom: the table of what a role may do (from the record matrix of the field), the
`Viewer`, and the gates. A view without a gate fails `tests/centre/test_rules.py` by name.
Outsiders always get the 404 of a page that does not exist; a member of staff without the
permission for a page gets 403.
"""

import enum
from dataclasses import dataclass
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from . import operations, tenancy
from .models import Centre, Membership, User
from .models.house import SecondFactor
from .models.people import Role
from .prepared import Prepared


class May(enum.StrEnum):
    SEE_HOUSE = enum.auto()
    """Today, people, rooms, what the house says about itself."""
    WRITE_PEOPLE = enum.auto()
    """Profiles, stays, moves between rooms, who is away."""
    LOG = enum.auto()
    """How people took part; who is on duty."""
    TICK_CHORES = enum.auto()
    """Whose turn was done, by whom."""
    CHANGE_CHORES = enum.auto()
    """The chores themselves, and whose turn it is."""
    CHANGE_TIMETABLE = enum.auto()
    """Periods, signals, special days, events."""
    CHANGE_ROOMS = enum.auto()
    """Wings and rooms themselves."""
    CHANGE_SETTINGS = enum.auto()
    """The house's name, clock, words, and what it says about itself."""
    CHANGE_STAFF = enum.auto()
    """Who works here, in which role, until when."""
    SEE_HISTORY = enum.auto()
    """Who changed what."""
    SEE_REPORTS = enum.auto()
    """Figures of the house: how long people stay."""
    RECORD_CONSENT = enum.auto()
    """What somebody has said on paper about sharing, or aloud about sharing no more."""
    WRITE_NOTES = enum.auto()
    """What happened, about one person; what the next shift should know, and what is to be done."""
    WRITE_LETTERS = enum.auto()
    """Letters to families, before the resident decides."""
    WRITE_NEWS = enum.auto()
    """What the house tells every family alike."""


WORKER = frozenset(
    {May.SEE_HOUSE, May.WRITE_PEOPLE, May.LOG, May.TICK_CHORES, May.CHANGE_CHORES, May.WRITE_NOTES, May.WRITE_LETTERS}
)
PERMISSIONS = {
    Role.SUPPORT_WORKER: WORKER | {May.RECORD_CONSENT},
    Role.NIGHT_WORKER: WORKER | {May.RECORD_CONSENT},
    Role.DIRECTOR: WORKER
    | {May.CHANGE_ROOMS, May.CHANGE_SETTINGS, May.CHANGE_STAFF, May.SEE_HISTORY, May.CHANGE_TIMETABLE}
    | {May.SEE_REPORTS, May.WRITE_NEWS},
}


NOT_FOR_DIRECTORS = frozenset({May.RECORD_CONSENT})
"""What somebody may not do while they are director, whatever else they are."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person, looking at one centre."""

    who: User
    centre: Centre
    permissions: frozenset[May]
    membership: Membership | None = None
    resident_ids: frozenset[int] | None = None
    """None: every resident of the centre."""
    contact_ids: frozenset[int] | None = None
    """Whom a relative reads as; None: not a relative."""

    @property
    def audience(self):
        if self.resident_ids is None:
            return "staff"
        return "resident" if self.contact_ids is None else "relative"

    def may(self, permission):
        return permission in self.permissions

    @property
    def may_write_people(self):
        return self.may(May.WRITE_PEOPLE)

    @property
    def may_log(self):
        return self.may(May.LOG)

    @property
    def may_tick(self):
        return self.may(May.TICK_CHORES)

    @property
    def may_chores(self):
        return self.may(May.CHANGE_CHORES)

    @property
    def may_timetable(self):
        return self.may(May.CHANGE_TIMETABLE)

    @property
    def may_rooms(self):
        return self.may(May.CHANGE_ROOMS)

    @property
    def may_settings(self):
        return self.may(May.CHANGE_SETTINGS)

    @property
    def may_staff(self):
        return self.may(May.CHANGE_STAFF)

    @property
    def may_history(self):
        return self.may(May.SEE_HISTORY)

    @property
    def may_reports(self):
        return self.may(May.SEE_REPORTS)

    @property
    def may_record_consent(self):
        return self.may(May.RECORD_CONSENT)

    @property
    def may_notes(self):
        return self.may(May.WRITE_NOTES)

    @property
    def may_letters(self):
        return self.may(May.WRITE_LETTERS)

    @property
    def may_news(self):
        return self.may(May.WRITE_NEWS)


@dataclass(frozen=True)
class Gate:
    """What a view asks for. `tests` read it off the view and build the access matrix from it."""

    audience: str
    permission: May | None = None


def public(view):
    """Open to everybody, signed in or not. Rare."""
    view.login_required = False
    view.gate = Gate("public")
    return view


def signed_in(view):
    """About the person's own account, in no centre."""
    view.gate = Gate("signed in")
    return view


def about_second_step(view):
    """About the second step itself: a session that has not used it neither sees its codes nor switches it off.

    allauth asks for any way of signing in, and the password alone would take the second step away.
    """

    @wraps(view)
    def guarded(request, **kwargs):
        if is_mfa_enabled(request.user) and not has_used_second_step(request):
            return to_second_step(request, "mfa_reauthenticate")
        return view(request, **kwargs)

    return guarded


def staff(permission):
    """For people who work in the centre of the address and may do `permission` there."""

    def gate(view):
        @wraps(view)
        def gated(request, centre, **kwargs):
            viewer = staff_viewer(request, centre)
            if not viewer.may(permission):
                raise PermissionDenied
            return let_in(request, viewer, view, kwargs)

        gated.gate = Gate("staff", permission)  # type: ignore[attr-defined]
        return gated

    return gate


def gate_for(audience, viewer_of):
    """A gate of an app above, for people who live here or belong to somebody who does.

    `viewer_of(request, slug)` gives the Viewer, or raises Http404: to an outsider such a page does not exist.
    """

    def gate(view):
        @wraps(view)
        def gated(request, centre, **kwargs):
            return let_in(request, viewer_of(request, centre), view, kwargs)

        gated.gate = Gate(audience)  # type: ignore[attr-defined]
        return gated

    return gate


def invited(view):
    """For whoever holds the link of an invitation, signed in or not: it opens the house and shows no row of it.

    The view itself looks whether the link still holds, and answers 404 if not. It holds once, so it needs no
    operation id.
    """

    @wraps(view)
    def gated(request, centre, **kwargs):
        house = Centre.objects.filter(slug=centre).first()
        if house is None:
            raise Http404
        tenancy.enter(house.pk, request.user.pk)
        request.viewer = Viewer(request.user, house, frozenset(), resident_ids=frozenset(), contact_ids=frozenset())
        return view(request, request.viewer, **kwargs)

    gated.login_required = False  # type: ignore[attr-defined]
    gated.gate = Gate("invited")  # type: ignore[attr-defined]
    return gated


def let_in(request, viewer, view, kwargs):
    """The last steps of every gate: the second step where the house wants it, each form once, the house's clock."""
    if step := second_step(request, viewer):
        return to_second_step(request, step)
    request.viewer = viewer
    with timezone.override(viewer.centre.time_zone):
        return operations.once(request, viewer, lambda: view(request, viewer, **kwargs))


def work(user, slug):
    """Each time that somebody was, is or will be among the staff of a house, and the house."""
    rows = Membership.unscoped.filter(user_id=user, centre__slug=slug)
    return rows.select_related("centre").order_by("from_on")


WORK = Prepared(work, Centre)  # every page asks it; the SQL is kept (ADR 7)


def staff_viewer(request, slug):
    """The viewer behind a request, by the memberships that are in force today in the house's zone.

    Raises Http404 for everybody else, as for a centre that does not exist.
    """
    now = timezone.now()
    found = WORK.all(user=request.user.pk, slug=slug)
    memberships = [membership for membership, centre in found if membership.is_working_on(centre.day_at(now))]
    if not memberships:
        raise Http404
    centre = found[0][1]
    tenancy.enter(centre.pk, request.user.pk)
    permissions = frozenset().union(*(PERMISSIONS[Role(m.role)] for m in memberships))
    if any(membership.role == Role.DIRECTOR for membership in memberships):
        permissions -= NOT_FOR_DIRECTORS
    return Viewer(request.user, centre, permissions, memberships[-1])


def staff_listener(request, slug):
    """The viewer behind a live stream. Raises Http404 for everybody who could not open a page of the house."""
    viewer = staff_viewer(request, slug)
    if not viewer.may(May.SEE_HOUSE) or second_step(request, viewer):
        raise Http404
    return viewer


def still_working(centre, user_ids, moment):
    """Those of the users who work here at an instant. Must be asked inside the centre."""
    working = Membership.unscoped.working_on(centre.day_at(moment)).filter(centre=centre, user_id__in=user_ids)
    return set(working.values_list("user_id", flat=True))


def second_step(request, viewer):
    """The page that the rule of the house wants first, or None: to set a second step up, or to use it.

    To have one is not enough: this session itself must have used it, or it is older than the second step.
    """
    rule = viewer.centre.second_factor
    if rule == SecondFactor.OFF or (rule == SecondFactor.STAFF and viewer.audience != "staff"):
        return None
    if not is_mfa_enabled(viewer.who):
        return "mfa_activate_totp"
    return None if has_used_second_step(request) else "mfa_reauthenticate"


def has_used_second_step(request):
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def to_second_step(request, step):
    """Go there, and come back to the page that was asked for; what was sent is written again."""
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse(step) + back)


def one_or_404(rows, **lookup):
    """The one row that the viewer may see, or the 404 of one that does not exist."""
    row = rows.filter(**lookup).first()
    if row is None:
        raise Http404
    return row
