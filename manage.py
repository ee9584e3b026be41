#!/usr/bin/env python
"""Django's commands. Those that change the schema or load data sign in as the owner role."""

import os
import sys

from django.core.management import execute_from_command_line

from centre.embedded import EmbeddedError

AS_OWNER = {"migrate", "createcachetable", "sqlmigrate", "flush", "demo", "house", "import_register"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centre.settings")
    if len(sys.argv) > 1 and sys.argv[1] in AS_OWNER:
        os.environ["ENGAWA_AS_OWNER"] = "1"
    try:
        execute_from_command_line(sys.argv)
    except EmbeddedError as error:
        sys.exit(f"engawa: {error}")


if __name__ == "__main__":
    main()
