"""What the pages with a form about one person have in common, here and in the apps above."""

from django.urls import reverse

from centre.access import one_or_404

from .models import Contact, ContactKind


def about(viewer, resident, submit):
    """The words of a form page that leads back to the person."""
    back = reverse("residents:person", args=[viewer.centre.slug, resident.code])
    return {"section": "people", "over": resident.name, "submit": submit, "back": back}


def relative_or_404(viewer, pk):
    """Somebody whom a resident has named as family, and still names."""
    rows = Contact.visible_to(viewer).current().of_kind(ContactKind.RELATIVE)
    return one_or_404(rows.select_related("resident", "centre"), pk=pk)
