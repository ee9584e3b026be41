"""The identities that must hold before anything is shown (domain 4.2, 4.5). Each is counted two ways."""

from django.utils.translation import gettext as _

TOLERANCE = 1e-9


def broken(report):
    """What does not add up, in words; empty where all is well."""
    return [words for words in (check(report) for check in CHECKS) if words]


def movement_adds_up(report):
    """Check 1: opening + admissions - departures = closing."""
    it = report.movement
    if it.opening + it.admissions - it.departures == it.closing:
        return ""
    words = _("Who came and who left: %(opening)s + %(in)s − %(out)s is not %(closing)s.")
    return words % {"opening": it.opening, "in": it.admissions, "out": it.departures, "closing": it.closing}


def nights_agree_with_the_census(report):
    """Check 2: the residents of each midnight of the period, added up, are the nights of its stays."""
    it = report.movement
    if it.census == it.enrolled:
        return ""
    words = _("Nights of the period: %(census)s by the midnights, %(stays)s by the stays.")
    return words % {"census": it.census, "stays": it.enrolled}


def months_agree_with_the_stays(report):
    """Check 3: the nights of all months since the house opened are the nights of all stays."""
    months = sum(report.totals.by_month.values())
    if months == report.totals.enrolled:
        return ""
    words = _("Nights since the first moving in: %(months)s by the months, %(stays)s by the stays.")
    return words % {"months": months, "stays": report.totals.enrolled}


def shares_add_up_to_one(report):
    """Check 4: S(t) + Σ CIF_k(t) = 1 at every t."""
    for step, left in report.curve.incidence():
        if abs(step.share + sum(left.values()) - 1) > TOLERANCE:
            words = _("Still here and moved out, by reason: at night %(night)s the shares do not add up to 1.")
            return words % {"night": step.time}
    return ""


def present_and_away_are_enrolled(report):
    """Present + away = enrolled, in the period and since the house opened."""
    for it in (report.movement, report.totals):
        if it.present + it.away != it.enrolled:
            words = _("Nights: %(present)s present and %(away)s away are not %(enrolled)s enrolled.")
            return words % {"present": it.present, "away": it.away, "enrolled": it.enrolled}
    return ""


CHECKS = [
    movement_adds_up,
    nights_agree_with_the_census,
    months_agree_with_the_stays,
    shares_add_up_to_one,
    present_and_away_are_enrolled,
]
