"""`manage.py demo`: two invented houses with years of invented lives. Signs in as the owner role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo import sign_ins
from demo.load import WEEKS, houses_of_others, load

WEEKS_A_YEAR = 52
MOST_YEARS = 5


class Command(BaseCommand):
    help = "Builds the two invented houses of the demo. A house that is already there is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--years",
            type=int,
            choices=range(1, MOST_YEARS + 1),
            help=f"how many years of marks and turns to invent; without it, the last {WEEKS} weeks",
        )

    def handle(self, *, verbosity, years, **options):
        if houses_of_others().exists() and not settings.DEMO:
            raise CommandError(
                "This database holds a house that is not from the demo, and everybody knows the demo's"
                " password. Use another database, or say ENGAWA_DEMO=1 if that is what you want."
            )
        built = load(now=timezone.now(), weeks=years * WEEKS_A_YEAR if years else WEEKS)
        if not verbosity:
            return
        for slug in built:
            self.stdout.write(f"built the house /c/{slug}/")
        if not built:
            self.stdout.write("both houses of the demo are already here; nothing is changed")
            if years:
                self.stdout.write("--years counts only when a house is built: begin with an empty database for it")
            return
        for label, email, password in sign_ins():
            self.stdout.write(f"  {label:<40} {email:<36} {password}")
