"""What upper apps add to a person's page, such as their room. Registered in `ready()`, shown in order."""

from dataclasses import dataclass

registered: list = []


@dataclass(frozen=True)
class Section:
    """A titled part of the page, in a template of the app that knows it."""

    template: str
    context: dict


def register(section):
    """`section(viewer, resident, day)` gives a Section, or None where there is nothing to say."""
    registered.append(section)
    return section


def of(viewer, resident, day):
    return [shown for section in registered if (shown := section(viewer, resident, day)) is not None]
