from django.apps import AppConfig
from django.db.models.signals import post_migrate

from centre import grants, live


class SchedulesConfig(AppConfig):
    name = "schedules"

    ringing = staticmethod(
        grants.on_functions(
            "schedules_ring_due(timestamptz, interval)",
            "schedules_miss_overdue(timestamptz, interval)",
            "schedules_due_ahead(timestamptz, timestamptz)",
        )
    )

    def ready(self):
        from . import receivers, ringing, tasks  # noqa: F401, PLC0415  (they need the models)

        live.known.recent_rings = ringing.recent
        live.known.ring_due = tasks.ring_without_the_broker
        post_migrate.connect(self.ringing, sender=self)
