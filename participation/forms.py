from django import forms
from django.core.exceptions import ValidationError

from .models import Level

CODE = r"^[a-z0-9]{8}$"


class WhoForm(forms.Form):
    """Whose row is chosen on the page."""

    who = forms.RegexField(CODE, required=False)

    @property
    def code(self):
        return self.cleaned_data["who"] if self.is_valid() else ""


class MarkForm(forms.Form):
    """One tap: how somebody took part, or back to not recorded; and the version that the hand had seen."""

    who = forms.RegexField(CODE)
    level = forms.IntegerField(min_value=min(Level), max_value=max(Level), required=False)
    blank = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    whole = forms.BooleanField(required=False)
    """Sent by the question of who is right, which takes the place of the dock: answered by the whole part."""

    def clean(self):
        if self.cleaned_data.get("blank"):
            self.cleaned_data["level"] = None
        elif self.cleaned_data.get("level") is None:
            raise ValidationError("no level")
        return self.cleaned_data


class UndoForm(forms.Form):
    """What a tap or "everyone else" did, written as code.version.level-before, with a space between people."""

    who = forms.RegexField(CODE, required=False)
    marks = forms.RegexField(r"^[a-z0-9]{8}\.[1-9][0-9]{0,8}\.[0-5]?( [a-z0-9]{8}\.[1-9][0-9]{0,8}\.[0-5]?)*$")

    def clean_marks(self):
        """{code: (version, level before)}"""
        parts = [entry.split(".") for entry in self.cleaned_data["marks"].split()]
        return {code: (int(version), int(level) if level else None) for code, version, level in parts}
