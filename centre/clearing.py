"""What is of no use any more goes: ids of forms that nobody will send again, sessions that are over."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Exists, OuterRef


@transaction.atomic
def clear_away(moment):
    """Forget operations after 14 days in every house, and sessions once they are over. Returns how many of each."""
    return {
        "operations": forget_operations(moment),
        "sessions": Session.objects.filter(expire_date__lt=moment).delete()[0],
        "devices": UserSession.objects.filter(~Exists(session_of_the_device())).delete()[0],
    }


def forget_operations(moment):
    with connection.cursor() as cursor:
        cursor.execute("SELECT centre_forget_operations(%s)", [moment])
        return cursor.fetchone()[0]


def session_of_the_device():
    return Session.objects.filter(session_key=OuterRef("session_key"))
