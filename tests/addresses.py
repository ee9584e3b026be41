"""Every address of the app, read off the URLconf, with the gate of its view."""

import re
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

from centre.access import Gate

ALLAUTH = "allauth."


@dataclass(frozen=True)
class Address:
    """One entry of the URLconf: its name, its route, what fills the route, its view."""

    name: str
    route: str
    parts: tuple[tuple[str, str], ...]
    view: object

    @property
    def gate(self) -> Gate | None:
        return getattr(self.view, "gate", None)

    @property
    def is_of_allauth(self):
        return getattr(self.view, "__module__", "").startswith(ALLAUTH)

    @property
    def is_in_a_house(self):
        return self.route.startswith("c/")

    def path(self, **values):
        route = self.route
        for converter, part in self.parts:
            route = route.replace(f"<{converter}:{part}>", str(values[part]))
        return "/" + route


def every_address():
    return sorted(walk(get_resolver().url_patterns, "", ""), key=lambda address: address.route)


def walk(patterns, route, namespace):
    for entry in patterns:
        deeper = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, deeper, inner)
        else:
            parts = tuple(re.findall(r"<(\w+):(\w+)>", deeper))
            yield Address(f"{namespace}{entry.name}", deeper, parts, entry.callback)


def in_houses():
    return [address for address in every_address() if address.is_in_a_house]
