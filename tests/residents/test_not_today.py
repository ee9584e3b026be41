""" "Not today": one tap, no reason, over with the day."""

from centre.models import Change
from participation.models import Mark
from residents import actions
from residents.models import Away, what_keeps
from tests import posts, world
from tests.world import DAY


def rests(house):
    with world.inside(house.centre):
        return Away.unscoped.filter(resident=house.rows.second, kind="rest").count()


def test_one_tap_says_it_and_one_takes_it_back(client, north):
    client.force_login(north.living)
    day = f"{north.url}my/"
    assert "Not today" in client.get(day).content.decode()
    assert "nobody expects you" in client.post(f"{day}rest/", posts.operation(), follow=True).content.decode()
    assert rests(north) == 1
    client.post(f"{day}rest/", posts.operation())
    assert rests(north) == 1
    assert "No reason needed" in client.post(f"{day}rest/undo/", posts.operation(), follow=True).content.decode()
    assert rests(north) == 0
    with world.inside(north.centre):
        assert Change.unscoped.filter(table="residents_away", new__kind="rest").exists()


def test_nobody_is_expected_that_day_and_everybody_the_next(inside_north):
    north = inside_north
    actions.rest_today(resident=north.rows.second, day=north.today)
    aways = list(Away.unscoped.filter(resident=north.rows.second))
    at = north.rows.period.starts
    assert what_keeps(aways, north.today, at, north.today)
    for later in (1, 2):
        assert what_keeps(aways, north.today + later * DAY, at, north.today + later * DAY) is None


def test_it_is_no_night_away_and_touches_no_mark(inside_north):
    north = inside_north
    before = list(Mark.unscoped.values_list("pk", "level"))
    actions.rest_today(resident=north.rows.second, day=north.today)
    assert list(Mark.unscoped.values_list("pk", "level")) == before
    assert not Away.unscoped.open_on(north.today).filter(resident=north.rows.second).exists()


def test_it_stands_beside_a_time_away_that_begins_in_the_evening(inside_north):
    north = inside_north
    actions.go_away(resident=north.rows.second, kind="home", left_on=north.today, expected_on=north.today + 2 * DAY)
    assert actions.rest_today(resident=north.rows.second, day=north.today)


def test_the_log_shows_why_nobody_is_expected(as_worker, north):
    with world.inside(north.centre):
        Mark.unscoped.all().delete()
        actions.rest_today(resident=north.rows.second, day=north.today)
    page = as_worker.get(f"{north.url}log/{north.today}/{north.rows.period.pk}/").content.decode()
    assert "Agreed rest" in page
