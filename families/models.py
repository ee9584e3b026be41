import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centre.models import Invitation, User
from centre.names import in_words_of
from centre.tenancy import CentreWall, SameCentre, Scoped, ScopedKey, ScopedQuerySet, TableSql
from residents.models import Account, Consent, Contact, Resident, Topic

TO_DECIDE = dt.timedelta(days=7)
"""How long a letter waits for the resident. After that it is not sent: silence is not a yes."""


class StaysAsDecided(TableSql):
    """Once the resident has decided about a letter, nobody changes or deletes a word of it.

    The function stands in families/migrations/_stays_as_decided.py.
    """

    def create_sql(self, model, editor):
        sql = (
            "CREATE TRIGGER %(name)s BEFORE INSERT OR UPDATE OR DELETE ON %(table)s"
            " FOR EACH ROW EXECUTE FUNCTION families_stays_as_decided()"
        )
        return self.statement(model, editor, sql, name=editor.quote_name(self.name))

    def remove_sql(self, model, editor):
        return self.statement(model, editor, "DROP TRIGGER %(name)s ON %(table)s", name=editor.quote_name(self.name))


class LinkInvitation(Invitation):
    """A relative is asked to sign in, because the resident said yes to that."""

    resident_path = "contact__resident"

    contact = ScopedKey(Contact, related_name="invitations")
    consent = ScopedKey(Consent, related_name="+")
    """The resident's yes to this person's signing in."""

    class Meta(Invitation.Meta):
        constraints = [
            *Invitation.Meta.constraints,
            SameCentre(field="contact", name="link_invitation_contact_of_same_centre"),
            SameCentre(field="consent", also="contact", name="link_invitation_consent_of_same_contact"),
            models.UniqueConstraint(fields=["centre", "contact", "id"], name="link_invitation_contact_key"),
            models.UniqueConstraint(
                fields=["centre", "contact"], condition=Q(used_at=None, ended_at=None), name="link_invitation_one_open"
            ),
        ]


class LinkQuerySet(ScopedQuerySet):
    def current(self):
        """Doors that stand open. What is behind them, the consents say."""
        return self.filter(ended_at=None)


class Link(Scoped):
    """A relative's own sign-in: it opens a door, and shows nothing by itself."""

    resident_path = "contact__resident"
    contact_path = "contact"

    contact = ScopedKey(Contact, related_name="links")
    user = models.ForeignKey(User, models.PROTECT, related_name="links")
    invitation = ScopedKey(LinkInvitation, related_name="+")
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    unscoped = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            CentreWall(name="families_link_wall", own_rows=True),
            models.UniqueConstraint(fields=["centre", "id"], name="families_link_key"),
            SameCentre(field="contact", name="link_contact_of_same_centre"),
            SameCentre(field="invitation", also="contact", name="link_invitation_of_same_contact"),
            models.UniqueConstraint(fields=["centre", "invitation"], name="link_one_per_invitation"),
            models.UniqueConstraint(
                fields=["centre", "contact"], condition=Q(ended_at=None), name="link_one_per_contact"
            ),
        ]

    @classmethod
    def of_user(cls, user):
        """Where a relative's door stands open to this person. Needs no centre."""
        return list(cls.unscoped.current().filter(user=user).select_related("centre").order_by("id"))


class Part(models.TextChoices):
    """The parts of a letter, in their order."""

    OWN_WORDS = "own_words", _("In their own words")
    MONTH = "month", _("What the month was like")
    TAKING_PART = "taking_part", _("Taking part")
    PLAN = "plan", _("What we are working on together")
    HEALTH = "health", _("Health")
    INCIDENTS = "incidents", _("What happened")
    MOVING = "moving", pgettext_lazy("part of a letter", "Moving out")
    YOU = "you", _("What you can do")


NEEDS = {
    Part.OWN_WORDS: Topic.LIVING,
    Part.MONTH: Topic.DAILY,
    Part.TAKING_PART: Topic.ACTIVITIES,
    Part.PLAN: Topic.PLAN,
    Part.HEALTH: Topic.HEALTH,
    Part.INCIDENTS: Topic.INCIDENTS,
    Part.MOVING: Topic.MOVING,
    Part.YOU: Topic.LIVING,
}
"""The topic that the resident must share for a part to be read. A letter as such needs `Topic.LIVING`."""


