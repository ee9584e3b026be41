from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerModelForm

from .models import Note

FIELDS = ["day", "fact", "words", "response", "topic"]
WIDGETS = {
    "fact": forms.Textarea(attrs={"rows": 3}),
    "words": forms.Textarea(attrs={"rows": 2}),
    "response": forms.Textarea(attrs={"rows": 2}),
}


def about_letters(field):
    field.choices = [("", _("no, not for a letter")), *field.choices[1:]]


class NoteForm(ViewerModelForm):
    class Meta:
        model = Note
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        about_letters(self.fields["topic"])


class NoteChangeForm(VersionedForm):
    class Meta:
        model = Note
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        about_letters(self.fields["topic"])
