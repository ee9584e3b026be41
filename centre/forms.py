"""Forms that know who looks, refuse hidden characters, and never overwrite a colleague's change."""

import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from .tenancy import CHANGED_JUST_NOW

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
NO_DATE = _("Give a date from 1900 to 2100.")
TURNS_TEXT_ROUND = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


class EngawaRenderer(TemplatesSetting):
    """Fields and widgets by the templates of `templates/django/forms/`."""


def no_hidden_characters(value):
    """Raises ValidationError for characters that change how text reads without being seen."""
    for character in value:
        if character in TURNS_TEXT_ROUND or unicodedata.category(character) == "Cs":
            raise ValidationError(_("There is a hidden character in this text. Please type it again."))
        if unicodedata.category(character) == "Cc" and character not in "\r\n\t":
            raise ValidationError(_("There is a hidden character in this text. Please type it again."))


class DateInput(forms.DateInput):
    """The device's own calendar."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options):
        super().__init__(format="%H:%M", **options)


class ViewerForm(forms.Form):
    """Every choice of rows is narrowed to what the viewer may see; text and dates are kept within bounds."""

    def __init__(self, *args, viewer, **kwargs):
        self.viewer = viewer
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = self.choices_for(field.queryset)
            elif isinstance(field, forms.CharField):
                field.validators.append(no_hidden_characters)
            elif isinstance(field, forms.DateField):
                field.widget = DateInput()
                field.validators += [MinValueValidator(EARLIEST, NO_DATE), MaxValueValidator(LATEST, NO_DATE)]
            elif isinstance(field, forms.TimeField):
                field.widget = TimeInput()

    def choices_for(self, queryset):
        """The rows of a choice. Override to narrow further, never to widen."""
        return queryset.model.visible_to(self.viewer)

    def _clean_fields(self):
        super()._clean_fields()  # type: ignore[misc]
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = unicodedata.normalize("NFC", value)


class ViewerModelForm(ViewerForm, forms.ModelForm):
    """A form for one row of the viewer's centre."""

    def _post_clean(self):
        if hasattr(self.instance, "centre_id"):
            self.instance.centre = self.viewer.centre
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self):
        """Nobody chooses the centre here, yet "one of a name in a house" can only be asked with it."""
        return super()._get_validation_exclusions() - {"centre"}  # type: ignore[misc]

    def save(self, commit=True):
        """Write the row. None, with a message, if somebody else has just taken what was free."""
        return self.unless_taken(super().save, commit)

    def unless_taken(self, write, *args, **fields):
        try:
            with transaction.atomic():
                return write(*args, **fields)
        except IntegrityError:
            self.add_error(None, CHANGED_JUST_NOW)
            return None


class VersionedForm(ViewerModelForm):
    """Changes a row that two people may have open. The second to save sees the first's values and decides.

    The row's model has a `version`; saving is one conditional update, so nothing is overwritten unseen.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    @property
    def columns(self):
        """The fields that the row has. Of what else is asked, the view takes care."""
        return [name for name in self.fields if name in self._meta.fields]

    def save(self, commit=True, **beside):
        """Write the changed fields if nobody has meanwhile. False, with a message, if somebody has.

        `beside`: what is written with them and stands in no field, such as who wrote it.
        """
        model = type(self.instance)
        mine = beside | {name: self.cleaned_data[name] for name in self.columns}
        rows = model._default_manager.filter(pk=self.instance.pk, version=self.cleaned_data["version"])
        written = self.unless_taken(rows.update, **mine, version=F("version") + 1)
        if written is None:
            return False
        if written:
            self.instance.version = self.cleaned_data["version"] + 1
            return True
        self.show_what_the_other_wrote(model._default_manager.get(pk=self.instance.pk))
        return False

    def show_what_the_other_wrote(self, theirs):
        for name in self.columns:
            value = getattr(theirs, name)
            if value != self.cleaned_data[name]:
                shown = self.in_words(name, theirs) or "–"
                self.add_error(name, _("Somebody else has meanwhile written: %(value)s") % {"value": shown})
        self.add_error(
            None,
            _("Somebody else changed this while you were writing. Look at both, then save again to keep yours."),
        )
        sent = self.data.copy()  # type: ignore[attr-defined]
        sent[self.add_prefix("version")] = theirs.version
        self.data = sent

    def in_words(self, name, row):
        """A value as a person would read it. Override for a column whose text is not for reading."""
        display = getattr(row, f"get_{name}_display", None)
        return display() if display else getattr(row, name)
