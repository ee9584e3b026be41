"""The gate of a resident: their own rows, and what everybody who lives here may read."""

from django.http import Http404

from centre import tenancy
from centre.access import Viewer, gate_for

from .models import Account


def resident_viewer(request, slug):
    """The viewer behind a request of somebody who lives or lived here. Raises Http404 for everybody else."""
    rows = Account.unscoped.current().filter(centre__slug=slug, user=request.user)
    account = rows.select_related("centre").first()
    if account is None:
        raise Http404
    tenancy.enter(account.centre_id, request.user.pk)
    return Viewer(request.user, account.centre, frozenset(), resident_ids=frozenset({account.resident_id}))


resident = gate_for("resident", resident_viewer)
