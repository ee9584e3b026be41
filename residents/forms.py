from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerForm, ViewerModelForm
from centre.models import Membership
from centre.names import NAMES

from .models import Answer, Away, AwayKind, Contact, DepartureReason, Resident, Topic


class ProfileForm(VersionedForm):
    class Meta:
        model = Resident
        fields = [*NAMES, "called", "name_is_alias", "born_on"]


class AccountForm(ViewerForm):
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class ContactForm(ViewerModelForm):
    class Meta:
        model = Contact
        fields = ["kind", "family_name", "given_name", "relation", "email", "phone", "language"]


class ContactChangeForm(VersionedForm):
    """Who somebody is to the resident stays as it was named; another kind is another contact."""

    class Meta:
        model = Contact
        fields = ["family_name", "given_name", "relation", "email", "phone", "language"]


class ConsentsForm(ViewerForm):
    """Yes or no to each topic; what is left open is not written down."""

    def __init__(self, *args, **kwargs):
        self.base_fields = dict(self.base_fields)
        for topic in Topic:
            self.base_fields[topic.value] = forms.ChoiceField(
                label=topic.label, choices=Answer.choices, required=False, widget=forms.RadioSelect
            )
        super().__init__(*args, **kwargs)

    @property
    def answers(self):
        return {topic: self.cleaned_data[topic] for topic in Topic if self.cleaned_data[topic]}


class MyConsentsForm(ConsentsForm):
    """The resident's own answers. `seen`: what stood when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def seen_ids(self):
        return {int(pk) for pk in self.cleaned_data["seen"].split(",") if pk.isdecimal()}

    def look_again(self, said):
        """The same page again, now with what stands."""
        sent = self.data.copy()
        sent["seen"] = ids_of(said)
        self.data = sent


def ids_of(said):
    return ",".join(str(what.pk) for _topic, what, _holds in said if what is not None)


class PaperForm(ConsentsForm):
    """What stands on a paper that the resident has signed."""

    signed_on = forms.DateField(label=_("Signed on"), help_text=_("The day that stands on the paper."))


class AwayForm(ViewerModelForm):
    kind = forms.ChoiceField(label=_("What for"), choices=AwayKind.choices, widget=forms.RadioSelect)

    class Meta:
        model = Away
        fields = ["kind", "left_on", "left_time", "expected_on", "expected_time"]


class SeenForm(forms.Form):
    """What the hand saw when it tapped: the version of a row, and on which day."""

    version = forms.IntegerField(min_value=1)
    day = forms.DateField(required=False)

    @property
    def seen(self):
        return self.cleaned_data if self.is_valid() else {"version": 0, "day": None}


class KeyWorkerForm(ViewerForm):
    """The choice, and who it was when the hand saw it (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key_worker = forms.ModelChoiceField(
        Membership.unscoped.none(), label=_("Key worker"), required=False, empty_label=_("Nobody for now")
    )

    def __init__(self, *args, day, **kwargs):
        self.day = day
        super().__init__(*args, **kwargs)

    def choices_for(self, queryset):
        return super().choices_for(queryset).working_on(self.day).by_name()

    def look_again(self, stay):
        """The same page again, now with what stands."""
        sent = self.data.copy()
        sent["seen"] = stay.key_worker_id or ""
        self.data = sent


class MoveOutForm(ViewerForm):
    on = forms.DateField(label=_("Moved out on"), help_text=_("The night before this day was the last night here."))
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *DepartureReason.choices])
    destination = forms.CharField(label=_("Where to"), max_length=120, required=False)
