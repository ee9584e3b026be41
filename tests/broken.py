"""Breaking a promise of the database on purpose."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@contextmanager
def promise(name):
    """The block must break the constraint of this name, and no other."""
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        yield
    assert broken.value.__cause__.diag.constraint_name == name
