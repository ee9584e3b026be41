"""What was on record at the end of a date, grouped by the database.

As of C: everything up to the end of C is used, nothing later. A moving out on C + 1 does not exist yet, a
resident has C + 1 - a nights so far, an open leave counts up to C. Rows fetched grow with distinct lengths
and months, never with stays. Everything begins with what the viewer may see.
"""

import datetime as dt

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, Greatest, Least, TruncMonth

from residents.models import Stay, StayKind
from rooms.models import Closure, Room, RoomKind

DAY = dt.timedelta(days=1)


class NightsBetween(Func):
    """Nights from the second date up to the first."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def stays_as_of(viewer, day):
    """Stays begun by the end of a date, as they stood then.

    `left_on` is None for who lived here still, `ended_by` then empty; `up_to` is the first date that is no
    night of theirs any more, `nights` those enrolled so far.
    """
    left = Case(When(moved_out_on__lte=day, then="moved_out_on"), output_field=DateField())
    return (
        Stay.visible_to(viewer)
        .filter(moved_in_on__lte=day)
        .annotate(
            left_on=left,
            up_to=Coalesce(left, Value(day + DAY)),
            ended_by=Case(When(moved_out_on__lte=day, then="reason"), default=Value("")),
            nights=NightsBetween(F("up_to"), F("moved_in_on")),
        )
    )


def by_length(stays):
    """How many lasted how long and ended by what: [(nights, reason or "", n), …]."""
    return list(
        stays.order_by().values_list("nights", "ended_by").annotate(n=Count("pk")).order_by("nights", "ended_by")
    )


def left_between(stays, first, last):
    return stays.filter(left_on__range=(first, last))


def nights_between(first, last):
    """Those nights of a stay that lie in a period."""
    nights = NightsBetween(Least("up_to", Value(last + DAY)), Greatest("moved_in_on", Value(first)))
    return Greatest(nights, 0)


def movement(stays, first, last):
    """Who came and who left from one date to another, and the nights, counted twice: stay by stay, and by who
    is here at each midnight (those here before, all nights; who comes, from then on; who leaves, up to then)."""
    after, admitted, left = Value(last + DAY), Q(moved_in_on__range=(first, last)), Q(left_on__range=(first, last))
    here_before = Q(moved_in_on__lt=first) & (Q(left_on=None) | Q(left_on__gte=first))
    here_after = Q(moved_in_on__lte=last) & (Q(left_on=None) | Q(left_on__gt=last))
    found = stays.aggregate(
        opening=Count("pk", filter=here_before),
        admissions=Count("pk", filter=admitted),
        departures=Count("pk", filter=left),
        closing=Count("pk", filter=here_after),
        enrolled=Sum(nights_between(first, last), default=0),
        from_coming=Sum(NightsBetween(after, F("moved_in_on")), filter=admitted, default=0),
        from_leaving=Sum(NightsBetween(after, F("left_on")), filter=left, default=0),
    )
    from_before = found["opening"] * ((last - first).days + 1)
    found["census"] = from_before + found.pop("from_coming") - found.pop("from_leaving")
    return found


def nights_by_month(stays, day):
    """Nights of each month since the first moving in, from who was here at each midnight: {first of month: nights}."""
    came, left = by_month(stays, "moved_in_on"), by_month(stays, "left_on")
    nights, here = {}, 0
    month = min(came, default=None)
    while month is not None and month <= day:
        following = (month + 31 * DAY).replace(day=1)
        after = min(following, day + DAY)
        (arrivals, arrived), (departures, departed) = came.get(month, (0, 0)), left.get(month, (0, 0))
        whole = (after - month).days
        nights[month] = here * whole + (arrivals - departures) * (whole + 1) - (arrived - departed)
        here += arrivals - departures
        month = following
    return nights


def by_month(stays, field):
    """How many dates lie in a month, and the sum of their days of the month: {first of month: (n, sum)}."""
    months = stays.exclude(**{field: None}).order_by().annotate(month=TruncMonth(field)).values("month")
    rows = months.annotate(n=Count("pk"), days=Sum(ExtractDay(field))).values_list("month", "n", "days")
    return {month: (n, days) for month, n, days in rows}


def other_stays(viewer, day, first, last):
    """Trial and respite stays, which stand beside the figures: [(kind, n, nights so far, nights in the period)]."""
    stays = stays_as_of(viewer, day).exclude(kind=StayKind.REGULAR).order_by()
    rows = stays.values("kind").annotate(
        n=Count("pk"), nights_so_far=Sum("nights"), in_period=Sum(nights_between(first, last))
    )
    return list(rows.order_by("kind").values_list("kind", "n", "nights_so_far", "in_period"))


def rooms_between(viewer, first, last):
    """The rooms to live in: how many places they have, and the nights of each while the room is in use."""
    after = Value(last + DAY)
    rooms = Room.visible_to(viewer).filter(kind=RoomKind.BEDROOM)
    rooms = rooms.annotate(
        begins=Greatest("opened_on", Value(first)),
        ends=Least("closed_on", after),
        in_use=NightsBetween(F("ends"), F("begins")),
    ).filter(in_use__gt=0)
    return rooms.aggregate(places=Sum("beds", default=0), nights=Sum(F("beds") * F("in_use"), default=0))


def closures_between(viewer, first, last):
    """Places out of service, cut to the period and to the time in which their room is in use."""
    closures = Closure.visible_to(viewer).touching(first, last).filter(room__kind=RoomKind.BEDROOM)
    return list(
        closures.annotate(
            begins=Greatest("from_on", "room__opened_on", Value(first)),
            ends=Least("until_on", "room__closed_on", Value(last + DAY)),
            places=Least("beds", "room__beds"),
        )
        .filter(begins__lt=F("ends"))
        .order_by("begins", "pk")
    )
