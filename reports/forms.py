from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from centre.forms import EARLIEST, ViewerForm

from .stays import last_full_month, month_of


class PeriodForm(ViewerForm):
    """Which nights the report is about, and up to when records are used. Nothing given: the last full month."""

    since = forms.DateField(label=_("First night"), required=False)
    until = forms.DateField(label=_("Last night"), required=False)
    as_of = forms.DateField(label=_("As of the end of"), required=False)

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators = [MinValueValidator(EARLIEST, _("That is before any record."))]

    def add_prefix(self, name):
        """As an address reads it: ?from=2025-03-01&until=2025-03-31&as-of=2025-03-31"""
        return {"since": "from", "as_of": "as-of"}.get(name, name)

    def filled_in(self):
        """The same form with what was understood."""
        return PeriodForm(viewer=self.viewer, today=self.today, initial=self.cleaned_data)

    def clean(self):
        given = {name: self.cleaned_data.get(name) for name in self.fields}
        for name in ("until", "as_of"):
            if given[name] and given[name] > self.today:
                self.add_error(name, _("That day is still to come."))
        if self.errors:
            return given
        until, as_of = given["until"] or given["as_of"], given["as_of"] or given["until"]
        if as_of is None:
            first, until = last_full_month(self.today)
            as_of = until
        else:
            first, until = month_of(until)
        first = given["since"] or first
        if until > as_of:
            self.add_error("until", _("This night is after the day as of which the report is read."))
        elif first > until:
            self.add_error("since", _("The first night is after the last."))
        return {"since": first, "until": until, "as_of": as_of}
