import re

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from centre.actions import take_on
from centre.converters import CentreSlug
from centre.models import Centre
from centre.models.people import Role
from centre.tenancy import enter


class Command(BaseCommand):
    help = "Opens a house with its first director, who chooses a password by the link on the sign-in page."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--slug", required=True, help="the house's short name in addresses")
        parser.add_argument("--director", required=True, help="the e-mail address of the first director")
        parser.add_argument("--zone", default="Asia/Tokyo")
        parser.add_argument("--language", default="ja", choices=["ja", "en"])

    def handle(self, *, name, slug, director, zone, language, **options):
        if not re.fullmatch(CentreSlug.regex, slug):
            raise CommandError("The short name may hold small letters, digits and single hyphens: my-house.")
        validate_email(director)
        if Centre.objects.filter(slug=slug).exists():
            raise CommandError(f"There is already a house at /c/{slug}/.")
        centre = Centre(name=name, slug=slug, time_zone=zone, language=language)
        centre.full_clean()
        with transaction.atomic():
            centre.save()
            enter(centre.pk)
            take_on(
                centre=centre,
                email=director,
                role=Role.DIRECTOR,
                from_on=centre.day_at(timezone.now()),
                names={"family_name": director.split("@")[0]},
                agreed=True,
            )
        self.stdout.write(f"{name} stands at /c/{slug}/. {director} chooses a password under “Forgotten?”.")
