from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"

    def ready(self):
        from residents import sections as of_person  # noqa: PLC0415  (models must stand first)

        from . import sections  # noqa: PLC0415

        of_person.register(sections.notes_of)
