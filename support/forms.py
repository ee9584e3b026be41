from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerModelForm

from .actions import MUST_READ
from .models import Note

FIELDS = ["day", "fact", "words", "response", "topic", "learning", "with_resident"]
WIDGETS = {
    "fact": forms.Textarea(attrs={"rows": 3}),
    "words": forms.Textarea(attrs={"rows": 2}),
    "response": forms.Textarea(attrs={"rows": 2}),
}
WORDS = {"fact", "words", "response"}
"""What somebody reads of a note in the hand-over."""


class AboutSomebody(ViewerModelForm):
    """What both forms of a note ask. Somebody learns from, or teaches, whoever else lives here."""

    handover = forms.ChoiceField(
        label=_("For the hand-over"),
        choices=[("", _("no")), ("yes", _("yes")), (MUST_READ, _("yes, everybody must read it"))],
        required=False,
    )
    field_order = ["day", "fact", "words", "response", "handover", "topic"]

    def __init__(self, *args, resident, today, **kwargs):
        self.resident, self.today = resident, today
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("no, not for a letter")), *self.fields["topic"].choices[1:]]
        self.fields["learning"].choices = [("", _("no")), *self.fields["learning"].choices[1:]]
        self.fields["with_resident"].empty_label = "–"

    def choices_for(self, queryset):
        """Whoever was named before stays to be chosen, also when they have moved out."""
        rows = super().choices_for(queryset)
        named = rows.filter(pk=self.instance.with_resident_id or 0)
        return (rows.living_in_on(self.today) | named).exclude(pk=self.resident.pk).distinct().by_name()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        learning, other = cleaned.get("learning"), cleaned.get("with_resident")
        if learning and other is None and "with_resident" not in self.errors:
            self.add_error("with_resident", _("Please say from or to whom."))
        if other is not None and not learning:
            self.add_error("learning", _("Please say whether it was learned or taught."))
        return cleaned


class NoteForm(AboutSomebody):
    class Meta:
        model = Note
        fields = FIELDS
        widgets = WIDGETS


class NoteChangeForm(AboutSomebody, VersionedForm):
    class Meta:
        model = Note
        fields = FIELDS
        widgets = WIDGETS

    @property
    def is_rewritten(self):
        return bool(WORDS.intersection(self.changed_data))

    def in_words(self, name, row):
        return row.with_resident.name if name == "with_resident" and row.with_resident else super().in_words(name, row)


class TapForm(forms.Form):
    """One tap, and the page that it came from, to go back to. What is missing or wrong is nothing seen."""

    page = forms.ChoiceField(choices=[(page, "") for page in ("today", "items", "tasks")], required=False)

    def sent(self, name, otherwise):
        self.is_valid()
        return self.cleaned_data.get(name, otherwise)

    @property
    def came_from(self):
        return self.sent("page", "")


class SeenForm(TapForm):
    """The version of the row that the hand saw, and whether this takes an earlier tap back."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 2)
    is_undo = forms.BooleanField(required=False)

    @property
    def seen(self):
        return self.sent("version", 0)

    @property
    def takes_back(self):
        return self.sent("is_undo", False)


class ItemsForm(TapForm):
    """Items of the hand-over as they were seen, each as number.version, with a space between."""

    items = forms.RegexField(r"^[1-9][0-9]{0,17}\.[1-9][0-9]{0,8}( [1-9][0-9]{0,17}\.[1-9][0-9]{0,8})*$")

    @property
    def seen(self):
        """{number: version}"""
        pairs = (item.split(".") for item in self.sent("items", "").split())
        return {int(pk): int(version) for pk, version in pairs}
