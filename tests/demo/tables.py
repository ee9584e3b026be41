"""Both houses of the demo, seen from inside, one after the other."""

from django.db import connection

from centre.models import Centre
from chores.models import Turn, TurnState
from demo.almanac import DAY, WEEK, every_day, monday_of
from demo.data import HOUSES
from participation.models import Mark
from residents.models import Resident
from schedules.models import Period, SpecialDay
from tests.world import inside


def both():
    for centre in Centre.objects.filter(slug__in=HOUSES).order_by("slug"):
        with inside(centre):
            yield centre


def content():
    """A hash of every table, seen from inside each house."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for centre in both():
            for table in tables:
                cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
                yield centre.slug, table, cursor.fetchone()[0]


def taking_part(today):
    """Who lives here, who joined something voluntary in the last eight weeks, who did a turn."""
    since = today - 8 * WEEK
    here = Resident.unscoped.living_in_on(today)
    joined = Mark.unscoped.joined().filter(day__gte=since, period__is_voluntary=True).values("resident")
    did = Turn.unscoped.filter(day__gte=since, state=TurnState.DONE).values("done_by")
    return [set(people) for people in (here, Resident.unscoped.filter(pk__in=joined), here.filter(pk__in=did))]


def ordinary(weekday, today):
    """The last of a weekday in whose week, from its Monday on, the timetable held as it is."""
    special = {*SpecialDay.unscoped.values_list("on", flat=True), *Period.unscoped.once().values_list("on", flat=True)}
    mondays = [monday_of(today) - n * WEEK for n in range(1, 8)]
    monday = next(day for day in mondays if special.isdisjoint(every_day(day, day + 6 * DAY)))
    return monday + weekday * DAY
