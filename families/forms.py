from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerForm, ViewerModelForm
from residents.forms import SeenForm

from .models import Decision, News, Part

LONGEST = 1500
HELP = {
    Part.OWN_WORDS: _("Only words that they gave for this letter."),
    Part.YOU: _("Such as a greeting, or a thing to talk of. No questions about work."),
}


class LetterForm(ViewerForm):
    """The parts of a letter, one text each; only those whose topic is shared. `version` is that of the letter."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, parts, labels=None, **kwargs):
        self.base_fields = dict(self.base_fields)
        for part in parts:
            self.base_fields[part.value] = forms.CharField(
                label=(labels or {}).get(part, part.label),
                help_text=HELP.get(part, "") if labels is None else "",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        super().__init__(*args, **kwargs)

    @property
    def passages(self):
        return {name: text for name, text in self.cleaned_data.items() if name != "version"}


class DecideForm(SeenForm):
    """What the resident decides, about the version and the parts that they read."""

    parts = forms.CharField(required=False)

    decision = forms.ChoiceField(choices=[(d, d.label) for d in Decision if d != Decision.OWN_WORDS])


class OwnWordsForm(ViewerForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    own_words = forms.CharField(
        label=_("In my own words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


NEWS = ["on", "text", "text_ja"]


class NewsForm(ViewerModelForm):
    class Meta:
        model = News
        fields = NEWS
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "text_ja": forms.Textarea(attrs={"rows": 3})}


class NewsChangeForm(VersionedForm):
    class Meta:
        model = News
        fields = NEWS
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "text_ja": forms.Textarea(attrs={"rows": 3})}
