from django import forms
from django.core.exceptions import ValidationError

from .forms import CODE, MOST
from .models import Meal, Outcome


class GreetingForm(forms.Form):
    """One tap: how the greeting went, or back to not recorded; and the version that the hand had seen."""

    who = forms.RegexField(CODE)
    outcome = forms.ChoiceField(choices=Outcome, required=False)
    blank = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=0, max_value=MOST)
    is_undo = forms.BooleanField(required=False)

    def clean(self):
        if self.cleaned_data.get("blank"):
            self.cleaned_data["outcome"] = ""
        elif not self.cleaned_data.get("outcome"):
            raise ValidationError("no outcome")
        return self.cleaned_data


class MealForm(forms.Form):
    """One tap: a meal eaten together, or one about which nothing is said any more."""

    who = forms.RegexField(CODE)
    add = forms.ChoiceField(choices=Meal, required=False)
    remove = forms.ChoiceField(choices=Meal, required=False)

    def clean(self):
        if bool(self.cleaned_data.get("add")) == bool(self.cleaned_data.get("remove")):
            raise ValidationError("one meal")
        return self.cleaned_data
