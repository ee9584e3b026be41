"""Those who belong to the second resident of a house: accounts, contacts, links, consents, letters, notes."""

import datetime as dt

from django.utils import timezone

from centre.models import Mail, OutsideHelp
from families.models import Decision, Link, LinkInvitation, News, Part, Passage, Summary
from residents.models import (
    LAPSES_AFTER,
    Account,
    AccountInvitation,
    Answer,
    Consent,
    Contact,
    ContactKind,
    DepartureRequest,
    SaidHow,
    Topic,
    Way,
)
from support.models import Handover, Learning, Note, Receipt, Task
from tests.canaries import DAY, canary, names, user


def share(home):
    """The second resident signs in themself, has named two people outside, and wants to leave."""
    word, centre, rows, now = home.word, home.centre, home.rows, timezone.now()
    rows.officer = OutsideHelp.unscoped.create(
        centre=centre, name=canary(word, "officer"), email=f"officer@{word}.example", is_officer=True
    )
    home.people["living"] = user(f"living@{word}.example", **names(word, "living"))
    home.people["lived"] = user(f"lived@{word}.example", **names(word, "lived"))
    rows.account = account(home, rows.second, home.living, now)
    account(home, rows.former, home.lived, now, ended_at=now)
    rows.invitation = AccountInvitation.unscoped.create(
        centre=centre,
        resident=rows.resident,
        email=f"invited@{word}.example",
        language="en",
        made_by=home.worker,
        made_at=now,
        expires_at=now + dt.timedelta(hours=72),
    )
    rows.mother = contact(home, "mother", kind=ContactKind.RELATIVE, email=f"mother@{word}.example")
    rows.outside = contact(home, "outside", kind=ContactKind.OUTSIDE_PERSON, email=f"outside@{word}.example")
    DepartureRequest.unscoped.create(
        centre=centre,
        resident=rows.second,
        stay=rows.second.stays.get(),
        said_at=now - 20 * DAY,
        how=SaidHow.TO_STAFF,
        recorded_by=home.worker,
        withdrawn_at=now - 19 * DAY,
        withdrawn_by=rows.account,
    )
    rows.departure_request = DepartureRequest.unscoped.create(
        centre=centre,
        resident=rows.second,
        stay=rows.second.stays.get(),
        said_at=now,
        how=SaidHow.OWN_PAGE,
        recorded_by=home.living,
    )
    rows.mail = Mail.unscoped.create(
        centre=centre, kind="test", about=rows.departure_request.pk, recipient=rows.outside.pk, due_at=now, sent_at=now
    )


