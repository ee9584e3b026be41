"""What is noted on the rounds of a day: the morning greeting, and who ate together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey
from residents.models import Resident


class Outcome(models.TextChoices):
    """How a morning greeting went. None is better than another; when somebody got up is neither asked nor kept."""

    UP = "up", _("Up, greeted")
    IN_BED = "in_bed", _("Staying in bed")
    NO_ANSWER = "no_answer", _("No answer")
    NOT_CALLED = "not_called", _("Not called, as agreed")

    @property
    def short(self):
        """What fits on a button under the thumb."""
        return SHORT[self]

    @property
    def glyph(self):
        return f"greet-{self.value.replace('_', '-')}"


SHORT = {
    Outcome.UP: pgettext_lazy("morning greeting", "Up"),
    Outcome.IN_BED: pgettext_lazy("morning greeting", "In bed"),
    Outcome.NO_ANSWER: pgettext_lazy("morning greeting", "No answer"),
    Outcome.NOT_CALLED: pgettext_lazy("morning greeting", "Not called"),
}


class Greeting(Scoped):
    """How the morning greeting of a resident went on a day: at most one, with the hand that wrote it last.

    Without an outcome it was taken back: not recorded, as if nobody had written.
    """

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="greetings")
    day = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="greeting_resident_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "day", "resident"], name="greeting_one_a_resident_and_day"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="greeting_one_of_four"
            ),
        ]


class Meal(models.TextChoices):
    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    DINNER = "dinner", _("Dinner")


class MealTogether(Scoped):
    """A resident ate a meal together with others. Optional: no row says nothing, neither alone nor not at all."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="meals")
    day = models.DateField()
    meal = models.CharField(max_length=9, choices=Meal)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="meal_together_resident_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "day", "resident", "meal"], name="meal_together_once"),
            models.CheckConstraint(condition=Q(meal__in=Meal.values), name="meal_together_one_of_three"),
        ]
