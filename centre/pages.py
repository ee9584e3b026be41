"""Answers that many views give."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

a_form = require_http_methods(["GET", "HEAD", "POST"])
"""A page with a form: it shows itself, and takes what was written."""


def form_page(request, form, **words):
    """A page with one form: `heading`, `submit`, `back` (an address), perhaps `over` and `lead`.

    422 when the form was sent and something in it needs another look.
    """
    return render(request, "parts/form_page.html", {"form": form, **words}, status=422 if form.is_bound else 200)


def done(request, message, to, *args):
    """Say what was done and go on to a page."""
    messages.success(request, message)
    return redirect(to, *args)


def accepted(form, action, **arguments):
    """Run an action behind a valid form. False, with the message at its field, if the action refuses."""
    try:
        action(**arguments)
    except ValidationError as refused:
        place_errors(form, refused)
        return False
    return True


def place_errors(form, refused):
    for field, errors in getattr(refused, "message_dict", {None: refused.messages}).items():
        form.add_error(field if field in form.fields else None, errors)
