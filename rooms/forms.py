from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerForm, ViewerModelForm
from centre.models import Membership
from centre.names import NAMES
from residents.models import Resident, StayKind

from .models import Closure, Room, Wing

WING = ["name", "name_ja", "building", "building_ja", "storey", "for_whom"]
ROOM = ["wing", "name", "name_ja", "kind", "beds", "has_window", "is_heated"]
ROOM += ["furnishing", "furnishing_ja", "opened_on"]


class WingForm(ViewerModelForm):
    class Meta:
        model = Wing
        fields = WING


class WingChangeForm(VersionedForm):
    class Meta:
        model = Wing
        fields = WING


class RoomForm(ViewerModelForm):
    class Meta:
        model = Room
        fields = ROOM


class RoomChangeForm(VersionedForm):
    class Meta:
        model = Room
        fields = [*ROOM, "closed_on"]


class RoomChoice(forms.ModelChoiceField):
    def label_from_instance(self, room):
        return f"{room.wing.label} · {room.label}"


class StayForm(ViewerForm):
    """The stay itself: the person's own application comes first."""

    applied_on = forms.DateField(
        label=_("Applied personally on"),
        help_text=_("The day on which the person asked for the place. Nobody can ask in their stead."),
    )
    moved_in_on = forms.DateField(label=_("Moves in on"))
    kind = forms.ChoiceField(label=_("Kind of stay"), choices=StayKind.choices)
    room = RoomChoice(Room.unscoped.none(), label=_("Room"), empty_label=None)
    key_worker = forms.ModelChoiceField(
        Membership.unscoped.none(), label=_("Key worker"), required=False, empty_label=_("Nobody for now")
    )

    def __init__(self, *args, day, **kwargs):
        self.day = day
        super().__init__(*args, **kwargs)

    def choices_for(self, queryset):
        rows = super().choices_for(queryset)
        if queryset.model is Room:
            return rows.to_live_in().with_a_free_bed_on(self.day).in_order()
        return rows.working_on(self.day).by_name()


class MoveInForm(StayForm, forms.ModelForm):
    class Meta:
        model = Resident
        fields = [*NAMES, "called", "born_on"]

    def resident(self):
        """The new person, not yet saved."""
        return Resident(centre=self.viewer.centre, **{name: self.cleaned_data[name] for name in self.Meta.fields})


class MoveForm(ViewerForm):
    room = RoomChoice(Room.unscoped.none(), label=_("To room"), empty_label=None)
    night = forms.DateField(label=_("From the night of"))

    def __init__(self, *args, day, **kwargs):
        self.day = day
        super().__init__(*args, **kwargs)

    def choices_for(self, queryset):
        return super().choices_for(queryset).to_live_in().with_a_free_bed_on(self.day).in_order()


class ClosureForm(ViewerModelForm):
    class Meta:
        model = Closure
        fields = ["from_on", "until_on", "beds"]

    def __init__(self, *args, room, **kwargs):
        super().__init__(*args, **kwargs)
        if room.beds == 1:
            del self.fields["beds"]

    def written(self):
        """What was written; a room for one has one place to close."""
        return {"beds": 1} | self.cleaned_data
