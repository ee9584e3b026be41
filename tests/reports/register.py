"""The reference register: sixteen stays of fifteen people, with every figure checked by an independent program."""

import json
from pathlib import Path

from django.core.management import call_command

FOLDER = Path(__file__).with_name("reference")
EXPECTED = json.loads((FOLDER / "register_expected.json").read_text())
STAYS, LEAVES, CLOSURES = (FOLDER / f"register_{name}.csv" for name in ("stays", "leaves", "closures"))


def import_reference(slug="register", **options):
    call_command(
        "import_register",
        centre=slug,
        create=True,
        stays=STAYS,
        leaves=LEAVES,
        closures=CLOSURES,
        capacity=10,
        **options,
    )


def differences(found, wanted, path=""):
    """Where two trees of figures differ by more than 1e-9, as paths."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            yield from differences(found.get(key, "missing"), wanted.get(key, "not expected"), f"{path}/{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            yield from differences(one, other, f"{path}/{place}")
    elif isinstance(wanted, int | float) and isinstance(found, int | float):
        if abs(found - wanted) > 1e-9:
            yield f"{path}: {found} instead of {wanted}"
    elif found != wanted:
        yield f"{path}: {found!r} instead of {wanted!r}"
