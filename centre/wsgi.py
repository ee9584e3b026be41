"""Django's pages for a WSGI server (gunicorn, and `centre.asgi`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centre.settings")

application = get_wsgi_application()
