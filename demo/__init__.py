"""Two invented houses, built after what is on record about two real ones. No real resident stands in them.

`<house>.toml`: the house, its rooms, who works there. `<house>_people.toml`: who lives there, and who did.
`<house>_families.toml`: what one of them shares, and the letters to their family.
`<house>_handover.toml`: what one shift tells the next, and what is to be done.
`<house>_day.toml`: its timetable, what takes place once, its chores.
`facts.toml`: where each fact on record is seen. `load.py` makes the rows, by the app's own actions.
"""

from .data import HOUSES, PASSWORD, read

__all__ = ["sign_ins"]


def sign_ins():
    """Who can sign in to the demo: (label, e-mail, password). Needs no Django."""
    labels = {}
    for slug in HOUSES:
        house = read(slug)
        for member in house["staff"]:
            if "sign_in" in member:
                label = f"{house['centre']['name']}, {member['sign_in']}"
                labels[member["email"]] = "Both houses" if member["email"] in labels else label
        for resident in read(f"{slug}_people")["living_here"]:
            if "email" in resident:
                labels[resident["email"]] = f"{house['centre']['name']}, resident"
        labels[read(f"{slug}_families")["relative"]["email"]] = f"{house['centre']['name']}, family"
    return [(label, email, PASSWORD) for email, label in labels.items()]
