import datetime as dt

from residents.models import Stay
from residents.sections import Section

from .figures import Figures
from .span import begun, logs_between

LAST_SEVEN = dt.timedelta(days=6)


def lately(viewer, resident, day):
    """How somebody took part in the last seven days, and the way to their year. What today still brings is not open."""
    if not Stay.visible_to(viewer).filter(resident=resident, moved_in_on__lte=day).exists():
        return None
    logs = logs_between(viewer, day - LAST_SEVEN, day, day, resident)
    come = [log for of, of_day in logs.items() for log in begun(of_day, of, day, dt.time.min)]
    return Section("participation/_of_person.html", {"resident": resident, "figures": Figures.of(come)})
