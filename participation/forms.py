from django import forms
from django.core.exceptions import ValidationError

from centre.forms import no_hidden_characters

from .models import Level, Mark

CODE = r"^[a-z0-9]{8}$"
BLANK = "blank"
"""What a tap sends to make a cell not recorded again."""
BRUSHES = [*((str(level), level.label) for level in Level), (BLANK, "")]
GRID = "grid"
MOST = 2**31 - 1


class ReasonForm(forms.Form):
    """Why something is written long after its day; empty on the days of this week."""

    reason = forms.CharField(
        required=False, max_length=Mark._meta.get_field("reason").max_length, validators=[no_hidden_characters]
    )


class PageForm(forms.Form):
    """Whether a form stands on the page of the whole day, to which it then comes back."""

    page = forms.ChoiceField(choices=[(GRID, "")], required=False)

    @property
    def is_grid(self):
        return self.is_valid() and self.cleaned_data["page"] == GRID


class WhoForm(ReasonForm):
    """Whose row is chosen on the page."""

    who = forms.RegexField(CODE, required=False)

    @property
    def code(self):
        self.is_valid()
        return self.cleaned_data.get("who", "")

    @property
    def reason(self):
        self.is_valid()
        return self.cleaned_data.get("reason", "")


class BrushForm(forms.Form):
    """Which level the hand holds on the page of the day."""

    brush = forms.ChoiceField(choices=BRUSHES, required=False)

    @property
    def chosen(self):
        return self.cleaned_data["brush"] if self.is_valid() else ""


class TapForm(ReasonForm):
    """How somebody took part, or back to not recorded; and the version that the hand had seen."""

    @property
    def written(self):
        """What `tapping.tap` takes."""
        return {name: self.cleaned_data[name] for name in ("who", "level", "version", "reason")}


class MarkForm(TapForm):
    """A tap on the page of a period."""

    who = forms.RegexField(CODE)
    level = forms.IntegerField(min_value=min(Level), max_value=max(Level), required=False)
    blank = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=0, max_value=MOST)
    whole = forms.BooleanField(required=False)
    """Sent by the question of who is right, which takes the place of the dock: answered by the whole part."""

    def clean(self):
        if self.cleaned_data.get("blank"):
            self.cleaned_data["level"] = None
        elif self.cleaned_data.get("level") is None:
            raise ValidationError("no level")
        return self.cleaned_data


class CellForm(TapForm):
    """A tap on the page of the day: the cell as code.period.version, and the brush in the hand, if any."""

    cell = forms.RegexField(r"^[a-z0-9]{8}\.[1-9][0-9]{0,17}\.[0-9]{1,9}$")
    brush = forms.ChoiceField(choices=BRUSHES, required=False)

    def clean(self):
        if "cell" in self.cleaned_data and "brush" in self.cleaned_data:
            who, period, version = self.cleaned_data["cell"].split(".")
            self.cleaned_data |= {"who": who, "period": int(period), "version": int(version)}
            brush = self.cleaned_data["brush"]
            self.cleaned_data["level"] = None if brush in {"", BLANK} else int(brush)
        return self.cleaned_data


class UndoForm(ReasonForm):
    """What a tap or "everyone else" did, written as code.version.level-before, with a space between people."""

    who = forms.RegexField(CODE, required=False)
    marks = forms.RegexField(r"^[a-z0-9]{8}\.[1-9][0-9]{0,8}\.[0-5]?( [a-z0-9]{8}\.[1-9][0-9]{0,8}\.[0-5]?)*$")

    def clean_marks(self):
        """{code: (version, level before)}"""
        parts = [entry.split(".") for entry in self.cleaned_data["marks"].split()]
        return {code: (int(version), int(level) if level else None) for code, version, level in parts}


class MoveForm(ReasonForm):
    """Whose a mark is really, and the versions that the hand had seen of both cells."""

    to = forms.RegexField(r"^[a-z0-9]{8}\.[0-9]{1,9}$")
    version = forms.IntegerField(min_value=1, max_value=MOST)

    def clean_to(self):
        code, version = self.cleaned_data["to"].split(".")
        return code, int(version)
