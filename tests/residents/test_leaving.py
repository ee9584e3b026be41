""" "I want to leave": said in two taps, told within a minute, refused by nobody."""

import re

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from centre import outbox
from centre.models import Mail, Membership, OutsideHelp
from centre.tenancy import inside
from residents import actions, contacts, leaving
from residents.models import Contact, DepartureRequest, SaidHow
from tests import canaries, posts, world
from tests.broken import promise
from tests.conftest import signed_in
from tests.world import DAY

NOW = timezone.now()


@pytest.fixture
def as_resident(client, north):
    return signed_in(client, north.living)


@pytest.fixture
def quiet(inside_north):
    """The second resident lives here and has said nothing."""
    rows = DepartureRequest.unscoped.standing()
    rows.update(withdrawn_at=NOW, withdrawn_by=inside_north.rows.account)
    return inside_north


def open_requests(house):
    with world.inside(house.centre):
        return list(DepartureRequest.unscoped.standing().filter(resident=house.rows.second))


def test_it_takes_two_taps_from_my_day(as_resident, quiet):
    day = as_resident.get(f"{quiet.url}my/").content.decode()
    assert f'href="{quiet.url}my/leave/"' in day
    assert as_resident.post(f"{quiet.url}my/leave/", posts.operation()).status_code == 302
    (said,) = open_requests(quiet)
    assert (said.how, said.recorded_by) == (SaidHow.OWN_PAGE, quiet.living)


def test_whoever_says_it_aloud_is_written_down_in_two_taps(client, quiet):
    client.force_login(quiet.night)
    person = f"{quiet.url}people/{quiet.rows.second.code}/"
    assert f'href="{person}wants-to-leave/"' in client.get(person).content.decode()
    assert client.post(f"{person}wants-to-leave/", posts.operation()).status_code == 302
    (said,) = open_requests(quiet)
    assert (said.how, said.recorded_by) == (SaidHow.TO_STAFF, quiet.night)


def test_said_twice_it_stands_once(quiet):
    stay = quiet.rows.second.stays.get()
    first = leaving.say(stay=stay, how=SaidHow.OWN_PAGE, by=quiet.living, at=NOW)
    assert leaving.say(stay=stay, how=SaidHow.TO_STAFF, by=quiet.worker, at=NOW) == first


def test_only_the_resident_takes_it_back(as_resident, north):
    assert as_resident.post(f"{north.url}my/leave/take-back/", posts.operation()).status_code == 302
    assert open_requests(north) == []


def test_the_staff_have_no_way_to_take_it_back(as_director, north):
    for path in (f"{north.url}my/leave/take-back/", f"{north.url}my/leave/"):
        assert as_director.post(path, posts.operation()).status_code == 404
    assert len(open_requests(north)) == 1


def test_it_stands_at_the_top_of_the_persons_page(as_worker, north):
    page = as_worker.get(f"{north.url}people/{north.rows.second.code}/").content.decode()
    assert "Nobody decides about it" in page
    assert "Write it down" not in page


def test_it_stands_until_the_day_of_a_planned_move(as_worker, quiet):
    with world.inside(quiet.centre):
        stay = quiet.rows.second.stays.get()
        actions.move_out(stay=stay, on=quiet.today + DAY, reason="own_home")
        leaving.say(stay=stay, how=SaidHow.OWN_PAGE, by=quiet.living, at=NOW)
    assert "Nobody decides about it" in as_worker.get(f"{quiet.url}people/{quiet.rows.second.code}/").content.decode()


def test_its_day_is_that_of_the_house(as_resident, quiet):
    late = NOW.replace(hour=20, minute=0) - DAY  # in Tokyo it is the next morning
    with world.inside(quiet.centre):
        leaving.say(stay=quiet.rows.second.stays.get(), how=SaidHow.OWN_PAGE, by=quiet.living, at=late)
    day = date_format(quiet.centre.day_at(late), "j F")
    assert f"You said it on {day}." in as_resident.get(f"{quiet.url}my/").content.decode()
    assert f"You said on {day}, 5:00 that" in as_resident.get(f"{quiet.url}my/leave/").content.decode()


def test_everybody_on_duty_sees_it_on_today(as_worker, north):
    page = as_worker.get(north.url).content.decode()
    assert f'href="{north.url}people/{north.rows.second.code}/"' in page.split("grid-day")[0]


def test_moving_out_ends_it_as_the_own_choice(as_worker, north):
    page = as_worker.get(f"{north.url}people/{north.rows.second.code}/moving-out/").content.decode()
    assert re.search(r'"own_choice"\s+selected', page), re.findall(r"<option.*", page)


def kept_house():
    with transaction.atomic():
        north = world.build().north
        with world.inside(north.centre):
            DepartureRequest.unscoped.standing().update(withdrawn_at=NOW, withdrawn_by=north.rows.account)
    return north


def said_in(house):
    with inside(house.centre):
        return leaving.say(stay=house.rows.second.stays.get(), how=SaidHow.OWN_PAGE, by=house.living, at=NOW)


def letters():
    return {one.to[0]: one.body for one in mail.outbox}


