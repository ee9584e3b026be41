from residents.sections import Section

from .models import Note, Task

LATEST = 3
AT_MOST = 10


def notes_of(viewer, resident, day):
    """What was written last about a person and what is to be done, and the way to write more."""
    notes = Note.visible_to(viewer).filter(resident=resident).newest_first()[:LATEST]
    tasks = Task.visible_to(viewer).open().filter(resident=resident).with_people().mine_first(viewer.who)[:AT_MOST]
    return Section("support/_of_person.html", {"notes": list(notes), "tasks": list(tasks), "resident": resident})
