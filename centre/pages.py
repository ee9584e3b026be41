"""Answers that many views give."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from . import operations

a_form = require_http_methods(["GET", "HEAD", "POST"])
"""A page with a form: it shows itself, and takes what was written."""


def form_page(request, form, **words):
    """A page with one form: `heading`, `submit`, `back` (an address), perhaps `over` and `lead`.

    422 when the form was sent and something in it needs another look.
    """
    return render(request, "parts/form_page.html", {"form": form, **words}, status=422 if form.is_bound else 200)


def render_part(request, template, context, part, status=200):
    """The part of a page to htmx, the whole page to everybody else and to a page out of the history.

    `part` is a `partialdef` of the template, named like the id that it replaces.
    """
    in_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, f"{template}#{part}" if in_part else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request, message, to, *args, undo=None, **fields):
    """Say what was done and go on to a page. `undo` is the address that takes it back, with its `fields`."""
    say(request, message, undo, fields)
    return redirect(to, *args)


def say(request, message, undo=None, fields=()):
    """Say what was done, where the answer is only a part of a page."""
    messages.success(request, with_undo(request, message, undo, dict(fields)) if undo else message)


def with_undo(request, message, undo, fields):
    """A message that carries its way back: a plain form, so that it works without JavaScript."""
    hidden = {"csrfmiddlewaretoken": get_token(request), "operation": operations.new_key()} | fields
    return format_html(
        '<span>{}</span><form method="post" action="{}">{}<button class="btn">{}</button></form>',
        message,
        undo,
        format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden.items()),
        _("Undo"),
    )


def refused_with(request, refused, to, *args):
    """An action without a form refused: say why, and go on to a page."""
    say_why(request, refused.messages)
    return redirect(to, *args)


def say_why(request, reasons):
    """Why nothing was done, where it stays to be read."""
    for reason in reasons:
        messages.warning(request, reason)


def accepted(form, action, **arguments):
    """Run an action behind a valid form and give its row. None, with the message at its field, if it refuses."""
    try:
        return action(**arguments)
    except ValidationError as refused:
        place_errors(form, refused)
        return None


def place_errors(form, refused):
    for field, errors in getattr(refused, "message_dict", {None: refused.messages}).items():
        form.add_error(field if field in form.fields else None, errors)