@pytest.mark.django_db(transaction=True)
def test_the_director_and_the_person_outside_are_told():
    north = kept_house()
    said_in(north)
    outbox.send_due(NOW)
    told = letters()
    assert set(told) == {"director@north.example", "outside@north.example"}
    assert f"/c/north/people/{north.rows.second.code}/" in told["director@north.example"]
    assert north.rows.second.family_latin not in told["director@north.example"]
    assert "wants to leave" in mail.outbox[0].subject + mail.outbox[1].subject


def test_several_directors_are_told_as_one(quiet):
    rows = Membership.unscoped.filter(pk=quiet.rows.night_membership.pk)
    rows.update(role="director")
    said = leaving.say(stay=quiet.rows.second.stays.get(), how=SaidHow.OWN_PAGE, by=quiet.living, at=NOW)
    mails = Mail.unscoped.filter(about=said.pk, kind=leaving.TO_DIRECTOR)
    mails.filter(recipient=quiet.director.pk).update(sent_at=NOW)
    assert leaving.told(said) == [("The director", None), ("The person outside", None)]
    mails.update(sent_at=NOW)
    assert leaving.told(said) == [("The director", NOW), ("The person outside", None)]


@pytest.mark.django_db(transaction=True)
def test_where_nobody_outside_is_named_the_officer_is_told_without_a_name():
    north = kept_house()
    with inside(north.centre):
        contacts.end(contact=north.rows.outside, by=north.living, at=NOW)
    said_in(north)
    outbox.send_due(NOW)
    told = letters()
    assert set(told) == {"director@north.example", "officer@north.example"}
    assert not any(word in told["officer@north.example"] for word in canaries.names("north", "second").values())


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_before_the_mail_goes_is_not_told():
    north = kept_house()
    said = said_in(north)
    with inside(north.centre):
        leaving.withdraw(said=said, account=north.rows.account, at=NOW)
    outbox.send_due(NOW)
    assert letters() == {}
    with inside(north.centre):
        assert Mail.unscoped.filter(about=said.pk, withheld_at=NOW).count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_person_outside_who_is_not_named_any_more_is_not_told():
    north = kept_house()
    said_in(north)
    with inside(north.centre):
        contacts.end(contact=Contact.unscoped.get(pk=north.rows.outside.pk), by=north.living, at=NOW)
    outbox.send_due(NOW)
    assert set(letters()) == {"director@north.example"}


def request(house, **fields):
    known = {"resident": house.rows.second, "stay": house.rows.second.stays.get(), "said_at": NOW}
    known |= {"how": SaidHow.OWN_PAGE, "recorded_by": house.living}
    return DepartureRequest(centre=house.centre, **known | fields)


def test_one_stands_at_a_time(inside_north):
    with promise("departure_request_one_at_a_time"):
        request(inside_north).save()


def test_it_is_taken_back_by_somebody(inside_north):
    with promise("departure_request_withdrawn_by_somebody"):
        request(inside_north, withdrawn_at=NOW).save()


def test_no_account_of_another_resident_takes_it_back(inside_north):
    north = inside_north
    stay = north.rows.stay
    with promise("departure_request_withdrawn_by_the_resident"):
        fields = {"resident": stay.resident, "stay": stay, "withdrawn_at": NOW, "withdrawn_by": north.rows.account}
        request(north, **fields).save()


def test_it_is_about_the_own_stay(inside_north):
    with promise("departure_request_stay_of_same_resident"):
        request(inside_north, stay=inside_north.rows.stay).save()


def outside_help(house, **fields):
    return OutsideHelp(centre=house.centre, name="Hotline", **{"phone": "188"} | fields)


def test_a_house_has_one_officer(inside_north):
    with promise("outside_help_one_officer"):
        outside_help(inside_north, email="x@y.example", is_officer=True).save()


def test_the_officer_has_an_address(inside_north):
    OutsideHelp.unscoped.all().delete()
    with promise("outside_help_officer_by_mail"):
        outside_help(inside_north, is_officer=True).save()


def test_who_helps_from_outside_can_be_reached(inside_north):
    with promise("outside_help_can_be_reached"):
        outside_help(inside_north, phone="").save()


def test_a_turn_of_mine_stands_on_my_day(as_resident, north):
    with world.inside(north.centre):
        turn = north.rows.open_turn
        type(turn).unscoped.filter(pk=turn.pk).update(resident=north.rows.second, day=north.today + DAY)
    assert north.rows.chore.name in as_resident.get(f"{north.url}my/").content.decode()


@pytest.mark.parametrize("turns", [1, 3])
def test_my_day_asks_as_often_whatever_there_is(as_resident, north, late, turns, django_assert_num_queries):
    with world.inside(north.centre):
        for later in range(1, turns):
            turn = type(north.rows.turn)(
                centre=north.centre, chore=north.rows.chore, day=north.today + later * DAY, slot=2,
                resident=north.rows.second,
            )  # fmt: skip
            turn.save()
    as_resident.get(f"{north.url}my/")
    with django_assert_num_queries(23):
        as_resident.get(f"{north.url}my/")
