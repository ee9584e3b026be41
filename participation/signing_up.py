"""Who comes along to something voluntary, by their own word."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from centre.live import changed

from .models import SignUp


@transaction.atomic
def write_list(*, period, residents, offered, today):
    """The list is as the hand ticked it, among those it was offered; nobody else is taken off."""
    if period.on is not None and period.on < today:
        raise ValidationError(_("This day is over. What has been stays as it was."))
    wanted = {resident.pk for resident in residents}
    period.sign_ups.filter(resident__in=offered).exclude(resident__in=wanted).delete()
    there = set(period.sign_ups.values_list("resident_id", flat=True))
    for resident in residents:
        if resident.pk not in there:
            SignUp(centre=period.centre, resident=resident, period=period).insert()
    changed(period.centre_id, "marks", period.on)
