"""`manage.py demo`: two invented houses with years of invented lives. Signs in as the owner role."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo import sign_ins
from demo.load import houses_of_others, load


class Command(BaseCommand):
    help = "Builds the two invented houses of the demo. A house that is already there is left as it is."

    def handle(self, *, verbosity, **options):
        if houses_of_others().exists() and not settings.DEMO:
            raise CommandError(
                "This database holds a house that is not from the demo, and everybody knows the demo's"
                " password. Use another database, or say ENGAWA_DEMO=1 if that is what you want."
            )
        built = load(now=timezone.now())
        if not verbosity:
            return
        for slug in built:
            self.stdout.write(f"built the house /c/{slug}/")
        if not built:
            self.stdout.write("both houses of the demo are already here; nothing is changed")
            return
        for label, email, password in sign_ins():
            self.stdout.write(f"  {label:<40} {email:<36} {password}")
