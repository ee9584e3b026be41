"""`manage.py stay_report`: the figures of the stay-length report of a house, for machines and for the curious."""

import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from centre.access import May, Viewer
from centre.converters import FIRST
from centre.models import Centre, User
from centre.tenancy import inside
from reports import checks
from reports.export import as_data
from reports.stays import month_of, stay_report


class Command(BaseCommand):
    help = "Prints the stay-length report of a house as of the end of a date, for the month of that date."

    def add_arguments(self, parser):
        parser.add_argument("--centre", required=True, metavar="SLUG")
        parser.add_argument("--as-of", required=True, metavar="DATE", help="such as 2025-03-31")
        parser.add_argument("--json", action="store_true", help="every figure, as JSON")

    def handle(self, *, centre, as_of, **options):
        house = Centre.objects.filter(slug=centre).first()
        if house is None:
            raise CommandError(f"There is no house at /c/{centre}/.")
        day = date_of(as_of, house.day_at(timezone.now()))
        with inside(house):
            viewer = Viewer(User(), house, frozenset({May.SEE_REPORTS}))
            first, last = month_of(day)
            report = stay_report(viewer, first, last, day)
            if broken := checks.broken(report):
                raise CommandError("\n".join(broken))
            data = as_data(viewer, report)
        self.stdout.write(json.dumps(data, indent=1) if options["json"] else in_words(report))


def date_of(text, today):
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is no date like 2025-03-31.") from None
    if not FIRST <= day <= today:
        raise CommandError(f"{text} is not from {FIRST} to today, {today}.")
    return day


def in_words(report):
    """A line each: who came and left, and the three answers."""
    it, curve = report.movement, report.curve
    return "\n".join(
        [
            f"{it.first} to {it.last}, as of {report.as_of}",
            f"{it.opening} + {it.admissions} - {it.departures} = {it.closing}",
            f"moved out: {report.leavers.n} stays, median {report.leavers.median} nights",
            f"live here: {report.stayers.n} stays, median {report.stayers.median} nights so far",
            f"everybody: {curve.n} stays, {curve.departures} departures, median {curve.median} nights",
        ]
    )
