"""The morning greetings of the school, the meals of the camp; in neither is anything missing."""

import datetime as dt

from demo.almanac import DAY
from participation.models import Greeting, MealTogether
from residents.models import Stay
from schedules.day import periods_on
from schedules.models import PeriodKind


def test_the_school_greets_and_the_camp_wakes_nobody(school, demo_loaded, today):
    rounds = {day for day in (today - DAY, today) if periods_on(school, day).filter(kind=PeriodKind.WAKE).exists()}
    has_been = rounds if school.time_at(demo_loaded) > dt.time(7, 40) else rounds - {today}
    assert set(Greeting.unscoped.values_list("day", flat=True)) == has_been
    assert not MealTogether.unscoped.exists()
    assert not Greeting.unscoped.exclude(resident__in=Stay.unscoped.open_on(today - DAY).values("resident")).exists()


def test_the_camp_notes_who_ate_together_and_greets_nobody(camp, demo_loaded, today):
    assert not Greeting.unscoped.exists()
    assert set(MealTogether.unscoped.filter(day=today - DAY).values_list("meal", flat=True)) == {"lunch", "dinner"}
    assert not MealTogether.unscoped.filter(at__gt=demo_loaded).exists()
