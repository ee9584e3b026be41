from django import forms


class WhichDaysForm(forms.Form):
    """Every day, or only those on which the reader was on duty."""

    mine = forms.BooleanField(required=False)

    @property
    def only_mine(self):
        return self.is_valid() and self.cleaned_data["mine"]
