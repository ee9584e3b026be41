from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self):
        from residents import sections as of_person  # noqa: PLC0415  (models must stand first)

        from . import receivers, sections  # noqa: F401, PLC0415

        of_person.register(sections.lately)
