from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centre.forms import ViewerForm, ViewerModelForm
from centre.pages import place_errors

from . import rules
from .models import Edge, Expects, Period, Signal, SpecialDay, Timetable, Weekday

SIGNALS = [("", _("None")), *Signal.choices]
WHAT = ["name", "name_ja"]
HOW = ["kind", "leader", "place", "place_ja", "expects", "is_voluntary"]


class WeekdaysField(forms.TypedMultipleChoiceField):
    def __init__(self, *, choices=Weekday.choices, **options):
        super().__init__(choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple, **options)


class PeriodForm(ViewerModelForm):
    """What a period is, when, and how it is signalled. `instance` stays unsaved: the actions write."""

    signal_start = forms.ChoiceField(label=_("Signal at the start"), choices=SIGNALS, required=False)
    signal_end = forms.ChoiceField(label=_("Signal at the end"), choices=SIGNALS, required=False)

    class Meta:
        model = Period
        fields = [*WHAT, "starts", "ends", "part_of_day", *HOW]
        labels = {
            "starts": _("Begins at"),
            "ends": _("Ends at"),
            "place": _("Where"),
            "place_ja": _("Where, in Japanese"),
            "on": _("Date"),
        }
        help_texts = {"part_of_day": _("Instead of hours, where the day has none."), "on": ""}

    def __init__(self, *args, day, of=None, **kwargs):
        self.day, self.of = day, of
        super().__init__(*args, **kwargs)
        self.fields["leader"].empty_label = _("Nobody in particular")
        self.fields["part_of_day"].choices = [("", "–"), *self.fields["part_of_day"].choices[1:]]
        everybody = gettext("All %(residents)s") % {"residents": self.viewer.centre.many_residents}
        self.fields["expects"].choices = [
            (value, everybody if value == Expects.ALL else words)
            for value, words in Expects.choices
            if self.may_expect(value)
        ]
        for name in ("starts", "ends"):
            self.fields[name].input_formats = ["%H:%M"]
        if of is not None:
            self.initial = forms.model_to_dict(of, self._meta.fields) | self.initial
            self.initial |= {f"signal_{edge}": signal for edge, signal in of.signals.items()}

    def may_expect(self, value):
        """A group can be kept, not yet chosen."""
        return value != Expects.GROUP or (self.of is not None and self.of.expects == Expects.GROUP)

    def choices_for(self, queryset):
        return super().choices_for(queryset).working_on(self.day).by_name()

    @property
    def signals(self):
        return {edge: self.cleaned_data[f"signal_{edge}"] for edge in Edge.values}

    def written(self, name="period"):
        """What an action takes."""
        return {name: self.instance, "signals": self.signals}

    def _get_validation_exclusions(self):
        """The hours are judged by the rules, each at its field."""
        return super()._get_validation_exclusions() | {"starts", "ends", "part_of_day"}

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                rules.keep_to_hours(self.instance, self.signals)
            except ValidationError as refused:
                place_errors(self, refused)


class PeriodAddForm(PeriodForm):
    weekdays = WeekdaysField(label=_("Days"), error_messages={"required": _("Choose at least one day.")})

    field_order = [*WHAT, "weekdays"]

    def __init__(self, *args, timetable, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.timetable = timetable

    def written(self, name="period"):
        return super().written(name) | {"weekdays": self.cleaned_data["weekdays"]}


class AlsoForm(ViewerForm):
    """The same on other weekdays, done together."""

    also = WeekdaysField(label=_("The same on"), required=False)

    def __init__(self, *args, twins=(), **kwargs):
        self.twins = {twin.weekday: twin for twin in twins}
        super().__init__(*args, **kwargs)
        self.fields["also"].choices = [(weekday, Weekday(weekday).label) for weekday in sorted(self.twins)]
        if not self.twins:
            del self.fields["also"]

    def chosen_twins(self):
        return [self.twins[weekday] for weekday in self.cleaned_data.get("also", [])]


class PeriodChangeForm(AlsoForm, PeriodForm):
    """`holds_from` is the day that the page named: saving means that day, or asks again."""

    holds_from = forms.DateField(required=False)

    field_order = [*WHAT, "also"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holds_from"].widget = forms.HiddenInput()

    def written(self, name="to"):
        return super().written(name) | {"also": self.chosen_twins()}

    def agrees_on(self, day):
        """False, with a message, if the page named another day than the one from which this would hold."""
        if self.cleaned_data["holds_from"] in {None, day}:
            return True
        self.add_error(None, _("The day from which this holds is now another: see above. Save again if that is right."))
        self.data = self.data.copy()
        self.data[self.add_prefix("holds_from")] = day.isoformat()
        return False


class PeriodRemoveForm(AlsoForm):
    pass


class EventForm(PeriodForm):
    class Meta(PeriodForm.Meta):
        fields = [*WHAT, "on", "starts", "ends", "part_of_day", *HOW]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].required = True
        self.fields["on"].widget.attrs["min"] = self.day.isoformat()


class TimetableForm(ViewerModelForm):
    copy = forms.BooleanField(
        label=_("Begin with what the week before has"),
        help_text=_("With all its signals. What you then change or remove here leaves the old timetable as it is."),
        required=False,
    )

    class Meta:
        model = Timetable
        fields = ["name", "name_ja", "from_on"]

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, **kwargs)
        if before is None:
            del self.fields["copy"]

    def written(self):
        return {"timetable": self.instance, "copy": self.cleaned_data.get("copy", False)}


class SpecialDayForm(ViewerModelForm):
    class Meta:
        model = SpecialDay
        fields = ["on", "kind", "name", "name_ja"]
