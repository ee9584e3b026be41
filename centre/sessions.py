"""Sessions in the database, asked for only by what can be the name of one.

A cookie may hold anything. PostgreSQL refuses a NUL, and each page would have answered 500.
"""

import re

from django.contrib.sessions.backends import db

KEY = re.compile(r"[a-z0-9]{8,40}")


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        return isinstance(key, str) and KEY.fullmatch(key) is not None