def write_home(home):
    """The second resident shares some topics with their mother, who reads letters here."""
    word, rows, now = home.word, home.rows, timezone.now()
    home.people["reader"] = user(f"reader@{word}.example", **names(word, "reader"))
    home.people["read_once"] = user(f"read-once@{word}.example", **names(word, "once"))
    rows.father = contact(home, "father", kind=ContactKind.RELATIVE, email=f"father@{word}.example")
    rows.sister = contact(home, "sister", kind=ContactKind.RELATIVE)
    for topic in (Topic.LIVING, Topic.DAILY):
        rows.consent = consent(home, rows.mother, topic)
    consent(home, rows.mother, Topic.HEALTH, answer=Answer.NO)
    consent(home, rows.mother, Topic.PLAN, ended_at=now, ended_by=home.living)
    for one in (rows.father, rows.sister):
        consent(home, one, Topic.LIVING, way=Way.ON_PAPER, account=None, recorded_by=home.worker)
    rows.link = link(home, rows.mother, home.reader)
    link(home, rows.sister, home.read_once, ended_at=now)
    rows.link_invitation = link_invitation(home, rows.father, f"father@{word}.example")
    rows.said = ",".join(str(said.pk) for said in rows.mother.consents.filter(ended_at=None))
    this_month = home.today.replace(day=1)
    rows.last_month = (this_month - DAY).replace(day=1)
    rows.sent = letter(
        home,
        rows.mother,
        rows.last_month,
        {Part.OWN_WORDS: "readwords", Part.MONTH: "readmonth", Part.HEALTH: "hiddenhealth", Part.PLAN: "hiddenplan"},
        shown_at=now,
    )
    Summary.unscoped.filter(pk=rows.sent.pk).update(
        decision=Decision.SEND, decided_at=now, decided_by=rows.account, consent=rows.consent
    )
    rows.waiting = letter(home, rows.mother, this_month, {Part.MONTH: "waitingmonth"}, shown_at=now)
    rows.draft = letter(home, rows.father, this_month, {Part.OWN_WORDS: "draftwords"})
    rows.note = note(home, rows.second, "note", topic=Topic.DAILY)
    other = note(home, rows.resident, "othernote", learning=Learning.TAUGHT_TO, with_resident=rows.second)
    rows.handover = Handover.unscoped.create(
        centre=home.centre, text=canary(word, "handover"), must_read=True, by=home.director, at=now
    )
    rows.handed_note = Handover.unscoped.create(centre=home.centre, note=other, by=home.worker, at=now)
    Receipt.unscoped.create(centre=home.centre, handover=rows.handover, version=1, by=home.night, at=now)
    rows.task = Task.unscoped.create(
        centre=home.centre,
        what=canary(word, "task"),
        resident=rows.second,
        note=rows.note,
        owner=rows.worker_membership,
        due_on=home.today,
        by=home.director,
        at=now,
    )
    rows.news = News.unscoped.create(centre=home.centre, on=home.today + 9 * DAY, text=canary(word, "news"))


def consent(home, contact, topic, **fields):
    given = {"answer": Answer.YES, "way": Way.OWN_PAGE, "account": home.rows.account, "recorded_by": home.living}
    given |= {"given_on": home.today - 9 * DAY, "expires_on": home.today - 9 * DAY + LAPSES_AFTER}
    return Consent.unscoped.create(
        centre=home.centre,
        resident=contact.resident,
        contact=contact,
        topic=topic,
        text="What was put to them.",
        language="en",
        at=timezone.now(),
        **given | fields,
    )


def link_invitation(home, contact, email, **fields):
    now = timezone.now()
    return LinkInvitation.unscoped.create(
        centre=home.centre,
        contact=contact,
        consent=fields.pop("consent", None) or consent(home, contact, Topic.SIGN_IN),
        email=email,
        language="en",
        made_by=home.worker,
        made_at=now,
        expires_at=now + dt.timedelta(hours=72),
        **fields,
    )


def link(home, contact, user, **fields):
    now = timezone.now()
    asked = link_invitation(home, contact, user.email, used_at=now)
    return Link.unscoped.create(centre=home.centre, contact=contact, user=user, invitation=asked, from_at=now, **fields)


def letter(home, contact, month, passages, **fields):
    summary = Summary.unscoped.create(
        centre=home.centre,
        resident=contact.resident,
        contact=contact,
        month=month,
        language="en",
        drafted_by=home.worker,
        drafted_at=timezone.now(),
        **fields,
    )
    for part, what in passages.items():
        Passage.unscoped.create(centre=home.centre, summary=summary, part=part, text=canary(home.word, what))
    return summary


def note(home, resident, what, **fields):
    return Note.unscoped.create(
        centre=home.centre,
        resident=resident,
        day=home.today,
        fact=canary(home.word, what),
        by=home.worker,
        at=timezone.now(),
        **fields,
    )


def account(home, resident, user, at, **fields):
    asked = AccountInvitation.unscoped.create(
        centre=home.centre,
        resident=resident,
        email=user.email,
        made_by=home.worker,
        made_at=at,
        expires_at=at + dt.timedelta(hours=72),
        used_at=at,
    )
    return Account.unscoped.create(
        centre=home.centre, resident=resident, user=user, invitation=asked, from_at=at, **fields
    )


def contact(home, who, **fields):
    return Contact.unscoped.create(
        centre=home.centre,
        resident=home.rows.second,
        relation=canary(home.word, f"{who}relation"),
        language="en",
        **fields,
        **names(home.word, who),
    )
