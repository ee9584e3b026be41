from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import ViewerForm
from residents.models import Resident


class SignUpForm(ViewerForm):
    residents = forms.ModelMultipleChoiceField(
        Resident.unscoped.none(), label=_("Who comes along"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, day, **kwargs):
        self.day = day
        super().__init__(*args, **kwargs)

    def choices_for(self, queryset):
        return super().choices_for(queryset).living_in_on(self.day).by_name()
