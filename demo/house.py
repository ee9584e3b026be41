"""The house itself: what it says of itself, its wings and rooms, those who help without an account."""

from django.contrib.auth.hashers import make_password

from centre.models import About, Centre, OutsideHelp, Supporter, User
from rooms.models import Room, Wing

from .data import PASSWORD, names, read

ASSUMED = {"assumed"}


def open_house(house, people, families):
    """The centre and the accounts of its staff, residents and families, which stand in front of the walls."""
    centre = Centre.objects.create(**without(house["centre"]))
    known, none = make_password(PASSWORD), make_password(None)
    for member in house["staff"]:
        open_account(member, known if "sign_in" in member else none, centre.language)
    for row in [*with_a_page(people), families["relative"]]:
        open_account(row, known, centre.language)
    return centre


def open_account(row, password, language):
    """Somebody's sign-in, unless they have one: from the other house, or from a loading that was interrupted."""
    if not User.objects.filter(email=row["email"]).exists():
        User.objects.create(
            email=row["email"], password=password, language=row.get("language", language), **names(row["name"])
        )


def with_a_page(people):
    return [row for row in people["living_here"] if "email" in row]


def director_of(house):
    return next(member["email"] for member in house["staff"] if member.get("sign_in") == "director")


def furnish(centre, house, day_of):
    for position, part in enumerate(house["about"]):
        texts = {key: value.strip() for key, value in part.items()}
        About(centre=centre, position=position, **texts).insert()
    for row in house["wings"]:
        build_wing(centre, row)
    for position, row in enumerate([*house["outside"], *read("outside")["outside"]]):
        OutsideHelp(centre=centre, position=position, **row).insert()
    for row in house["supporters"]:
        known = names(row["name"]) | {"does": row["does"], "does_ja": row["does_ja"]}
        Supporter(centre=centre, from_on=day_of(row["from"]), **known).insert()


def build_wing(centre, row):
    wing = Wing(centre=centre, **without(row, "key", "rooms", "bedrooms", "beds", "each")).insert()
    for name in row.get("bedrooms", []):
        beds = row.get("beds", {}).get(name, 1)
        Room(centre=centre, wing=wing, name=name, beds=beds, **row["each"]).insert()
    for room in row.get("rooms", []):
        Room(centre=centre, wing=wing, beds=0, **room).insert()


def without(row, *keys):
    return {key: value for key, value in row.items() if key not in {*keys, *ASSUMED}}
