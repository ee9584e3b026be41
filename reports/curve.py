"""The curve of who still lives here, as coordinates for an SVG: once for wide pages and paper, once for narrow."""

from dataclasses import dataclass, field

from .stays import FEWEST

TICKS = [0, 30, 90, 180, 365, 730, 1095, *(round(365.25 * year) for year in range(4, 200))]
LEVELS = [0, 25, 50, 75, 100]
PIXEL = 1.0
"""Two steps nearer than this are drawn as one."""


@dataclass(frozen=True)
class Frame:
    """The drawing and the field in it where the curve is; `apart` is the least distance of two ticks."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    apart: int

    def y(self, share):
        return self.bottom - share * (self.bottom - self.top)


WIDE = Frame(860, 388, 52, 836, 16, 300, 32)
NARROW = Frame(358, 358, 46, 344, 16, 270, 44)
ROOM_FOR_WORDS = 300
ROOM_FOR_MEDIAN = 140
"""Pixels that the sentence about the white half needs, and the words beside the middle."""


@dataclass
class Drawing:
    """What the template puts into the picture. Coordinates are text, with a point in every language."""

    frame: Frame
    line: str = ""
    band: str = ""
    levels: list = field(default_factory=list)
    ticks: list = field(default_factory=list)
    end: dict | None = None
    half: dict | None = None


def last_drawn(curve):
    """The last night with enough people at risk; None where there never were so many."""
    times = sorted({count.time for count in curve.counts}, reverse=True)
    return next((time for time in times if curve.at_risk(time) >= FEWEST), None)


def draw(curve, frame):
    """None where the whole house is too few for a curve."""
    last = last_drawn(curve)
    if last is None:
        return None
    scale = Scale(frame, curve.largest)
    steps = [step for step in curve.steps if step.time <= last]
    drawing = Drawing(
        frame,
        line=line_of(scale, steps, last),
        band=band_of(scale, steps, last),
        levels=[
            {"y": at(frame.y(level / 100)), "text_y": at(frame.y(level / 100) + 5), "level": level} for level in LEVELS
        ],
        ticks=scale.ticks(curve),
    )
    end_share = curve.share_at(last)
    if last < curve.largest:
        drawing.end = end_of(scale, last, end_share)
    if curve.median is not None and curve.median <= last:
        drawing.half = half_of(scale, curve.median)
    return drawing


class Scale:
    """From nights to pixels: the axis ends at the first tick that holds everybody."""

    def __init__(self, frame, largest):
        self.frame = frame
        self.nights = next(tick for tick in TICKS[1:] if tick >= min(largest, TICKS[-1]))

    def x(self, night):
        return self.frame.left + night / self.nights * (self.frame.right - self.frame.left)

    def ticks(self, curve):
        found, last_x = [], None
        for night in TICKS:
            x = self.x(night)
            if night > self.nights:
                break
            if last_x is None or x - last_x >= self.frame.apart:
                found.append({"x": at(x), "night": night, "at_risk": curve.at_risk(night)})
                last_x = x
        return found


def at(number):
    return f"{number:.1f}"


def thinned(scale, steps):
    """The steps that a reader can tell apart. The last is always among them."""
    kept: list = []
    for step in reversed(steps):
        if not kept or scale.x(kept[-1].time) - scale.x(step.time) >= PIXEL:
            kept.append(step)
    return kept[::-1]


def line_of(scale, steps, last):
    y = scale.frame.y
    path = [f"M{at(scale.x(0))} {at(y(1))}"]
    path += [f"H{at(scale.x(step.time))}V{at(y(step.share))}" for step in thinned(scale, steps)]
    return "".join([*path, f"H{at(scale.x(last))}"])


def band_of(scale, steps, last):
    """Along the upper limits and back along the lower ones."""
    steps = [step for step in thinned(scale, steps) if step.low is not None]
    if not steps:
        return ""
    x, y, end = scale.x, scale.frame.y, scale.x(last)
    path = [f"M{at(x(steps[0].time))} {at(y(steps[0].high))}"]
    path += [f"H{at(x(step.time))}V{at(y(step.high))}" for step in steps[1:]]
    path += [f"H{at(end)}V{at(y(steps[-1].low))}"]
    for step, earlier in zip(reversed(steps), reversed(steps[:-1]), strict=False):
        path.append(f"H{at(x(step.time))}V{at(y(earlier.low))}")
    return "".join([*path, f"H{at(x(steps[0].time))}Z"])


def end_of(scale, last, share):
    """Where the curve stops, and whether the sentence about it fits beside it."""
    frame, x = scale.frame, scale.x(last)
    white = frame.right - x
    return {
        "x": at(x),
        "y": at(frame.y(share)),
        "after": last + 1,
        "words_x": at(x + white / 2) if white >= ROOM_FOR_WORDS else "",
        "words_y": at((frame.top + frame.bottom) / 2 + 30),
        "next_y": at((frame.top + frame.bottom) / 2 + 53),
    }


def half_of(scale, median):
    """The words stand right of the curve, above it; without room there, below it."""
    frame, x = scale.frame, scale.x(median)
    to_the_right = frame.right - x > ROOM_FOR_MEDIAN
    return {
        "x": at(x),
        "y": at(frame.y(0.5)),
        "words_x": at(x + 10 if to_the_right else x - 10),
        "words_y": at(frame.y(0.5) + (-10 if to_the_right else 22)),
        "anchor": "start" if to_the_right else "end",
        "left": at(frame.left),
        "bottom": at(frame.bottom),
    }
