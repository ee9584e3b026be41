"""What a resident shares: theirs alone to give, taken back at once, in the words that were put to them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from centre.models import Membership
from residents import consenting, contacts, views_consents
from residents.models import LAPSES_AFTER, Answer, Consent, Topic, Way
from tests import kin, posts, world
from tests.broken import promise

NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def as_resident(client, north):
    client.force_login(north.living)
    return client


@pytest.fixture
def sister(inside_north):
    """A relative to whom nothing is said yet."""
    Consent.unscoped.filter(contact=inside_north.rows.sister, ended_at=None).update(
        ended_at=NOW, ended_by=inside_north.living
    )
    return inside_north.rows.sister


def answer(house, contact, **topics):
    given = {"account": house.rows.account, "by": house.living, "day": house.today, "at": NOW}
    consenting.answer(contact=contact, answers={Topic(t): Answer(a) for t, a in topics.items()}, **given)


def paper(house, contact, signed_on, **topics):
    given = {"signed_on": signed_on, "by": house.worker, "day": house.today, "at": NOW}
    consenting.answer(contact=contact, answers={Topic(t): Answer(a) for t, a in topics.items()}, **given)


def shared(house, contact, day=None):
    return consenting.shared_with([contact.pk], day or house.today)[contact.pk]


def test_to_begin_with_nothing_is_shared(inside_north, sister):
    assert shared(inside_north, sister) == set()


def test_a_yes_holds_for_half_a_year(inside_north, sister):
    answer(inside_north, sister, health="yes", plan="no")
    assert shared(inside_north, sister) == {"health"}
    assert shared(inside_north, sister, inside_north.today + LAPSES_AFTER - DAY) == {"health"}
    assert shared(inside_north, sister, inside_north.today + LAPSES_AFTER) == set()


def test_the_last_word_holds(inside_north, sister):
    answer(inside_north, sister, health="yes")
    answer(inside_north, sister, health="no")
    assert shared(inside_north, sister) == set()
    answer(inside_north, sister, health="yes")
    assert shared(inside_north, sister) == {"health"}
    assert Consent.unscoped.filter(contact=sister, topic="health").count() == 3


def test_the_same_answer_on_the_same_day_is_written_once(inside_north, sister):
    answer(inside_north, sister, health="yes")
    answer(inside_north, sister, health="yes")
    assert Consent.unscoped.filter(contact=sister, topic="health").count() == 1


def test_the_very_sentence_is_kept_in_its_language(inside_north, sister):
    with override("ja"):
        answer(inside_north, sister, health="yes")
    said = Consent.unscoped.standing().get(contact=sister, topic="health")
    assert said.language == "ja"
    assert said.text.startswith(f"{sister.written}さんに伝えること\uff1a健康\n項目ごとに")


def test_to_share_nothing_any_more_leaves_the_door_open(inside_north, sister):
    answer(inside_north, sister, health="yes", living="yes", sign_in="yes")
    assert consenting.withdraw(contact=sister, by=inside_north.living, at=NOW) == 2
    assert shared(inside_north, sister) == {"sign_in"}


def test_who_is_not_named_any_more_reads_nothing_and_has_no_door(inside_north):
    mother = inside_north.rows.mother
    contacts.end(contact=mother, by=inside_north.living, at=NOW)
    assert shared(inside_north, mother) == set()
    assert not mother.links.current().exists()


def test_another_relative_is_not_told(inside_north, sister):
    answer(inside_north, sister, health="yes")
    assert "health" not in shared(inside_north, inside_north.rows.mother)


def test_a_paper_holds_from_the_day_on_it(inside_north, sister):
    signed = inside_north.today - 100 * DAY
    paper(inside_north, sister, signed, health="yes")
    said = Consent.unscoped.standing().get(contact=sister, topic="health")
    assert (said.way, said.account, said.given_on, said.expires_on) == (
        Way.ON_PAPER, None, signed, signed + LAPSES_AFTER,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "says"), [(1, "still to come"), (-182, "has lapsed")])
def test_a_paper_of_a_day_that_cannot_be(inside_north, sister, days, says):
    with pytest.raises(ValidationError, match=says):
        paper(inside_north, sister, inside_north.today + days * DAY, health="yes")
    assert shared(inside_north, sister) == set()


def test_who_is_not_family_is_not_asked_about(inside_north):
    with pytest.raises(ValidationError, match="Only to family"):
        answer(inside_north, inside_north.rows.outside, health="yes")


def test_the_own_page_takes_yes_and_no_at_once(as_resident, north):
    path = f"{north.url}my/contacts/{north.rows.mother.pk}/consents/"
    page = as_resident.get(path).content.decode()
    assert page.count('type="radio"') == 2 * len(Topic)
    assert (
        as_resident.post(
            path, posts.operation() | {"health": "yes", "living": "no", "seen": north.rows.said}
        ).status_code
        == 302
    )
    with world.inside(north.centre):
        assert shared(north, north.rows.mother) == {"sign_in", "daily", "health"}


def test_a_page_that_was_open_before_brings_nothing_back(as_resident, north):
    """ "Share nothing" on the phone, then Save in a tab from before: the resident looks again."""
    path = f"{north.url}my/contacts/{north.rows.mother.pk}/consents/"
    before = posts.operation() | {"living": "yes", "daily": "yes", "seen": north.rows.said}
    as_resident.post(f"{path}stop/", posts.operation())
    answer = as_resident.post(path, before)
    assert (answer.status_code, "just changed" in answer.content.decode()) == (422, True)
    with world.inside(north.centre):
        assert shared(north, north.rows.mother) == {"sign_in"}


def test_to_save_another_answer_renews_nothing(inside_north):
    north, mother = inside_north, inside_north.rows.mother
    until = Consent.unscoped.standing().get(contact=mother, topic="living").expires_on
    answer(north, mother, living="yes", moving="yes")
    assert Consent.unscoped.standing().get(contact=mother, topic="living").expires_on == until


@pytest.mark.parametrize("days", [1, 30])
def test_a_yes_that_is_about_to_lapse_is_not_filled_in_and_given_anew_by_saying_so(inside_north, sister, days):
    given = inside_north.today - LAPSES_AFTER + days * DAY
    kin.consent(inside_north, sister, "health", given_on=given, expires_on=given + LAPSES_AFTER)
    said = consenting.said_to(sister, inside_north.today)
    assert "health" not in views_consents.first_shown(said, inside_north.today)
    answer(inside_north, sister, health="yes")
    assert shared(inside_north, sister, inside_north.today + 100 * DAY) == {"health"}


@pytest.mark.parametrize("how", ["no", "withdrawn"])
def test_a_paper_from_before_does_not_undo_the_last_word(inside_north, sister, how):
    answer(inside_north, sister, health="yes")
    if how == "no":
        answer(inside_north, sister, health="no")
    else:
        consenting.withdraw(contact=sister, by=inside_north.living, at=NOW)
    for days in (0, 90):
        with pytest.raises(ValidationError, match="something else was said"):
            paper(inside_north, sister, inside_north.today - days * DAY, health="yes")
    assert shared(inside_north, sister) == set()


def test_somebody_who_is_director_and_support_worker_records_nothing(as_director, north):
    with world.inside(north.centre):
        Membership.unscoped.create(centre=north.centre, user=north.director, role="support", from_on=north.today - DAY)
    path = f"{north.url}people/contacts/{north.rows.mother.pk}/consents/paper/"
    assert as_director.get(path).status_code == 403


def test_an_answer_that_is_none_is_refused_at_its_field(as_resident, north):
    path = f"{north.url}my/contacts/{north.rows.mother.pk}/consents/"
    with world.inside(north.centre):
        before = shared(north, north.rows.mother)
    answer = as_resident.post(path, posts.operation() | {"health": "perhaps"})
    assert (answer.status_code, b"errorlist" in answer.content or b"error" in answer.content) == (422, True)
    with world.inside(north.centre):
        assert shared(north, north.rows.mother) == before


def test_one_tap_stops_everything(as_resident, north):
    assert as_resident.post(f"{north.url}my/contacts/{north.rows.mother.pk}/consents/stop/", posts.operation())
    with world.inside(north.centre):
        assert shared(north, north.rows.mother) == {"sign_in"}


def test_the_staff_write_down_a_paper_and_the_resident_sees_that_it_was_one(as_worker, as_resident, north):
    contact = north.rows.sister.pk
    as_worker.force_login(north.worker)
    data = {"signed_on": north.today - DAY, "activities": "yes"}
    path = f"{north.url}people/contacts/{contact}/consents/"
    assert as_worker.post(f"{path}paper/", posts.operation() | data).status_code == 302
    assert "on paper of" in as_worker.get(path).content.decode()
    as_resident.force_login(north.living)
    assert "on paper of" in as_resident.get(f"{north.url}my/contacts/{contact}/consents/").content.decode()


def test_a_word_to_the_staff_is_enough_to_stop(as_worker, north):
    contact = north.rows.mother
    assert as_worker.post(f"{north.url}people/contacts/{contact.pk}/consents/stop/", posts.operation())
    with world.inside(north.centre):
        assert shared(north, contact) == {"sign_in"}


@pytest.mark.parametrize("gone", ["paper/", "stop/"])
def test_a_director_says_nothing_for_anybody(as_director, north, gone):
    path = f"{north.url}people/contacts/{north.rows.mother.pk}/consents/{gone}"
    assert as_director.post(path, posts.operation()).status_code == 403


def row(house, **fields):
    known = {"resident": house.rows.second, "contact": house.rows.sister, "topic": Topic.PLAN, "answer": Answer.YES}
    known |= {"text": "What was put to them.", "language": "en", "way": Way.OWN_PAGE, "account": house.rows.account}
    known |= {"given_on": house.today, "expires_on": house.today + LAPSES_AFTER, "recorded_by": house.living}
    return Consent(centre=house.centre, at=NOW, **known | fields)


def test_one_answer_stands_on_a_topic(inside_north):
    row(inside_north).save()
    with promise("consent_one_answer_per_topic"):
        row(inside_north, answer=Answer.NO).save()


@pytest.mark.parametrize(
    "fields", [{"account": None}, {"way": Way.ON_PAPER}], ids=["on no page of the resident", "a paper by an account"]
)
def test_nobody_but_the_resident_gives_it(inside_north, fields):
    with promise("consent_by_the_resident_or_on_paper"):
        row(inside_north, **fields).save()


def test_no_account_of_another_resident_gives_it(inside_north):
    north = inside_north
    other = kin.account(north, north.rows.resident, north.read_once, NOW)
    with promise("consent_account_of_same_resident"):
        row(north, account=other).save()


def test_it_is_about_the_own_relative(inside_north):
    with promise("consent_contact_of_same_resident"):
        row(inside_north, resident=inside_north.rows.resident, account=None, way=Way.ON_PAPER).save()


@pytest.mark.parametrize("days", [0, LAPSES_AFTER.days + 1])
def test_it_lapses(inside_north, days):
    with promise("consent_lapses_after_half_a_year"):
        row(inside_north, expires_on=inside_north.today + days * DAY).save()


def test_it_says_to_what(inside_north):
    with promise("consent_says_to_what"):
        row(inside_north, text="").save()


def test_somebody_ended_it(inside_north):
    with promise("consent_ended_by_somebody"):
        row(inside_north, ended_at=NOW).save()


def test_what_was_ended_is_not_opened_again(inside_north):
    said = row(inside_north, ended_at=NOW, ended_by=inside_north.living)
    said.save()
    with promise("consent_written_once"), transaction.atomic():
        Consent.unscoped.filter(pk=said.pk).update(ended_at=None, ended_by=None)


@pytest.mark.parametrize("said", [1, 3])
def test_the_page_asks_as_often_whatever_was_said(as_resident, north, said, django_assert_num_queries):
    with world.inside(north.centre):
        answer(north, north.rows.mother, **dict.fromkeys(["health", "plan", "moving"][:said], "yes"))
    path = f"{north.url}my/contacts/{north.rows.mother.pk}/consents/"
    as_resident.get(path)
    with django_assert_num_queries(10):
        as_resident.get(path)
