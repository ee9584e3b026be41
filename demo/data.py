"""The demo's files as Python reads them."""

import tomllib
from functools import cache
from pathlib import Path

from .almanac import weekdays

HOUSES = ["camp", "school"]
PASSWORD = "engawa-demo-1"  # known to everybody; only the demo's invented accounts have it


@cache
def read(name):
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def names(text):
    """The fields of a name "as written / as read / in Latin letters". A given name may be missing."""
    parts = [part.strip().split(" ") for part in text.split("/")]
    fields = zip(["name", "reading", "latin"], parts, strict=True)
    return {
        f"{which}_{script}": part[place] if place < len(part) else ""
        for script, part in fields
        for place, which in enumerate(["family", "given"])
    }


def latin(text):
    return text.split("/")[2].strip()


def signals_of(when):
    """What is signalled at the start and at the end of something, as the timetable takes it."""
    return {edge: when.get(edge, "") for edge in ("start", "end")}


def signals_on(slug, weekday):
    """What a house's week signals on a weekday (0 for Monday), in order: [(wall time, "bell" or "call")]."""
    rows = read(f"{slug}_day").get("timetable", {"periods": []})["periods"]
    whens = [when for row in rows for when in row["when"] if weekday in weekdays(when["on"])]
    edges = [(when[hour], when.get(edge)) for when in whens for hour, edge in (("from", "start"), ("until", "end"))]
    return sorted((time, signal) for time, signal in edges if signal)
