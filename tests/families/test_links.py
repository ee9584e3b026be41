"""A relative's sign-in: asked for on the resident's yes, opened once within 72 hours, shut at their word."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centre import invitations, outbox
from centre.models import Mail, User
from centre.tenancy import inside
from families import links
from families.models import Link, LinkInvitation
from residents import consenting
from residents.models import Contact, Topic
from tests import canaries, kin, posts, world
from tests.broken import promise

from .house import DAY, Household

NOW = timezone.now()
PASSWORDS = {"new_password1": "a-long-password", "new_password2": "a-long-password"}


def path_of(house, invitation=None):
    return f"{house.url}family/invitation/{invitations.token_of(invitation or house.rows.link_invitation)}/"


def doors(house, contact):
    with world.inside(house.centre):
        return Link.unscoped.current().filter(contact=contact).count()


def test_a_relative_opens_their_door_with_the_link(client, north):
    page = client.get(path_of(north))
    assert page.status_code == 200
    assert "northsecond" not in page.content.decode()
    assert client.post(path_of(north), posts.operation() | PASSWORDS).status_code == 302
    assert doors(north, north.rows.father) == 1
    client.force_login(User.objects.get(email="father@north.example"))
    assert client.get("/", follow=True).redirect_chain == [(f"{north.url}family/", 302)]


def test_the_link_holds_once(client, north):
    client.post(path_of(north), posts.operation() | PASSWORDS)
    assert client.get(path_of(north)).status_code == 404
    assert client.post(path_of(north), posts.operation() | PASSWORDS).status_code == 404
    assert doors(north, north.rows.father) == 1


def test_the_link_holds_for_72_hours(client, north, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: north.rows.link_invitation.expires_at)
    assert client.get(path_of(north)).status_code == 404


def test_a_yes_that_is_withdrawn_takes_the_link_with_it(client, north):
    with world.inside(north.centre):
        Household(north, north.rows.father).stops(Topic.SIGN_IN)
    assert client.post(path_of(north), posts.operation() | PASSWORDS).status_code == 404
    assert doors(north, north.rows.father) == 0


def test_a_yes_that_has_lapsed_opens_nothing(inside_north, client):
    north = inside_north
    later = NOW + 190 * DAY
    with pytest.raises(ValidationError, match="taken back"):
        links.accept(invitation=north.rows.link_invitation, user=north.read_once, at=later)
    assert links.yes_to_signing_in(north.rows.father, north.centre.day_at(later)) is None


def test_an_address_with_an_account_signs_in_first(client, north):
    canaries.user("father@north.example")
    page = client.get(path_of(north)).content.decode()
    assert "There is a sign-in for father@north.example already." in page
    client.force_login(User.objects.get(email="father@north.example"))
    assert client.post(path_of(north), posts.operation()).status_code == 302
    assert doors(north, north.rows.father) == 1


@pytest.mark.parametrize("who", ["resident", "worker"])
def test_the_resident_asks_or_the_staff_with_their_yes(client, north, who):
    contact = north.rows.father
    path = {
        "resident": f"{north.url}my/family/{contact.pk}/ask/",
        "worker": f"{north.url}people/contacts/{contact.pk}/sign-in/ask/",
    }[who]
    client.force_login(north.living if who == "resident" else north.worker)
    assert client.post(path, posts.operation()).status_code == 302
    with world.inside(north.centre):
        asked = LinkInvitation.unscoped.open_at(NOW + DAY).get(contact=contact)
        assert asked.pk != north.rows.link_invitation.pk
        assert Mail.unscoped.filter(kind=links.ASKED, about=asked.pk).count() == 1


@pytest.mark.parametrize(
    ("who", "says"),
    [("father", "no e-mail address"), ("father", "There is no yes"), ("mother", "has a sign-in already")],
)
def test_nobody_is_asked_who_cannot_be(inside_north, who, says):
    north = inside_north
    contact = north.rows.mother if who == "mother" else north.rows.father
    if says == "There is no yes":
        Household(north, contact).stops(Topic.SIGN_IN)
    elif says == "no e-mail address":
        type(contact).unscoped.filter(pk=contact.pk).update(email="")
    with pytest.raises(ValidationError, match=says):
        links.ask(contact=contact, by=north.worker, day=north.today, at=NOW)


def test_an_ended_door_opens_nothing_from_the_next_request_on(client, as_worker, north):
    client.force_login(north.worker)
    assert client.post(f"{north.url}people/contacts/{north.rows.mother.pk}/sign-in/end/", posts.operation())
    client.force_login(north.reader)
    assert client.get(f"{north.url}family/").status_code == 404


def test_a_yes_that_lapsed_shuts_the_door_until_it_is_given_anew(client, north, monkeypatch):
    client.force_login(north.reader)
    later = NOW + 200 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client.force_login(north.reader)
    assert client.get(f"{north.url}family/").status_code == 404
    assert client.get("/").status_code == 200
    with world.inside(north.centre):
        home = Household(north)
        home.now = later
        home.shares("sign_in")
    assert client.get(f"{north.url}family/").status_code == 200


@pytest.mark.parametrize("who", ["resident", "staff"])
@pytest.mark.parametrize("field", ["email", "given_name"])
def test_another_name_or_address_needs_another_yes(client, north, who, field):
    """Nobody lets a third person in under the yes to a relative."""
    contact = north.rows.mother
    client.force_login(north.living if who == "resident" else north.director)
    path = f"{north.url}{'my' if who == 'resident' else 'people'}/contacts/{contact.pk}/change/"
    known = {name: getattr(contact, name) for name in ("family_name", "given_name", "email", "language", "relation")}
    data = known | {field: "x@payer.example", "version": contact.version}
    assert client.post(path, posts.operation() | data).status_code == 302
    assert doors(north, contact) == 0
    with world.inside(north.centre):
        assert links.yes_to_signing_in(contact, north.today) is None


def test_another_relation_needs_none(client, north):
    contact = north.rows.mother
    client.force_login(north.director)
    known = {name: getattr(contact, name) for name in ("family_name", "given_name", "email", "language")}
    path = f"{north.url}people/contacts/{contact.pk}/change/"
    client.post(path, posts.operation() | known | {"relation": "aunt", "version": contact.version})
    assert doors(north, contact) == 1


def test_a_contact_who_is_not_named_any_more_has_no_door(client, north):
    client.force_login(north.living)
    client.post(f"{north.url}my/contacts/{north.rows.mother.pk}/end/", posts.operation())
    client.force_login(north.reader)
    assert client.get(f"{north.url}family/").status_code == 404


def row(house, **fields):
    known = {"contact": house.rows.sister, "user": house.stranger_, "from_at": NOW}
    return Link(centre=house.centre, **known | fields)


@pytest.fixture
def house(inside_north, cast):
    inside_north.people["stranger_"] = cast.stranger
    return inside_north


def test_one_door_a_relative(house):
    (ended,) = house.rows.sister.links.all()
    yes = {"used_at": NOW, "consent": ended.invitation.consent}
    first, other = (kin.link_invitation(house, house.rows.sister, "x@north.example", **yes) for _ in range(2))
    row(house, invitation=first).save()
    with promise("link_one_per_contact"):
        row(house, invitation=other).save()


def test_one_door_an_invitation(house):
    used = house.rows.link.invitation
    with promise("link_one_per_invitation"):
        row(house, contact=house.rows.mother, invitation=used, ended_at=NOW).save()


def test_a_door_is_opened_by_its_own_invitation(house):
    with promise("link_invitation_of_same_contact"):
        row(house, invitation=house.rows.link_invitation).save()


def invitation(house, **fields):
    asked = house.rows.link_invitation
    known = {"contact": asked.contact, "consent": asked.consent, "email": "x@north.example", "made_by": house.worker}
    known |= {"made_at": NOW, "expires_at": NOW + DAY}
    return LinkInvitation(centre=house.centre, **known | fields)


def test_one_invitation_is_open(house):
    with promise("link_invitation_one_open"):
        invitation(house).save()


def test_an_invitation_holds_72_hours(house):
    with promise("linkinvitation_holds_72_hours"):
        invitation(house, used_at=NOW, expires_at=NOW + 4 * DAY).save()


@pytest.mark.parametrize("fields", [{"used_at": NOW + 2 * DAY}, {"used_at": NOW, "ended_at": NOW}])
def test_an_invitation_is_used_in_time(house, fields):
    with promise("linkinvitation_used_in_time"):
        invitation(house, **fields).save()


def test_an_invitation_stands_on_a_yes_about_this_relative(house):
    with promise("link_invitation_consent_of_same_contact"):
        invitation(house, used_at=NOW, consent=house.rows.consent).save()


def kept_house():
    with transaction.atomic():
        return world.build().north


@pytest.mark.django_db(transaction=True)
def test_the_mail_about_a_letter_carries_a_link_and_no_name():
    north = kept_house()
    with inside(north.centre):
        home = Household(north)
        home.draft(own_words="Hello.")
        home.lay_before()
        home.decide()
    assert outbox.send_due(timezone.now())[0] == 1
    (sent,) = mail.outbox
    assert sent.to == ["reader@north.example"]
    assert "/c/north/family/\n" in sent.body + "\n"
    told = canaries.of_relatives("north") - {canaries.the_name_of(north)}
    assert not any(word in (sent.body + sent.subject).lower() for word in told)
    assert "Hello." not in sent.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stop", ["letter", "door"])
def test_a_mail_is_withheld_when_the_yes_is_withdrawn_before_it_goes(stop):
    north = kept_house()
    with inside(north.centre):
        home = Household(north)
        home.draft()
        home.lay_before()
        home.decide()
        home.stops() if stop == "letter" else home.stops(Topic.SIGN_IN)
    assert outbox.send_due(timezone.now()) == (0, 1, 0)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_the_mail_that_asks_is_withheld_without_the_yes():
    north = kept_house()
    with inside(north.centre):
        contact = Contact.unscoped.get(pk=north.rows.father.pk)
        links.ask(contact=contact, by=north.living, day=north.today, at=NOW)
        consenting.withdraw(contact=contact, by=north.living, at=NOW, topics=[Topic.SIGN_IN])
    assert outbox.send_due(timezone.now()) == (0, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_the_mail_that_asks_carries_the_link_alone(client):
    north = kept_house()
    with inside(north.centre):
        links.ask(contact=Contact.unscoped.get(pk=north.rows.father.pk), by=north.living, day=north.today, at=NOW)
    outbox.send_due(timezone.now())
    (sent,) = mail.outbox
    assert "northsecond" not in sent.body
    (path,) = re.findall(r"https?://[^/]+(/c/\S+)", sent.body)
    assert client.get(path).status_code == 200
