from django.core.management.base import BaseCommand, CommandError

from centre import translations


class Command(BaseCommand):
    help = "Collects the texts of the pages (--update), compiles them (--compile), or says what is missing (--check)."
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        for name in ("update", "compile", "check"):
            what.add_argument(f"--{name}", action="store_const", const=name, dest="what")

    def handle(self, *, what, **options):
        if what == "update":
            translations.update()
        elif what == "compile":
            self.stdout.write(f"compiled: {', '.join(translations.compile_all()) or 'nothing to do'}")
        elif problems := list(translations.problems()):
            raise CommandError("\n".join(problems))
