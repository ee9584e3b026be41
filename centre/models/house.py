import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centre.names import Named, TwoLanguages, in_words_of
from centre.tenancy import Scoped, TableSql


def known_zone(name):
    """Raises ValidationError unless `name` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone of that name. Example: Asia/Tokyo."))


class Profile(models.TextChoices):
    PRIVATE_HOUSE = "private", _("Private house")
    DESIGNATED_SERVICE = "designated", _("Designated welfare service")


class SecondFactor(models.TextChoices):
    OFF = "off", pgettext_lazy("whom a second step is asked of", "Nobody")
    STAFF = "staff", _("Staff")
    EVERYONE = "everyone", _("Everyone")


class History(TableSql):
    """The history of the houses themselves, which stand in front of the wall."""

    def create_sql(self, model, editor):
        return self.statement(
            model,
            editor,
            "CREATE TRIGGER history AFTER INSERT OR UPDATE OR DELETE ON %(table)s"
            " FOR EACH ROW EXECUTE FUNCTION centre_history('id')",
        )

    def remove_sql(self, model, editor):
        return self.statement(model, editor, "DROP TRIGGER history ON %(table)s")


class Centre(TwoLanguages):
    """A house, with its own clock, language and words. Shared: gates and jobs find it before a wall is open."""

    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=40)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Tokyo", validators=[known_zone])
    language = models.CharField(
        _("language of the house"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="ja",
    )
    resident_word = models.CharField(_("word for a resident"), max_length=40, blank=True)
    residents_word = models.CharField(_("word for several residents"), max_length=40, blank=True)
    resident_word_ja = models.CharField(_("word for a resident in Japanese"), max_length=40, blank=True)
    profile = models.CharField(_("kind of house"), max_length=12, choices=Profile, default=Profile.PRIVATE_HOUSE)
    second_factor = models.CharField(
        _("second step at sign-in for"), max_length=8, choices=SecondFactor, default=SecondFactor.STAFF
    )
    phone = models.CharField(_("phone of the house"), max_length=40, blank=True)
    monthly_fee = models.PositiveIntegerField(_("monthly fee"), null=True, blank=True)
    fee_currency = models.CharField(_("currency"), max_length=3, blank=True)
    fee_is_approximate = models.BooleanField(_("the fee is approximate"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            History(name="centre_centre_history"),
            models.CheckConstraint(
                condition=models.Q(monthly_fee=None, fee_currency="")
                | (models.Q(monthly_fee__isnull=False) & ~models.Q(fee_currency="")),
                name="centre_fee_with_currency",
                violation_error_message=_("A fee needs its currency, such as JPY, and a currency its fee."),
            ),
        ]

    def day_at(self, moment):
        """The date in this house at an instant."""
        return moment.astimezone(zoneinfo.ZoneInfo(self.time_zone)).date()

    def time_at(self, moment):
        """The wall time in this house at an instant."""
        return moment.astimezone(zoneinfo.ZoneInfo(self.time_zone)).time()

    @property
    def a_resident(self):
        return in_words_of(get_language(), self.resident_word, self.resident_word_ja) or _("resident")

    @property
    def many_residents(self):
        return in_words_of(get_language(), self.residents_word, self.resident_word_ja) or _("residents")


class About(Scoped):
    """One titled paragraph of what the house says about itself: where it is, how one gets there, what it believes."""

    open_to = frozenset({"resident", "relative"})

    title = models.CharField(_("heading"), max_length=80)
    title_ja = models.CharField(_("heading in Japanese"), max_length=80, blank=True)
    text = models.TextField(_("text"), max_length=4000)
    text_ja = models.TextField(_("text in Japanese"), max_length=4000, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        ordering = ["position", "id"]

    @property
    def heading(self):
        return in_words_of(get_language(), self.title, self.title_ja)

    @property
    def words(self):
        return in_words_of(get_language(), self.text, self.text_ja)

    def __str__(self):
        return self.heading


class Supporter(Scoped, Named):
    """Somebody who helps the house and has no account: a neighbour who teaches, a doctor, a counsellor."""

    does = models.CharField(_("what they do"), max_length=120)
    does_ja = models.CharField(_("what they do, in Japanese"), max_length=120, blank=True)
    from_on = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["sort_key", "id"]

    @property
    def work(self):
        return in_words_of(get_language(), self.does, self.does_ja)


class OutsideHelp(Scoped, TwoLanguages):
    """Somebody who does not belong to the house and whom everybody may turn to: a complaints officer, a hotline."""

    open_to = frozenset({"resident", "relative"})

    what_for = models.CharField(_("what for"), max_length=160, blank=True)
    what_for_ja = models.CharField(_("what for, in Japanese"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_officer = models.BooleanField(
        _("is the independent complaints officer"),
        default=False,
        help_text=_("Told of every wish to leave where a resident has named nobody outside."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["centre"],
                condition=models.Q(is_officer=True),
                name="outside_help_one_officer",
                violation_error_message=_("There is already an independent complaints officer."),
            ),
            models.CheckConstraint(
                condition=~models.Q(phone="", email=""),
                name="outside_help_can_be_reached",
                violation_error_message=_("Please give a phone number or an e-mail address."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_officer=False) | ~models.Q(email=""),
                name="outside_help_officer_by_mail",
                violation_error_message=_("The officer is told by e-mail; please give the address."),
            ),
        ]
        ordering = ["position", "id"]

    @property
    def purpose(self):
        return in_words_of(get_language(), self.what_for, self.what_for_ja)
