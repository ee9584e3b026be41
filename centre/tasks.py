"""Tasks of the foundation: thin wrappers, safe to run twice."""

from celery import shared_task
from django.utils import timezone

from centre import clearing, outbox, post
from centre.models import Heartbeat


@shared_task(name="centre.tick")
def tick():
    """Says that beat, broker and worker are all there; /readyz reads it."""
    Heartbeat.objects.update_or_create(name="beat", defaults={"at": timezone.now()})


@shared_task(name="centre.send_mail")
def send_mail(subject, text, sender, to):
    """Run twice, it sends the letter twice. The letter itself is the argument: there is no row to name yet."""
    post.deliver(subject, text, sender, to)


@shared_task(name="centre.clear_away")
def clear_away():
    """Daily: what is of no use any more. Run twice, there is nothing left for the second."""
    clearing.clear_away(timezone.now())


@shared_task(name="centre.send_due_mail")
def send_due_mail():
    """Every 10 seconds, and at once when a mail was written."""
    outbox.send_due(timezone.now())
