"""Mail that a house sends: a row in the transaction of what it tells of, sent once, asked anew when it is due.

The row holds ids alone. An app registers, in `ready()`, a writer for each kind: it is asked inside the house
when the mail is due, looks again at what the recipient may be told, and gives a Letter, or None to withhold
it. A letter carries a link, never content. Celery only wakes (design 1); what is due is a query, so a mail
server or a broker that is away delays mail and loses none.

A worker that dies between the mail server's yes and the mark is the one case in which a mail is sent a second
time, with the same Message-ID, by which a mail program knows that it has it already.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction

from . import live, post
from .celery import app
from .models import Centre, Mail
from .tenancy import inside

LEASE = dt.timedelta(minutes=5)
"""How long a worker may have a mail in hand before another takes it."""
PAUSES = [dt.timedelta(seconds=15), dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30)]
"""After a try that failed, the wait before the next; the last one from then on. Nothing is ever given up."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """What a writer gives: to whom, in which words."""

    to: str
    subject: str
    text: str


Writer = Callable[[Mail, dt.datetime], Letter | None]
writers: dict[str, Writer] = {}


def register(kind, writer):
    """`writer(mail, moment)` is asked inside the house, at the moment of sending."""
    writers[kind] = writer


def put(kind, *, centre, about, recipient, at):
    """Write a mail into the outbox, with the change that it tells of. A second time it changes nothing."""
    if kind not in writers:
        raise KeyError(kind)
    mail = Mail(centre=centre, kind=kind, about=about, recipient=recipient, due_at=at)
    Mail.unscoped.bulk_create([mail], ignore_conflicts=True)
    live.after_commit(post.office.submit, app.send_task, "centre.send_due_mail")


def send_due(moment):
    """Send whatever is due in every house, one by one. Returns (sent, withheld, failed) as numbers."""
    count = {"sent": 0, "withheld": 0, "failed": 0}
    while claimed := claim(moment):
        for centre_id, mail_id in claimed:
            count[send(Centre.objects.get(pk=centre_id), mail_id, moment)] += 1
    return count["sent"], count["withheld"], count["failed"]


def claim(moment):
    values: tuple = moment, LEASE
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT centre_id, id FROM centre_mail_due(%s, %s)", values)
        return cursor.fetchall()


def send(centre, mail_id, moment):
    """Write one mail and send it: "sent", "withheld" or "failed". The mail server is asked between two transactions."""
    with inside(centre):
        mail = Mail.unscoped.get(pk=mail_id)
    try:
        with inside(centre):
            letter = writers[mail.kind](mail, moment)
        if letter is not None:
            deliver(mail, centre, letter)
    except Exception as away:  # the mail server, the way to it, or the writer: no other mail waits for it
        log.error("Mail %s could not be sent; it is tried again. %s", mail.pk, type(away).__name__)
        return end(centre, mail, "failed", claimed_at=None, due_at=moment + pause_after(mail.tries))
    if letter is None:
        return end(centre, mail, "withheld", withheld_at=moment)
    return end(centre, mail, "sent", sent_at=moment)


def end(centre, mail, how, **fields):
    with inside(centre):
        Mail.unscoped.filter(pk=mail.pk, sent_at=None, withheld_at=None).update(**fields)
    return how


def pause_after(tries):
    return PAUSES[min(tries, len(PAUSES)) - 1]


def deliver(mail, centre, letter):
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{centre.pk}.{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    with get_connection() as server:
        EmailMessage(letter.subject, letter.text, to=[letter.to], headers=headers, connection=server).send()


def link(path):
    """The address of a page as it stands in a mail."""
    return settings.PUBLIC_URL.rstrip("/") + path
