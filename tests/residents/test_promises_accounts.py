"""Each promise about invitations, own sign-ins and mails, broken once."""

import datetime as dt

from django.utils import timezone

from centre.models import Mail
from residents.models import Account, AccountInvitation
from tests.broken import promise

NOW = timezone.now()


def invitation(house, **fields):
    known = {"resident": house.rows.former, "email": "x@y.example", "made_by": house.worker, "made_at": NOW}
    return AccountInvitation(centre=house.centre, **known | {"expires_at": NOW + dt.timedelta(hours=72)} | fields)


def test_an_invitation_holds_72_hours_at_most(inside_north):
    with promise("accountinvitation_holds_72_hours"):
        invitation(inside_north, expires_at=NOW + dt.timedelta(hours=73)).save()


def test_an_invitation_is_used_in_time(inside_north):
    with promise("accountinvitation_used_in_time"):
        invitation(inside_north, used_at=NOW + dt.timedelta(hours=72)).save()


def test_an_invitation_that_was_taken_back_is_not_used(inside_north):
    with promise("accountinvitation_used_in_time"):
        invitation(inside_north, used_at=NOW, ended_at=NOW).save()


def test_a_resident_has_one_open_invitation(inside_north):
    invitation(inside_north).save()
    with promise("account_invitation_one_open"):
        invitation(inside_north).save()


def account(house, **fields):
    known = {"resident": house.rows.resident, "user": house.left, "from_at": NOW}
    return Account(centre=house.centre, **known | {"invitation": house.rows.invitation} | fields)


def test_a_resident_has_one_sign_in(inside_north):
    account(inside_north).save()
    asked = invitation(inside_north, resident=inside_north.rows.resident, ended_at=NOW)
    asked.save()
    with promise("account_one_per_resident"):
        account(inside_north, user=inside_north.coming, invitation=asked).save()


def test_a_person_is_one_resident_of_a_house(inside_north):
    with promise("account_one_per_person"):
        account(inside_north, user=inside_north.living).save()


def test_an_invitation_opens_one_sign_in(inside_north):
    account(inside_north, ended_at=NOW).save()
    with promise("account_one_per_invitation"):
        account(inside_north, user=inside_north.coming).save()


def test_an_invitation_opens_the_page_of_the_one_who_was_asked(inside_north):
    with promise("account_invitation_of_same_resident"):
        account(inside_north, resident=inside_north.rows.former).save()


def test_a_mail_is_written_once(inside_north):
    known = {"kind": "x", "about": 1, "recipient": 1, "due_at": NOW}
    Mail(centre=inside_north.centre, **known).save()
    with promise("mail_written_once"):
        Mail(centre=inside_north.centre, **known).save()


def test_a_mail_is_sent_or_withheld(inside_north):
    with promise("mail_sent_or_withheld"):
        Mail.unscoped.filter(pk=inside_north.rows.mail.pk).update(withheld_at=NOW)
