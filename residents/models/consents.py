from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet, WrittenOnce

from .contacts import Contact
from .people import Resident


class Topic(models.TextChoices):
    """What a resident may share with one person. Each stands alone; none follows from another."""

    SIGN_IN = "sign_in", _("May sign in here and read what I share")
    LIVING = "living", _("That I live here and am safe")
    DAILY = "daily", _("Daily life in general")
    ACTIVITIES = "activities", _("What I do")
    PLAN = "plan", _("Plan and goals")
    HEALTH = "health", _("Health")
    INCIDENTS = "incidents", _("If something happens")
    PHOTOS = "photos", _("Photographs")
    MOVING = "moving", _("Plans for moving out")


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


class Way(models.TextChoices):
    OWN_PAGE = "own_page", _("on my own page")
    ON_PAPER = "paper", _("on paper")


class ConsentQuerySet(ScopedQuerySet):
    def standing(self):
        """The last word on each topic, yes or no."""
        return self.filter(ended_at=None)

    def current_on(self, day):
        """What somebody may be told on a date: said yes to, not withdrawn, not lapsed."""
        return self.standing().filter(answer=Answer.YES, expires_on__gt=day, contact__ended_at=None)


class Consent(Scoped):
    """What a resident said about sharing one topic with one person, in the words that were put to them."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="consents")
    contact = ScopedKey(Contact, related_name="consents")
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer)
    text = models.TextField(_("text"), max_length=600)
    """The very sentence that was agreed to, or not."""
    language = models.CharField(max_length=5)
    way = models.CharField(_("given"), max_length=8, choices=Way)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_on = models.DateField(_("until"), null=True)
    """The first day on which it does not hold any more. A no has none."""
    ended_at = models.DateTimeField(null=True)
    """Withdrawn, or another answer took its place."""
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    unscoped = ConsentQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="consent_resident_of_same_centre"),
            SameCentre(field="contact", also="resident", name="consent_contact_of_same_resident"),
            WrittenOnce(later=["ended_at", "ended_by"], name="consent_written_once"),
            models.UniqueConstraint(fields=["centre", "contact", "id"], name="consent_contact_key"),
            models.UniqueConstraint(
                fields=["centre", "contact", "topic"], condition=Q(ended_at=None), name="consent_one_answer_per_topic"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.YES, expires_on__isnull=False) | Q(answer=Answer.NO, expires_on=None),
                name="consent_yes_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.ON_PAPER, signed_on__isnull=False) | Q(way=Way.OWN_PAGE, signed_on=None),
                name="consent_on_paper_with_its_day",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="consent_says_to_what"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="consent_ended_by_somebody",
            ),
        ]

    def is_current_on(self, day):
        return self.ended_at is None and self.answer == Answer.YES and self.expires_on > day
