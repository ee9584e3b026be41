from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerForm, ViewerModelForm
from residents.models import Resident
from schedules.models import PartOfDay, Weekday, part_of_day_at

from .models import Chore, TurnState

CHORE = [
    "name",
    "name_ja",
    "starts",
    "part_of_day",
    "place",
    "place_ja",
    "people",
    "weekdays",
    "from_on",
    "until_on",
]


class WeekdaysField(forms.MultipleChoiceField):
    """Days of the week as boxes to tick; the column keeps their numbers, "0,2,4"."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(choices=Weekday.choices, **options)

    def prepare_value(self, value):
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value):
        return ",".join(sorted(super().clean(value)))


class ChoreFields(forms.ModelForm):
    """What both forms of a chore share: an hour or a part of the day, days to tick, a day after which it ends."""

    part_of_day = forms.ChoiceField(
        label=_("Part of the day"),
        choices=[("", "–"), *PartOfDay.choices],
        required=False,
        help_text=_("Where there is no hour."),
    )
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=12, initial=1)
    weekdays = WeekdaysField(label=_("On which days"), initial=[str(day) for day in Weekday])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts"].label = _("At about")
        self.fields["place"].label = _("Where")
        self.fields["place_ja"].label = _("Where, in Japanese")
        self.fields["until_on"].label = _("No more from")
        self.fields["until_on"].help_text = _("Leave it empty while it goes on.")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        starts, part = cleaned.get("starts"), cleaned.get("part_of_day")
        if starts is not None:
            cleaned["part_of_day"] = part_of_day_at(starts)
        elif not part and "starts" not in self.errors:
            self.add_error("part_of_day", _("Please give an hour or a part of the day."))
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("It ends before it begins."))
        return cleaned


class ChoreForm(ChoreFields, ViewerModelForm):
    class Meta:
        model = Chore
        fields = CHORE


class ChoreChangeForm(ChoreFields, VersionedForm):
    class Meta:
        model = Chore
        fields = CHORE

    def in_words(self, name, row):
        if name == "weekdays":
            return row.days_in_words
        return super().in_words(name, row)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, resident):
        return resident.name


class TurnForm(ViewerForm):
    """One turn, as the hand saw it (`version`), and somebody who lives here that day or is named on it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, turn, **kwargs):
        self.turn = turn
        super().__init__(*args, **kwargs)

    def choices_for(self, queryset):
        rows = super().choices_for(queryset)
        named = [self.turn.resident_id, self.turn.done_by_id, self.turn.helped_by_id]
        return (rows.living_in_on(self.turn.day) | rows.filter(pk__in=filter(None, named))).distinct().by_name()


class RecordForm(TurnForm):
    """How a turn went. Done by the one whose turn it is, unless somebody else is named."""

    state = forms.ChoiceField(label=_("How it went"), choices=TurnState.choices, required=False)
    done_by = PersonChoice(Resident.unscoped.none(), label=_("Done by"), required=False)
    helped_by = PersonChoice(Resident.unscoped.none(), label=_("Helped by"), required=False, empty_label=_("Nobody"))


class GiveForm(TurnForm):
    to = PersonChoice(Resident.unscoped.none(), label=_("To whom"))
