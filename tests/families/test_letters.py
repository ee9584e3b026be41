"""The way of a letter: drafted, laid before the resident, decided by them alone, read by consent."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from families import letters
from families.models import TO_DECIDE, Decision, Part, Passage, Summary
from tests import kin, posts, world
from tests.broken import promise

from .house import DAY, Household

SECOND = timezone.timedelta(seconds=1)


def test_a_letter_is_read_when_the_resident_has_sent_it(home):
    letter = home.draft(own_words="Hello.", month="Cold mornings.")
    assert home.reads_of(letter) is None
    home.lay_before()
    assert home.reads_of(letter) is None
    home.decide()
    assert home.reads_of(letter) == {"own_words": "Hello.", "month": "Cold mornings."}


def test_a_part_is_read_while_its_topic_is_shared(home):
    home.shares("health")
    letter = home.draft(own_words="Hello.", health="A cold.")
    home.lay_before()
    home.decide()
    assert home.reads_of(letter) == {"own_words": "Hello.", "health": "A cold."}
    home.stops("health")
    assert home.reads_of(letter) == {"own_words": "Hello."}
    home.shares("health")
    assert home.reads_of(letter) == {"own_words": "Hello.", "health": "A cold."}
    home.stops("living")
    assert home.reads() == {}


def test_what_lapsed_is_not_read(home):
    letter = home.draft()
    home.lay_before()
    home.decide()
    home.now += 182 * DAY
    assert home.reads_of(letter) is None


def test_only_my_own_words_are_sent(home):
    letter = home.draft(own_words="Hello.", month="Cold mornings.")
    home.lay_before()
    home.decide(Decision.OWN_WORDS, own_words="I am well.")
    assert home.reads_of(letter) == {"own_words": "I am well."}
    assert {p.part for p in letter.passages.all()} == {Part.OWN_WORDS}


def test_own_words_are_some_words(home):
    home.draft()
    home.lay_before()
    with pytest.raises(ValidationError, match="Write a line first"):
        home.decide(Decision.OWN_WORDS, own_words="  ")


def test_not_this_month_is_not_sent(home):
    letter = home.draft()
    home.lay_before()
    home.decide(Decision.NOT_NOW)
    assert home.reads_of(letter) is None


def test_silence_is_not_a_yes(home):
    letter = home.draft()
    home.lay_before()
    home.now += TO_DECIDE - SECOND
    assert home.letter_is_waiting()
    home.now += SECOND
    with pytest.raises(ValidationError):
        home.decide()
    assert home.reads_of(letter) is None


def test_a_lapsed_letter_may_be_laid_before_them_again(home):
    letter = home.draft()
    home.lay_before()
    home.now += 9 * DAY
    letters.take_back(letter=home.letter, version=home.seen())
    home.lay_before()
    home.decide()
    assert home.reads_of(letter) == {"own_words": "Hello."}


def test_what_the_resident_changed_is_what_is_read(home):
    letter = home.draft(own_words="Hello.", month="Cold mornings.")
    home.lay_before()
    changed = {"passages": {Part.OWN_WORDS: "Good morning."}, "day": home.day, "at": home.now}
    letters.change_words(letter=home.letter, version=home.seen(), **changed)
    home.decide()
    assert home.reads_of(letter) == {"own_words": "Good morning."}


def test_what_they_decide_is_what_they_read(home):
    """The staff take it back and write on while the page of the resident is open."""
    home.draft()
    home.lay_before()
    read = home.seen()
    letters.take_back(letter=home.letter, version=read)
    letters.redraft(letter=home.letter, version=home.seen(), passages={Part.OWN_WORDS: "Other."}, day=home.day)
    home.lay_before()
    with pytest.raises(ValidationError, match="just changed"):
        letters.decide(
            letter=home.letter,
            version=read,
            decision=Decision.SEND,
            account=home.rows.account,
            day=home.day,
            at=home.now,
        )


def test_nobody_writes_on_what_lies_before_the_resident(home):
    home.draft()
    home.lay_before()
    with pytest.raises(ValidationError):
        letters.redraft(letter=home.letter, version=home.seen(), passages={Part.OWN_WORDS: "Other."}, day=home.day)
    with pytest.raises(ValidationError):
        letters.throw_away(letter=home.letter, version=home.seen())


def test_nothing_is_sent_without_a_yes(home):
    letter = home.draft()
    home.lay_before()
    home.stops()
    with pytest.raises(ValidationError, match="You do not share"):
        home.decide()
    home.decide(Decision.NOT_NOW)
    assert home.reads_of(letter) is None


def test_nothing_is_begun_or_shown_without_a_yes(home):
    home.draft()
    home.stops()
    with pytest.raises(ValidationError, match="no yes"):
        home.lay_before()
    with pytest.raises(ValidationError, match="no yes"):
        home.draft(about=home.day.replace(day=1, year=2020))


def test_an_empty_letter_is_not_shown(home):
    home.draft(own_words=" ")
    with pytest.raises(ValidationError, match="nothing in this letter"):
        home.lay_before()


def test_a_letter_of_which_nothing_is_shared_any_more_does_not_exist(home):
    home.shares("health")
    letter = home.draft(health="A cold.")
    home.lay_before()
    home.decide()
    assert home.reads_of(letter) == {"health": "A cold."}
    home.stops("health")
    assert home.reads_of(letter) is None


def test_nothing_readable_is_neither_shown_nor_sent(home):
    home.shares("health")
    home.draft(health="A cold.")
    home.stops("health")
    with pytest.raises(ValidationError, match="nothing in this letter"):
        home.lay_before()
    home.shares("health")
    home.lay_before()
    home.stops("health")
    with pytest.raises(ValidationError, match="nothing in this letter"):
        home.decide()


def test_what_the_resident_did_not_read_is_never_read(home):
    """Not shared when they decided, it was not on their page; shared later, it does not appear."""
    home.shares("health")
    letter = home.draft(own_words="Hello.", health="A cold.")
    home.stops("health")
    home.lay_before()
    home.decide()
    home.shares("health")
    assert home.reads_of(letter) == {"own_words": "Hello."}


def test_what_is_shared_since_they_read_it_is_looked_at_again(home):
    home.shares("health")
    home.draft(own_words="Hello.", health="A cold.")
    home.stops("health")
    home.lay_before()
    home.shares("health")
    with pytest.raises(ValidationError, match="just changed"):
        home.decide(parts=["own_words"])
    home.decide(parts=["own_words", "health"])


def test_who_has_no_page_of_their_own_is_not_decided_for(home):
    home.draft()
    home.rows.account.change(ended_at=home.now)
    with pytest.raises(ValidationError, match="no page of their own"):
        home.lay_before()


def test_a_letter_of_a_month_is_one(home):
    letter = home.draft()
    with pytest.raises(ValidationError, match="already a letter"):
        home.draft(about=letter.month)


def sent(home):
    home.draft()
    home.lay_before()
    home.decide()
    return home.letter


def test_a_letter_stays_as_decided(home):
    letter = sent(home)
    rows = Summary.unscoped.filter(pk=letter.pk)
    for change in ({"decision": "", "decided_at": None, "decided_by": None, "consent": None}, {"shown_at": home.now}):
        with promise("summary_stays_as_decided"):
            rows.update(**change)
    with promise("summary_stays_as_decided"), transaction.atomic():
        rows._raw_delete("default")


def test_no_word_of_it_is_changed_added_or_taken_away(home):
    letter = sent(home)
    words = Passage.unscoped.filter(summary=letter)
    with promise("passage_stays_as_decided"):
        words.update(text="Other words.")
    with promise("passage_stays_as_decided"):
        words._raw_delete("default")
    with promise("passage_stays_as_decided"):
        Passage(centre=home.house.centre, summary=letter, part=Part.YOU, text="Send money.").save()


def test_no_word_is_moved_into_it(home):
    letter, other = sent(home), home.draft(about=home.day.replace(day=1, year=2020))
    with promise("passage_stays_as_decided"):
        Passage.unscoped.filter(summary=other).update(summary=letter, part=Part.YOU)


def row(home, **fields):
    known = {"resident": home.rows.second, "contact": home.contact, "month": home.day.replace(year=2020, day=1)}
    known |= {"language": "en", "drafted_by": home.house.worker, "drafted_at": home.now}
    return Summary(centre=home.house.centre, **known | fields)


def decide(home, **fields):
    """Decide about a new letter behind the back of every action."""
    known = {"shown_at": home.now, "decided_at": home.now, "decided_by": home.rows.account}
    known |= {"decision": Decision.SEND, "consent": home.rows.consent}
    letter = row(home)
    letter.save()
    Summary.unscoped.filter(pk=letter.pk).update(**known | fields)


def test_a_letter_begins_undecided(home):
    known = {"shown_at": home.now, "decided_at": home.now, "decided_by": home.rows.account}
    with promise("summary_stays_as_decided"):
        row(home, **known, decision=Decision.NOT_NOW).save()


def test_one_letter_a_month(home):
    row(home).save()
    with promise("summary_one_a_month"):
        row(home).save()


def test_a_month_begins_with_its_first_day(home):
    with promise("summary_of_a_month"):
        row(home, month=home.day.replace(year=2020, day=2)).save()


@pytest.mark.parametrize("field", ["decided_at", "decided_by"])
def test_somebody_decides_at_a_time(home, field):
    with promise("summary_decided_by_somebody_at_a_time"):
        decide(home, **{field: None})


def test_nothing_is_decided_that_was_not_shown(home):
    with promise("summary_decided_within_7_days"):
        decide(home, shown_at=None)


@pytest.mark.parametrize("late", [-SECOND, TO_DECIDE])
def test_it_is_decided_within_seven_days(home, late):
    with promise("summary_decided_within_7_days"):
        decide(home, decided_at=home.now + late)


@pytest.mark.parametrize("fields", [{"consent": None}, {"decision": Decision.NOT_NOW}])
def test_what_is_sent_and_only_that_names_its_consent(home, fields):
    with promise("summary_sent_with_its_consent"):
        decide(home, **fields)


def test_it_is_sent_on_a_consent_about_this_relative(home):
    other = kin.consent(home.house, home.rows.sister, "daily")
    with promise("summary_consent_of_same_contact"):
        decide(home, consent=other)


def test_nobody_else_decides(home):
    other = kin.account(home.house, home.rows.resident, home.house.read_once, home.now)
    with promise("summary_decided_by_the_resident"):
        decide(home, decided_by=other)


def test_it_goes_to_the_own_relative(home):
    with promise("summary_contact_of_same_resident"):
        row(home, resident=home.rows.resident).save()


def test_a_part_stands_once(home):
    letter = home.draft()
    with promise("passage_one_of_a_part"):
        Passage(centre=home.house.centre, summary=letter, part=Part.OWN_WORDS, text="Again.").save()


def test_a_part_says_something(home):
    letter = home.draft()
    with promise("passage_says_something"):
        Passage(centre=home.house.centre, summary=letter, part=Part.YOU, text="").save()


def test_the_draft_begins_with_the_notes_that_were_marked_for_it(as_worker, north):
    """Of the mother, daily life is shared; what was noted for another topic is not even offered."""
    with world.inside(north.centre):
        kin.note(north, north.rows.second, "notehealth", topic="health")
        kin.note(north, north.rows.second, "noteforno")
        Summary.unscoped.filter(pk=north.rows.waiting.pk).delete()
    page = as_worker.get(f"{north.url}letters/to/{north.rows.mother.pk}/").content.decode()
    assert north.rows.note.fact in page
    assert "northnotehealthcanary" not in page
    assert "northnotefornocanary" not in page
    assert 'name="health"' not in page


def test_what_is_not_shared_cannot_be_written_into_it(as_worker, north):
    data = {"own_words": "Hello.", "health": "A cold.", "version": 1}
    assert as_worker.post(f"{north.url}letters/to/{north.rows.sister.pk}/", posts.operation() | data)
    with world.inside(north.centre):
        letter = Summary.unscoped.get(contact=north.rows.sister)
        assert [p.part for p in letter.passages.all()] == ["own_words"]


def test_counts_are_plain_numbers_of_times(as_worker, north):
    with world.inside(north.centre):
        kin.consent(north, north.rows.sister, "activities")
    page = as_worker.get(f"{north.url}letters/to/{north.rows.sister.pk}/").content.decode()
    assert f"{north.rows.period.name}: 1 time" in page
    assert f"{north.rows.chore.name}: 1 time" in page
    assert "%" not in page.split("<main")[1].split("<textarea")[1].split("</textarea>")[0]


@pytest.mark.parametrize("month", ["2020-01", "2026-13", "x", "9999-99"])
def test_a_letter_tells_of_this_month_or_the_last(as_worker, north, month):
    assert as_worker.get(f"{north.url}letters/to/{north.rows.sister.pk}/?month={month}").status_code == 404


def test_without_a_yes_there_is_no_field_and_no_button(as_worker, north):
    with world.inside(north.centre):
        Household(north, north.rows.sister).stops()
    page = as_worker.get(f"{north.url}letters/to/{north.rows.sister.pk}/")
    assert "no yes to a letter" in page.content.decode()
    assert b"<textarea" not in page.content
    assert "northsister" not in as_worker.get(f"{north.url}letters/").content.decode()
