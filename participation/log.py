"""The log of a day: for each period who is expected, what is recorded, what is open.

Read by the log itself and by Today. The number of queries of a day is the same for one resident and for a
hundred, for one period and for ten.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Exists
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from centre.prepared import PreparedForStaff
from residents.models import Away, Resident, Stay, what_keeps
from schedules.day import periods_on, taking_place
from schedules.models import Expects, Period, SpecialDay

from .expected import invited_to
from .models import CHANGED_FREELY, JOINED, Level, Mark


@dataclass(frozen=True)
class Cell:
    """One resident in one period of a day. What was seen beats what was planned: a mark makes somebody expected.

    A page asks each of them a dozen times how it stands; it is worked out once.
    """

    resident: Resident
    mark: Mark | None = None
    is_invited: bool = True
    away: Away | None = None

    @cached_property
    def level(self):
        return None if self.mark is None or self.mark.level is None else Level(self.mark.level)

    @property
    def version(self):
        return self.mark.version if self.mark else 0

    @cached_property
    def is_recorded(self):
        return self.level is not None

    @cached_property
    def is_expected(self):
        return self.is_recorded or (self.is_invited and self.away is None)

    @property
    def is_listed(self):
        """Somebody whom the period is not for has no row until they came along."""
        return self.is_recorded or self.is_invited

    @cached_property
    def shape(self):
        """The end of the name of its glyph and of its shade; none for a cell that is open."""
        return str(self.level.value) if self.is_recorded else "none" if self.is_expected else "x"

    @property
    def glyph(self):
        return f"lv-{self.shape}"

    @property
    def words(self):
        if self.is_recorded:
            return self.level.label
        return _("Not recorded") if self.is_expected else _("Not expected")


@dataclass(frozen=True)
class PeriodLog:
    """One period on a date, and how it was for everybody who lives here that day, in the order of the names."""

    slug: str
    period: Period
    day: object
    cells: list[Cell]

    @cached_property
    def key(self):
        """Its id as text. A number is spelt in the way of the reader's language first, twice a cell."""
        return str(self.period.pk)

    @cached_property
    def name(self):
        return self.period.label

    @property
    def starts(self):
        return self.period.starts

    @property
    def begins(self):
        """The wall time at which it begins, about, for something that belongs to a part of the day."""
        return self.period.begins

    @property
    def is_kept(self):
        """Nobody is written down in free time."""
        return self.period.expects != Expects.NOBODY

    @cached_property
    def listed(self):
        return [cell for cell in self.cells if cell.is_listed]

    @cached_property
    def others(self):
        """Those who are not expected and may have come along all the same."""
        return [cell for cell in self.cells if not cell.is_expected]

    @cached_property
    def open_cells(self):
        return [cell for cell in self.cells if cell.is_expected and not cell.is_recorded]

    @cached_property
    def expected(self):
        return sum(cell.is_expected for cell in self.cells)

    @property
    def open(self):
        return len(self.open_cells)

    @property
    def recorded(self):
        return self.expected - self.open

    @cached_property
    def joined(self):
        return sum(cell.level in JOINED for cell in self.cells)

    @cached_property
    def path(self):
        return reverse("participation:period", args=[self.slug, self.day, self.period.pk])

    @property
    def next_open(self):
        """The address of the first cell that is not recorded yet."""
        return f"{self.path}?who={self.open_cells[0].resident.code}" if self.open_cells else self.path

    def cell_of(self, code):
        return next((cell for cell in self.cells if cell.resident.code == code), None)


def day_log(viewer, day, today=None):
    """Every period of a date, in order. Six queries.

    `today` (else the date itself) decides who is late back and so still away.
    """
    return logs_of(viewer, day, list(periods_on(viewer.centre, day)), today)


@dataclass(frozen=True)
class Row:
    """One resident through the periods of a day."""

    resident: Resident
    cells: list[tuple[PeriodLog, Cell]]

    @property
    def is_listed(self):
        return any(cell.is_listed for _log, cell in self.cells)

    @property
    def away(self):
        """A cell that says why somebody is away the whole day through; None for somebody who is not."""
        first = self.cells[0][1]
        whole = first.away and all(cell.away == first.away and not cell.is_expected for _log, cell in self.cells)
        return first if whole else None


