import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet, WrittenOnce

from .contacts import Account, Contact
from .people import Resident

LAPSES_AFTER = dt.timedelta(days=182)
"""Half a year: then a yes is asked for anew."""


ASKED_ANEW = dt.timedelta(days=30)
"""So long before a yes lapses it can be given anew."""


class Topic(models.TextChoices):
    """What a resident may share with one person. Each stands alone; none follows from another."""

    SIGN_IN = "sign_in", _("May sign in here")
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
    OWN_PAGE = "own_page", _("on the own page")
    ON_PAPER = "paper", _("on paper")


class ConsentQuerySet(ScopedQuerySet):
    def standing(self):
        """The last word on each topic, yes or no."""
        return self.filter(ended_at=None)

    def current_on(self, day):
        """What somebody may be told on a date: said yes to, not withdrawn, not lapsed."""
        return self.standing().filter(answer=Answer.YES, expires_on__gt=day, contact__ended_at=None)

    def newest_first(self):
        return self.order_by("-at", "-id")


class Consent(Scoped):
    """What a resident said about sharing one topic with one person, in the words that were put to them.

    A yes comes from the resident's own page, or from a paper that they signed. Nobody else can give it.
    """

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="consents")
    contact = ScopedKey(Contact, related_name="consents")
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer)
    text = models.TextField(_("text"), max_length=600)
    """The very sentence that was agreed to, or not."""
    language = models.CharField(max_length=5)
    way = models.CharField(_("given"), max_length=8, choices=Way)
    account = ScopedKey(Account, related_name="+", null=True)
    """The resident's own sign-in; None for a paper."""
    given_on = models.DateField(_("signed on"))
    expires_on = models.DateField(_("until"))
    """The first day on which it does not hold any more."""
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Withdrawn, or another answer took its place."""
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    unscoped = ConsentQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="consent_resident_of_same_centre"),
            SameCentre(field="contact", also="resident", name="consent_contact_of_same_resident"),
            SameCentre(field="account", also="resident", name="consent_account_of_same_resident"),
            WrittenOnce(later=["ended_at", "ended_by"], name="consent_written_once"),
            models.UniqueConstraint(fields=["centre", "contact", "id"], name="consent_contact_key"),
            models.UniqueConstraint(
                fields=["centre", "contact", "topic"], condition=Q(ended_at=None), name="consent_one_answer_per_topic"
            ),
            models.CheckConstraint(
                condition=Q(way=Way.OWN_PAGE, account__isnull=False) | Q(way=Way.ON_PAPER, account=None),
                name="consent_by_the_resident_or_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("given_on"), expires_on__lte=F("given_on") + LAPSES_AFTER),
                name="consent_lapses_after_half_a_year",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="consent_says_to_what"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="consent_ended_by_somebody",
            ),
        ]

    @property
    def last_day(self):
        return self.expires_on - dt.timedelta(days=1)

    def is_current_on(self, day):
        return self.ended_at is None and self.answer == Answer.YES and self.expires_on > day

    def is_to_be_asked_anew_on(self, day):
        """A yes that has lapsed, or soon will have."""
        return self.answer == Answer.YES and self.expires_on <= day + ASKED_ANEW
