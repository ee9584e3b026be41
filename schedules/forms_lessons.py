from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centre.forms import VersionedForm, ViewerForm

from .lessons import A_TERM
from .models import HowItCame, Lesson

LONGEST = 366


class LessonForm(VersionedForm):
    """The line of a period, new (version 0) or changed: of two who write the first at once, the second sees it too."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Lesson
        fields = ["did", "next", "way"]
        widgets = {
            "did": forms.Textarea(attrs={"rows": 2}),
            "next": forms.Textarea(attrs={"rows": 2}),
            "way": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = HowItCame.choices


class TermForm(ViewerForm):
    """Which days, and which subject. Nothing given: the last three months, and all."""

    since = forms.DateField(label=pgettext_lazy("dates", "First day"), required=False)
    until = forms.DateField(label=pgettext_lazy("dates", "Last day"), required=False)
    what = forms.CharField(
        label=pgettext_lazy("in a period", "What"), max_length=80, required=False, widget=forms.Select
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def add_prefix(self, name):
        """As an address reads it: ?from=2026-09-01&until=2026-11-30&what=Acting"""
        return {"since": "from"}.get(name, name)

    def clean(self):
        given = self.cleaned_data
        if self.errors:
            return given
        until = given["until"] or self.today
        since = given["since"] or until - A_TERM
        if until > self.today:
            self.add_error("until", _("That day is still to come."))
        elif since > until:
            self.add_error("since", _("The first day is after the last."))
        elif (until - since).days > LONGEST:
            self.add_error("since", _("Choose a year at most."))
        return given | {"since": since, "until": until}

    def offering(self, subjects):
        """The same form with what was understood, and the subjects to choose from."""
        form = TermForm(viewer=self.viewer, today=self.today, initial=self.cleaned_data)
        form.fields["what"].widget.choices = [("", _("Everything")), *((one.name, one.label) for one in subjects)]
        return form
