"""The pages on which a director changes the week."""

import time_machine
from django.utils.formats import date_format

from schedules.models import Bell, Period, Timetable
from tests import posts, world
from tests.timetable import at
from tests.world import DAY

HOME = "/c/north/timetable/"


def change(client, north, **data):
    form = posts.period(north) | {"starts": "9:45", "ends": "10:45"} | data | posts.operation()
    return client.post(f"{HOME}periods/{north.rows.period.pk}/", form)


def test_the_page_says_from_when_a_change_holds(as_director, north):
    path = f"{HOME}periods/{north.rows.period.pk}/"
    with time_machine.travel(at(north, "9:00"), tick=False):
        assert "This holds from today." in as_director.get(path).content.decode()
    with time_machine.travel(at(north, "9:30"), tick=False):
        text = as_director.get(path).content.decode()
    later = date_format(north.today + 7 * DAY, "l j F")
    assert f"This holds from {later}. Today’s has already begun and stays as it is." in text


def test_it_asks_again_if_the_day_has_become_another(as_director, north):
    with time_machine.travel(at(north, "9:31"), tick=False):
        answer = change(as_director, north, holds_from=north.today)
        assert answer.status_code == 422
        assert "is now another" in answer.content.decode()
        again = change(as_director, north, holds_from=north.today + 7 * DAY)
    assert again.status_code == 302


def test_a_period_of_several_days_is_written_at_once(as_director, north):
    form = posts.period(north) | {"weekdays": ["0", "1", "2"], "signal_end": "knock"} | posts.operation()
    assert as_director.post(f"{HOME}{north.today}/period/", form).status_code == 302
    with world.inside(north.centre):
        assert sorted(p.weekday for p in Period.unscoped.filter(name="Reading")) == [0, 1, 2]
        assert Bell.unscoped.filter(period__name="Reading").count() == 6


def test_the_same_form_sent_twice_writes_once(as_director, north):
    form = posts.period(north) | {"weekdays": ["0"]} | posts.operation()
    for _ in range(2):
        assert as_director.post(f"{HOME}{north.today}/period/", form).status_code == 302
    with world.inside(north.centre):
        assert Period.unscoped.filter(name="Reading").count() == 1


def test_an_event_with_the_page_of_its_list(as_director, north):
    form = posts.VALID["schedules:event-add"](north) | {"expects": "sign_up"} | posts.operation()
    page = as_director.post(f"{HOME}{north.today}/event/", form, follow=True).content.decode()
    with world.inside(north.centre):
        event = Period.unscoped.get(name="Reading")
    assert f'href="/c/north/log/sign-up/{event.pk}/"' in page


def test_a_new_timetable_can_begin_as_the_one_before(as_director, north):
    form = posts.VALID["schedules:timetable-add"](north) | posts.operation()
    assert as_director.post(f"{HOME}new/", form).status_code == 302
    with world.inside(north.centre):
        new = Timetable.unscoped.get(name="Winter")
        copied = new.periods.get()
        assert (copied.name, copied.weekday) == (north.rows.period.name, north.rows.period.weekday)
        assert copied.signals == {"start": "bell", "end": ""}
        assert north.rows.timetable.periods.get() == north.rows.period


def test_a_timetable_begins_today_or_later(as_director, north):
    form = posts.VALID["schedules:timetable-add"](north) | {"from_on": north.today - DAY} | posts.operation()
    answer = as_director.post(f"{HOME}new/", form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["from_on"]


def removing(timetable):
    return f"{HOME}timetables/{timetable.pk}/remove/"


def test_a_timetable_that_has_begun_is_not_removed(as_director, north):
    answer = as_director.post(removing(north.rows.timetable), posts.operation())
    assert answer.status_code == 422
    assert "This timetable has already begun." in answer.content.decode()


def test_a_timetable_to_come_is_removed_after_a_question(as_director, north):
    coming = north.rows.coming_timetable
    assert f'href="{removing(coming)}"' in as_director.get(HOME).content.decode()
    page = as_director.get(removing(coming)).content.decode()
    assert coming.name in page
    assert "Every period written in it is removed with it." in page
    assert as_director.post(removing(coming), posts.operation()).status_code == 302
    with world.inside(north.centre):
        assert not Timetable.unscoped.filter(pk=coming.pk).exists()
