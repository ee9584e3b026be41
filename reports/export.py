"""The figures of the report as plain data, under the names that others know them by. Nights."""

from residents.models import StayKind

from . import records
from .away import away_by_stay
from .lengths import BANDS
from .reasons import group_of

SHARES_AT = (30, 90, 180, 365, 730)


def as_data(viewer, report):
    """Everything of the report, ready for JSON."""
    return {
        "per_stay": per_stay(viewer, report.as_of),
        f"movement_{report.movement.first:%Y_%m}": movement(report),
        "leavers_all": lengths(report.leavers),
        "stayers": lengths(report.stayers),
        "km": [step(one) for one in report.curve.steps],
        "km_summary": summary(report.curve),
        "aj": [{"t": one.time, "S": one.share, **left} for one, left in report.curve.incidence()],
        "as_of": report.as_of.isoformat(),
        "capacity": report.capacity.places,
        "closed_beds": [closed(closure) for closure in report.capacity.closures],
    }


def per_stay(viewer, day):
    """Each regular stay with its nights. The one list that grows with the stays."""
    stays = records.stays_as_of(viewer, day).filter(kind=StayKind.REGULAR)
    away = away_by_stay(viewer, stays, day, day.min, day)
    rows = stays.order_by("number", "pk").values_list("pk", "number", "nights", "ended_by")
    return [
        {
            "id": number or str(pk),
            "nights": nights,
            "away": away.get(pk, (0, 0))[0],
            "present": nights - away.get(pk, (0, 0))[1],
            "event": int(bool(reason)),
            "reason": group_of(reason) or None,
        }
        for pk, number, nights, reason in rows
    ]


def movement(report):
    it, places = report.movement, report.capacity.nights
    return {
        "opening": it.opening,
        "admissions": it.admissions,
        "discharges": it.departures,
        "closing": it.closing,
        "nights": it.days,
        "enrolled_nights": it.enrolled,
        "away_nights": it.away,
        "present_nights": it.present,
        "capacity_nights": places,
        "occupancy_enrolled": it.enrolled / places if places else None,
        "occupancy_present": it.present / places if places else None,
        "average_daily_census": it.average_census,
        "jp_average_stay": it.japanese_average,
    }


def lengths(of):
    return {
        "n": of.n,
        "mean": of.mean,
        "median": of.median,
        "q1": of.q1,
        "q3": of.q3,
        "min": of.shortest,
        "max": of.longest,
        "bands": {band.name: of.bands[band] for band in BANDS},
    }


def step(one):
    return {
        "t": one.time,
        "n": one.at_risk,
        "d": one.departures,
        "S": one.share,
        "se": one.se,
        "lo": one.low,
        "hi": one.high,
    }


def summary(curve):
    low, high = curve.median_limits
    return {
        "n": curve.n,
        "events": curve.departures,
        "censored": curve.n - curve.departures,
        "median": curve.median,
        "median_lo": low,
        "median_hi": high,
        "S": {str(nights): curve.share_at(nights) for nights in SHARES_AT},
        "rmst365": curve.restricted_mean(365),
        "rmst730": curve.restricted_mean(730),
        "largest": curve.largest,
        "q25": curve.quantile(0.25),
        "q75": curve.quantile(0.75),
    }


def closed(closure):
    return {
        "from": closure.from_on.isoformat(),
        "until_exclusive": closure.until_on.isoformat() if closure.until_on else None,
        "beds": closure.places,
    }
