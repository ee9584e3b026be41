"""The gate of a relative: a link opens the door, and the resident's consents say what is behind it."""

from django.http import Http404

from centre import tenancy
from centre.access import Viewer, gate_for
from residents.models import Contact

from .models import Link


def relative_viewer(request, slug):
    """The viewer behind a request of somebody whom a resident let in. Raises Http404 for everybody else."""
    rows = Link.unscoped.current().filter(centre__slug=slug, user=request.user)
    links = list(rows.select_related("centre").order_by("id"))
    if not links:
        raise Http404
    tenancy.enter(links[0].centre_id, request.user.pk)
    return as_relative(request.user, links[0].centre, [link.contact_id for link in links])


def as_relative(who, centre, contact_ids):
    """A viewer who sees what these contacts see, no more and no less."""
    contacts = Contact.unscoped.current().filter(centre=centre, pk__in=contact_ids)
    residents = frozenset(contacts.values_list("resident", flat=True))
    return Viewer(who, centre, frozenset(), resident_ids=residents, contact_ids=frozenset(contact_ids))


relative = gate_for("relative", relative_viewer)
"""A relative's own sign-in: what the resident shares with them, and what every family is told."""