class Decision(models.TextChoices):
    SEND = "send", _("Send it")
    OWN_WORDS = "own_words", _("Only my own words")
    NOT_NOW = "not_now", _("Not this month")


SENT = [Decision.SEND, Decision.OWN_WORDS]


class SummaryQuerySet(ScopedQuerySet):
    def sent(self):
        return self.filter(decision__in=SENT)

    def waiting_at(self, moment):
        """Those that lie before the resident, and can still be decided."""
        return self.filter(shown_at__gt=moment - TO_DECIDE, decision="")

    def newest_first(self):
        return self.order_by("-month", "-id")


class Summary(Scoped):
    """A letter about one month to one relative. The resident reads it first, and decides.

    A relative reaches it through `families/reading.py` alone, which asks the consents.
    """

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="summaries")
    contact = ScopedKey(Contact, related_name="summaries")
    month = models.DateField(_("month"))
    """The first day of the month that it tells of."""
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    """When it was laid before the resident; None: still a draft."""
    decision = models.CharField(_("decision"), max_length=9, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = ScopedKey(Account, related_name="+", null=True)
    """The account of this very resident: the database refuses every other."""
    consent = ScopedKey(Consent, related_name="+", null=True)
    """On which yes it was sent."""
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = SummaryQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="summary_resident_of_same_centre"),
            SameCentre(field="contact", also="resident", name="summary_contact_of_same_resident"),
            SameCentre(field="decided_by", also="resident", name="summary_decided_by_the_resident"),
            SameCentre(field="consent", also="contact", name="summary_consent_of_same_contact"),
            StaysAsDecided(name="summary_stays_as_decided"),
            models.UniqueConstraint(
                fields=["centre", "contact", "month"],
                name="summary_one_a_month",
                violation_error_message=_("There is already a letter for this month."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="summary_of_a_month"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="summary_decided_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None)
                | Q(shown_at__isnull=False, decided_at__gte=F("shown_at"), decided_at__lt=F("shown_at") + TO_DECIDE),
                name="summary_decided_within_7_days",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=SENT, consent__isnull=False) | (~Q(decision__in=SENT) & Q(consent=None)),
                name="summary_sent_with_its_consent",
            ),
        ]

    @property
    def is_draft(self):
        return self.shown_at is None

    @property
    def is_sent(self):
        return self.decision in SENT

    @property
    def decide_until(self):
        return None if self.shown_at is None else self.shown_at + TO_DECIDE

    def is_waiting_at(self, moment):
        return self.decision == "" and self.decide_until is not None and moment < self.decide_until

    def has_lapsed_at(self, moment):
        """Nobody decided for seven days: it is not sent."""
        return self.decision == "" and self.decide_until is not None and moment >= self.decide_until


class Passage(Scoped):
    """One part of a letter."""

    resident_path = "summary__resident"

    summary = ScopedKey(Summary, models.CASCADE, related_name="passages")
    part = models.CharField(max_length=11, choices=Part)
    text = models.TextField(max_length=1500)

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="summary", name="passage_summary_of_same_centre"),
            StaysAsDecided(name="passage_stays_as_decided"),
            models.UniqueConstraint(fields=["centre", "summary", "part"], name="passage_one_of_a_part"),
            models.CheckConstraint(condition=~Q(text=""), name="passage_says_something"),
        ]


class NewsQuerySet(ScopedQuerySet):
    def from_day(self, day):
        """What is still to come on a date, the next first."""
        return self.filter(on__gte=day).order_by("on", "id")


class News(Scoped):
    """What the house tells every family alike: what happens when, and when families meet."""

    open_to = frozenset({"resident", "relative"})

    on = models.DateField(_("day"), help_text=_("Families read it until this day is over."))
    text = models.TextField(_("text"), max_length=600)
    text_ja = models.TextField(_("text in Japanese"), max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = NewsQuerySet.as_manager()

    @property
    def words(self):
        return in_words_of(get_language(), self.text, self.text_ja)
