from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "families"

    def ready(self):
        from centre import outbox  # noqa: PLC0415  (it needs the models)

        from . import letters, links, mail_family, receivers  # noqa: F401, PLC0415

        outbox.register(links.ASKED, mail_family.asked)
        outbox.register(letters.SENT_MAIL, mail_family.letter)
