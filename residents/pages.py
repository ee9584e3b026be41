"""What the pages with a form about one person have in common, here and in the apps above."""

from django.urls import reverse


def about(viewer, resident, submit):
    """The words of a form page that leads back to the person."""
    back = reverse("residents:person", args=[viewer.centre.slug, resident.code])
    return {"section": "people", "over": resident.name, "submit": submit, "back": back}
