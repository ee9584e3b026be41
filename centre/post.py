"""Mail leaves after the commit, and never inside a request.

A request that waited for the mail server would tell by its time, or by its 500, whose address is known. So
the letter is written in the request; after the commit a thread hands it to a worker, or to the mail server
itself while the broker is away. These letters hold a secret (a link that sets a password), so they are no rows
of the outbox: one is lost when the machine dies between the commit and the hand-over, or when the mail server
is away; whoever waits for it asks for another. What a house sends by itself goes through `outbox`.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage

from . import live

office = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")
"""One thread: without broker and mail server it waits, and the requests do not."""
log = logging.getLogger(__name__)


def after_commit(hand_over, message):
    """Give `message` to `hand_over`, which takes it to a worker, once its transaction has committed."""
    letter = message.subject, message.body, message.from_email, message.to
    live.after_commit(office.submit, handed_over, hand_over, *letter)


def handed_over(hand_over, *letter):
    try:
        hand_over(*letter)
    except Exception as away:
        log.warning("No worker can be told of a mail; it is sent from here. %s", type(away).__name__)
        deliver(*letter)


def deliver(subject, text, sender, to):
    """A mail server that is away is logged, by the kind of error alone: its words hold the address."""
    try:
        EmailMessage(subject, text, sender, to).send()
    except Exception as error:
        log.error("A mail could not be sent. %s", type(error).__name__)