def rows_of(logs):
    """The same day by resident, those whom it is for. Free time, in which nobody is written down, has no column."""
    kept = [log for log in logs if log.is_kept]
    columns = zip(*(log.cells for log in kept), strict=True)
    rows = [Row(cells[0].resident, list(zip(kept, cells, strict=True))) for cells in columns]
    return [row for row in rows if row.is_listed]


def open_periods(viewer, day, time=None, today=None):
    """The periods of a date that are not wholly recorded; with a wall time, only those that have begun by then.

    For Today: `name`, `starts`, `expected`, `recorded`, and `next_open`, the address of the first open cell.
    """
    return [log for log in day_log(viewer, day, today) if log.open and (time is None or log.begins <= time)]


def on_a_usual_day(viewer, day, pk):
    special = SpecialDay.visible_to(viewer).filter(on=day)
    return taking_place(viewer.centre, day, None).filter(~Exists(special), pk=pk).exclude(expects=Expects.NOBODY)


def living_here(viewer, day, code):
    return Resident.visible_to(viewer).living_in_on(day).filter(code=code)


USUAL, LIVING = PreparedForStaff(on_a_usual_day), PreparedForStaff(living_here)


def period_or_404(viewer, day, pk):
    """The period, if it takes place on that date and somebody is written down in it. One query on a usual day."""
    period = USUAL.first(viewer, day, pk=pk)
    period = period or periods_on(viewer.centre, day).filter(pk=pk).exclude(expects=Expects.NOBODY).first()
    if period is None:
        raise Http404
    return period


def period_log(viewer, day, period, today=None):
    """One period of a date. Four queries."""
    return logs_of(viewer, day, [period], today)[0]


def logs_of(viewer, day, periods, today=None):
    stays = Stay.visible_to(viewer).open_on(day).by_name()
    known = Known(
        [stay.resident for stay in stays],
        Away.visible_to(viewer).by_resident_on(day),
        invited_to(viewer, periods),
        {(mark.period_id, mark.resident_id): mark for mark in marks_on(viewer, day, periods)},
    )
    return known.logs(viewer.centre.slug, day, periods, today or day)


def marks_on(viewer, day, periods):
    """One period's, or the whole day's.

    A list of the day's periods would narrow nothing, and PostgreSQL, which takes houses and periods for
    independent, would plan for next to no rows where many houses share the table.
    """
    marks = Mark.visible_to(viewer).filter(day=day).select_related("by")
    return marks.filter(period=periods[0]) if len(periods) == 1 else marks if periods else marks.none()


@dataclass(frozen=True)
class Known:
    """What is known of a date: who lives here, who is away, for whom a period is, and what is recorded."""

    residents: list[Resident]
    aways: dict[int, list[Away]]
    invited: dict[int, set[int]]
    marks: dict[tuple[int, int], Mark]

    def logs(self, slug, day, periods, today):
        return [PeriodLog(slug, period, day, self.cells(day, period, today)) for period in periods]

    def cells(self, day, period, today):
        if period.expects == Expects.NOBODY:
            return []
        return [self.cell(resident, day, period, today) for resident in self.residents]

    def cell(self, resident, day, period, today):
        return Cell(
            resident,
            self.marks.get((period.pk, resident.pk)),
            period.expects == Expects.ALL or resident.pk in self.invited[period.pk],
            what_keeps(self.aways.get(resident.pk, ()), day, period.begins, today),
        )


def resident_to_log(viewer, day, code):
    """The resident behind a tap. Raises Http404 for nobody, ValidationError for somebody not here on that day."""
    if resident := LIVING.first(viewer, day, code=code):
        return resident
    resident = Resident.visible_to(viewer).filter(code=code).first()
    if resident is None:
        raise Http404
    raise ValidationError(_("%(name)s did not live here on that day.") % {"name": resident.name})


def asks_why(day, today):
    """Whether the day is so long ago that who writes there says why."""
    return today - day > CHANGED_FREELY


def has_come(day, today):
    """Raises ValidationError for a day to come."""
    if day > today:
        raise ValidationError(_("This day has not come yet. What happens on it is written down when it does."))


def may_be_written(day, today, reason):
    """Raises ValidationError for a day to come, and for one long ago without a reason."""
    has_come(day, today)
    if asks_why(day, today) and not reason:
        raise ValidationError(_("This day is more than a week ago. Please say why it is written now."))
