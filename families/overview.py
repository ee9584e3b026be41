"""Which letters there are to write: each relative to whom somebody who lives here shares that they do."""

from dataclasses import dataclass

from residents.models import Consent, Contact, Stay, Topic

from . import drafting
from .models import Summary


@dataclass
class Line:
    """One relative, and their letter of a month, if there is one."""

    contact: Contact
    letter: Summary | None

    def __post_init__(self):
        self.resident = self.contact.resident


def months(viewer, day):
    """[(month, [Line])]: this month and the last, by the resident's name."""
    living_here = Stay.visible_to(viewer).open_on(day).values("resident")
    may_read = Consent.visible_to(viewer).current_on(day).filter(topic=Topic.LIVING, resident__in=living_here)
    readers = list(
        Contact.visible_to(viewer)
        .filter(pk__in=may_read.values("contact"))
        .select_related("resident")
        .order_by("resident__sort_key", "id")
    )
    wanted = drafting.months(day)
    found = Summary.visible_to(viewer).filter(month__in=wanted, contact__in=readers)
    letters = {(letter.contact_id, letter.month): letter for letter in found}
    return [(month, [Line(reader, letters.get((reader.pk, month))) for reader in readers]) for month in wanted]
