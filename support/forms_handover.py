from django import forms
from django.utils.translation import gettext_lazy as _

from centre.forms import VersionedForm, ViewerModelForm
from centre.models import Membership

from .models import Handover, Task

ITEM = ["text", "must_read"]
TEXT = {"text": forms.Textarea(attrs={"rows": 3})}
TASK = ["what", "resident", "owner", "due_on", "due_time"]


class NeedsWords(ViewerModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True


class HandoverForm(NeedsWords):
    class Meta:
        model = Handover
        fields = ITEM
        widgets = TEXT


class HandoverChangeForm(NeedsWords, VersionedForm):
    class Meta:
        model = Handover
        fields = ITEM
        widgets = TEXT


class AboutTask(ViewerModelForm):
    """Its owner works here on this day, and it is about somebody who lives here, or nobody."""

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.choose_owner(self.fields["owner"])
        self.fields["resident"].empty_label = _("nobody in particular")

    def choose_owner(self, field):
        """Whoever has it, in the role that they have now. Where they work here no more, somebody is to be chosen."""
        if self.instance.owner_id:
            self.initial["owner"] = field.queryset.filter(user=self.instance.owner.user_id).first()
        if self.initial.get("owner"):
            field.empty_label = None

    def choices_for(self, queryset):
        rows = super().choices_for(queryset)
        if queryset.model is Membership:
            return rows.working_on(self.today).one_each().by_name()
        named = rows.filter(pk=self.instance.resident_id or self.initial.get("resident") or 0)
        return (rows.living_in_on(self.today) | named).distinct().by_name()


class TaskForm(AboutTask):
    class Meta:
        model = Task
        fields = TASK


class TaskChangeForm(AboutTask, VersionedForm):
    class Meta:
        model = Task
        fields = TASK
