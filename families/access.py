"""The gate of a relative: a link and the resident's yes to it open the door; the other consents say what is behind."""

from django.http import Http404
from django.utils import timezone

from centre import tenancy
from centre.access import Viewer, gate_for
from centre.models import Centre
from residents.models import Contact

from . import links
from .models import Link


def relative_viewer(request, slug):
    """The viewer behind a request of somebody whom a resident let in. Raises Http404 for everybody else."""
    mine = [link for link in Link.of_user(request.user) if link.centre.slug == slug]
    if not mine or not (found := behind(mine, request.user, timezone.now())):
        raise Http404
    return as_relative(request.user, mine[0].centre, [link.contact_id for link in found])


def behind(mine, user, moment):
    """Enter the house of some links, and give those whose door stands open there."""
    centre = mine[0].centre
    tenancy.enter(centre.pk, user.pk)
    return links.open_on(mine, centre.day_at(moment))


def open_doors(user, moment):
    """The houses where a relative's door stands open to this person. It stands in none of them afterwards."""
    houses: dict[Centre, list[Link]] = {}
    for link in Link.of_user(user):
        houses.setdefault(link.centre, []).append(link)
    found = [centre for centre, mine in houses.items() if behind(mine, user, moment)]
    if houses:
        tenancy.enter(None, user.pk)
    return found


def as_relative(who, centre, contact_ids):
    """A viewer who sees what these contacts see, no more and no less."""
    contacts = Contact.unscoped.current().filter(centre=centre, pk__in=contact_ids)
    residents = frozenset(contacts.values_list("resident", flat=True))
    return Viewer(who, centre, frozenset(), resident_ids=residents, contact_ids=frozenset(contact_ids))


relative = gate_for("relative", relative_viewer)
"""A relative's own sign-in: what the resident shares with them, and what every family is told."""
