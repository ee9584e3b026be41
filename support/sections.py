from residents.sections import Section

from .models import Note

LATEST = 3


def notes_of(viewer, resident, day):
    """What was written last about a person, and the way to write more."""
    notes = Note.visible_to(viewer).filter(resident=resident).newest_first()[:LATEST]
    return Section("support/_of_person.html", {"notes": list(notes), "resident": resident})
