"""The demo's files as Python reads them."""

import tomllib
from functools import cache
from pathlib import Path

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
