from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self):
        from . import receivers  # noqa: F401, PLC0415  (it needs the models)
