"""`manage.py import_register`: a register of stays from CSV files. Signs in as the owner role."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from centre.actions import take_on
from centre.converters import CentreSlug
from centre.models import Centre
from centre.models.people import Role
from centre.tenancy import enter
from reports import actions, register

MOST_PLACES = 1000


class Command(BaseCommand):
    help = "Reads a register of stays (CSV) into a house that has none yet: whole, or not at all."

    def add_arguments(self, parser):
        parser.add_argument("--centre", required=True, metavar="SLUG", help="the house's short name in addresses")
        parser.add_argument("--create", action="store_true", help="open the house; without it, it must stand")
        parser.add_argument("--name", help="the name of a house that is opened; else its short name")
        parser.add_argument("--zone", default="Asia/Tokyo")
        parser.add_argument("--language", default="ja", choices=["ja", "en"])
        parser.add_argument("--director", help="the e-mail address of a first director of a house that is opened")
        parser.add_argument("--stays", required=True, type=Path, help="id,person,admitted,discharged,reason")
        parser.add_argument("--leaves", type=Path, help="stay,left,returned,kind")
        parser.add_argument("--closures", type=Path, help="from,until,beds")
        parser.add_argument("--capacity", type=int, default=0, help="how many rooms for one the house has")

    def handle(self, *, stays, leaves, closures, capacity, **options):
        if not 0 <= capacity <= MOST_PLACES:
            raise CommandError(f"--capacity is a number from 0 to {MOST_PLACES}.")
        found = register.read(stays, leaves, closures, capacity)
        refuse(found.problems)
        with transaction.atomic(durable=True):
            centre = opened(**options) if options["create"] else standing(options["centre"])
            try:
                written = actions.import_register(centre=centre, register=found, capacity=capacity)
            except ValidationError as refused:
                raise CommandError(f"/c/{centre.slug}/ {' '.join(refused.messages)}.") from None
            refuse(found.problems)
        people = len({stay.person for stay in found.stays})
        self.stdout.write(f"/c/{centre.slug}/: {written} stays of {people} people, {capacity} places.")


def refuse(problems):
    if problems:
        raise CommandError("\n".join([*problems, "Nothing is stored."]))


def opened(*, centre, name, zone, language, director, **options):
    """A new house. Inside the transaction of the import, so that a fault leaves none behind."""
    if not re.fullmatch(CentreSlug.regex, centre):
        raise CommandError("The short name may hold small letters, digits and single hyphens: my-house.")
    if Centre.objects.filter(slug=centre).exists():
        raise CommandError(f"There is already a house at /c/{centre}/. Leave --create out to write into it.")
    house = Centre(name=name or centre, slug=centre, time_zone=zone, language=language)
    house.full_clean()
    house.save()
    enter(house.pk)
    if director:
        validate_email(director)
        day = house.day_at(timezone.now())
        names = {"family_name": director.split("@")[0]}
        take_on(centre=house, email=director, role=Role.DIRECTOR, from_on=day, names=names, agreed=True)
    return house


def standing(slug):
    house = Centre.objects.filter(slug=slug).first()
    if house is None:
        raise CommandError(f"There is no house at /c/{slug}/. --create opens it.")
    enter(house.pk)
    return house
