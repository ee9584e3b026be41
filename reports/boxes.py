"""Stays by length: one box is one stay; bars with their numbers where the boxes would be too many to count."""

from dataclasses import dataclass, field

from .curve import at
from .lengths import BANDS, Band

MOST_BOXES = 30
LABELS = 96
"""Where the boxes begin, right of the names of the bands."""
NUMBERS = 76
"""Room for the numbers behind a bar."""
ROW, HEIGHT, GAP = 34, 20, 3
WIDTHS = {"wide": (860, 44), "narrow": (358, 38.7)}
"""Width of the drawing, and the most that one box with its gap takes."""


@dataclass
class Row:
    """One band of lengths. `boxes` are (x, y, width, height) of stays that are over, then of those that go on."""

    band: Band
    over: int
    so_far: int
    text_y: str
    over_boxes: list = field(default_factory=list)
    so_far_boxes: list = field(default_factory=list)
    numbers_x: str = ""

    @property
    def n(self):
        return self.over + self.so_far


def rows(leavers, stayers, size):
    """The rows of the picture, and whether a box is a stay (else a bar is as long as its stays are many)."""
    width, most = WIDTHS[size]
    largest = max((leavers.bands[band] + stayers.bands[band] for band in BANDS), default=0)
    step = min((width - LABELS - NUMBERS) / max(largest, 1), most)
    boxed = largest <= MOST_BOXES
    found = []
    for number, band in enumerate(BANDS):
        row = Row(band, leavers.bands[band], stayers.bands[band], str(number * ROW + 27))
        y = number * ROW + 12
        if boxed:
            row.over_boxes = [box(place, y, step) for place in range(row.over)]
            row.so_far_boxes = [box(place, y, step, 0.75) for place in range(row.over, row.n)]
        else:
            row.over_boxes = bar(0, row.over, y, step)
            row.so_far_boxes = bar(row.over, row.so_far, y, step, 0.75)
        row.numbers_x = at(LABELS + row.n * step + 6)
        found.append(row)
    return found, boxed


def box(place, y, step, inset=0.0):
    gap = min(GAP, step / 4)
    return (at(LABELS + place * step + inset), y + inset, at(step - gap - 2 * inset), HEIGHT - 2 * inset)


def bar(before, n, y, step, inset=0.0):
    if not n:
        return []
    return [(at(LABELS + before * step + inset), y + inset, at(max(n * step - 2 * inset, 1)), HEIGHT - 2 * inset)]
