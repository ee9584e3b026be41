from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from .forms import VersionedForm, ViewerForm, ViewerModelForm
from .models import About, Centre, OutsideHelp, User
from .models.people import Role
from .names import NAMES

OUTSIDE = ["name", "name_ja", "what_for", "what_for_ja", "phone", "email", "is_officer", "position"]
ABOUT = ["title", "title_ja", "text", "text_ja", "position"]


class SettingsForm(VersionedForm):
    phone = forms.CharField(
        label=_("Phone of the house"),
        max_length=40,
        required=False,
        help_text=_("Families see this number under each letter."),
        validators=[RegexValidator(r"^[0-9+() -]*$", _("A phone number has digits, spaces, + - ( ) alone."))],
    )

    class Meta:
        model = Centre
        fields = [
            "name",
            "name_ja",
            "language",
            "time_zone",
            "resident_word",
            "residents_word",
            "resident_word_ja",
            "profile",
            "second_factor",
            "phone",
            "monthly_fee",
            "fee_currency",
            "fee_is_approximate",
        ]


class AboutForm(ViewerModelForm):
    class Meta:
        model = About
        fields = ABOUT


class AboutChangeForm(VersionedForm):
    class Meta:
        model = About
        fields = ABOUT


class OutsideForm(ViewerModelForm):
    class Meta:
        model = OutsideHelp
        fields = OUTSIDE


class OutsideChangeForm(VersionedForm):
    class Meta:
        model = OutsideHelp
        fields = OUTSIDE


class StaffForm(ViewerForm):
    """Somebody who begins to work here. They choose their own password by the link in a mail."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_reading = forms.CharField(label=_("Family name, reading"), max_length=80, required=False)
    given_reading = forms.CharField(label=_("Given name, reading"), max_length=80, required=False)
    family_latin = forms.CharField(label=_("Family name, Latin letters"), max_length=80, required=False)
    given_latin = forms.CharField(label=_("Given name, Latin letters"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(
        label=_("Title"), max_length=80, required=False, help_text=_("Such as counsellor or founder.")
    )
    title_ja = forms.CharField(label=_("Title in Japanese"), max_length=80, required=False)
    from_on = forms.DateField(label=_("From"))

    def names(self):
        return {name: self.cleaned_data[name] for name in NAMES}

    def work(self):
        return {name: self.cleaned_data[name] for name in ("email", "role", "title", "title_ja", "from_on")}


class LastDayForm(ViewerForm):
    last_day = forms.DateField(label=_("Last day of work"))


class DutyForm(forms.Form):
    """The tick as it should stand, so that two open pages never undo each other."""

    on = forms.BooleanField(required=False)


class AnswerForm(forms.Form):
    """Yes or no to a house that asks somebody to work there. Which of the two is never guessed."""

    agrees = forms.TypedChoiceField(choices=[("yes", _("Accept")), ("no", _("No thank you"))], coerce="yes".__eq__)


class AccountForm(forms.ModelForm):
    """What a person decides about their own screens."""

    class Meta:
        model = User
        fields = ["language", "theme"]
