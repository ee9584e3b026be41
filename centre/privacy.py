"""What each field of each model is: public, personal or in need of special care.

The list is `privacy.toml`. Export, erasure and "who sees what" are derived from it, never written again.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """How a field is treated.

    `class_`: public, personal or special. `consent`: the topic that a relative needs the resident's yes
    for; "" where no relative ever looks, "never" where no consent opens it. `exported`: part of what a
    resident gets of themselves. `erased`: kept, blanked or deleted when a person's time limit is over.
    """

    name: str
    class_: str
    consent: str
    exported: bool
    erased: str


@cache
def fields():
    """Every classified field, as {"residents.Resident": {"called": Kind, …}, …}."""
    listed = tomllib.loads((Path(__file__).parent / "privacy.toml").read_text())
    kinds = {name: kind_of(name, **about) for name, about in listed.pop("kinds").items()}
    return {model: {field: kinds[kind] for field, kind in of.items()} for model, of in listed.items()}


def kind_of(name, consent, exported, erased, **about):
    return Kind(name, about["class"], consent, exported, erased)
