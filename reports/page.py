"""What the page shows beyond the figures: the pictures, the rows of its tables, what a mean hides."""

from dataclasses import dataclass

from . import boxes, curve
from .reasons import ReasonGroup
from .stays import FEWEST, Share

MILESTONES = (0, 30, 90, 180, 365, 730)
MOST_STEPS = 60
"""Rows of the table behind the curve; a longer one shows every so many steps."""


@dataclass(frozen=True)
class Milestone:
    """Who was still here after so many nights. No share where too few are left to know."""

    night: int
    at_risk: int
    share: float | None


@dataclass(frozen=True)
class ReasonRow:
    """How many moved out for a group of reasons: ever, in the period, and of all who moved in: within so many
    nights that enough people were still looked at, and up to the last departure."""

    label: str
    ever: Share
    in_period: Share
    within: float
    in_the_end: float


@dataclass(frozen=True)
class Story:
    """What a mean of finished stays hides."""

    n: int
    mean: float
    median: float
    longest: int
    still_here: int

    @property
    def mean_is_above_half(self):
        return self.mean > self.median


def page_of(report):
    wide_rows, boxed = boxes.rows(report.leavers, report.stayers, "wide")
    narrow_rows, _boxed = boxes.rows(report.leavers, report.stayers, "narrow")
    within, end = known_night(report.curve), last_departure(report.curve)
    return {
        "report": report,
        "movement": report.movement,
        "story": story_of(report),
        "wide": curve.draw(report.curve, curve.WIDE),
        "narrow": curve.draw(report.curve, curve.NARROW),
        "last_drawn": curve.last_drawn(report.curve),
        "steps": steps_of(report.curve),
        "milestones": milestones_of(report.curve),
        "wide_rows": wide_rows,
        "narrow_rows": narrow_rows,
        "boxed": boxed,
        "nights": nights_of(report),
        "reasons": reasons_of(report, within, end),
        "within": within,
        "still_here": report.curve.share_at(within or 0),
        "end": end,
        "fewest": FEWEST,
    }


def story_of(report):
    """None where nobody, or only one, has moved out: there is nothing to hide."""
    it = report.leavers
    return Story(it.n, it.mean, it.median, it.longest, report.stayers.n) if it.n > 1 else None


def steps_of(of):
    """The steps with enough people at risk, for the table behind the curve: (those shown, every how many)."""
    known = [step for step in of.steps if step.at_risk >= FEWEST]
    every = -(-len(known) // MOST_STEPS) or 1
    return {"rows": known[::-1][::every][::-1], "every": every}


def milestones_of(of):
    return [
        Milestone(night, of.at_risk(night), of.share_at(night) if of.at_risk(night) >= FEWEST else None)
        for night in MILESTONES
    ]


def known_night(of):
    """A year, or the milestone before it that enough people reached. None: too few for any."""
    return next((night for night in (365, 180, 90, 30) if of.at_risk(night) >= FEWEST), None)


def last_departure(of):
    """The last step, if the whole house is enough for shares."""
    return of.steps[-1] if of.steps and of.n >= FEWEST else None


def nights_of(report):
    """Occupancy and nights away, as x of n."""
    it, places = report.movement, report.capacity.nights
    return {
        "enrolled": Share(it.enrolled, places),
        "present": Share(it.present, places),
        "others": Share(report.other_nights, places),
        "away": Share(it.away, it.enrolled),
        "ever_away": Share(report.totals.away, report.totals.enrolled),
    }


def reasons_of(report, within, end):
    """Each group for which somebody has moved out, in the order of the groups."""
    by_then, in_the_end = left_by(report.curve, within or 0), left_by(report.curve, end.time if end else 0)
    return [
        ReasonRow(
            str(group.label),
            Share(report.reasons[group.value], report.leavers.n),
            Share(report.reasons_in_period[group.value], report.left_in_period.n),
            by_then.get(group.value, 0.0),
            in_the_end.get(group.value, 0.0),
        )
        for group in ReasonGroup
        if report.reasons[group.value]
    ]


def left_by(of, night):
    """The share that has left by each reason by a night: Aalen-Johansen at its last step up to then."""
    found: dict = {}
    for step, left in of.incidence():
        if step.time > night:
            break
        found = left
    return found
