"""What the link of an invitation shows. Who has an account signs in with it; anybody else chooses a password."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import invitations
from .models import User
from .names import names_of
from .pages import refused_with


def dead_link(request):
    """The same words whatever the cause: used, run out, taken back, or never one."""
    return render(request, "centre/dead_link.html", status=404)


def answer_to(request, asked, *, who, accept, at):
    """Open what was `asked` for: `who` is the person as the house knows them, `accept` opens it to a user."""
    user = invitations.known_user(asked)
    if user is None:
        return new_person(request, asked, who, accept, at)
    if request.user != user:
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return render(request, "centre/invitation.html", {"sign_in": sign_in, "email": user.email})
    if request.method != "POST":
        return render(request, "centre/invitation.html", {"email": user.email})
    return opened(request, lambda: user, asked, accept, at)


def new_person(request, asked, who, accept, at):
    form = SetPasswordForm(User(email=asked.email), request.POST or None)
    if not form.is_valid():
        words = {"form": form, "email": asked.email}
        return render(request, "centre/invitation.html", words, status=422 if form.is_bound else 200)
    password = form.cleaned_data["new_password1"]
    return opened(request, lambda: invitations.user_with(asked, names_of(who), password), asked, accept, at)


def opened(request, user_of, asked, accept, at):
    """`user_of()` gives the user. Without what was asked for, no new user is left either."""
    try:
        with transaction.atomic():
            accept(invitation=asked, user=user_of(), at=at)
    except ValidationError as refused:
        return refused_with(request, refused, "door:door")
    messages.success(request, _("Your page is open. Sign in with your e-mail address and your password."))
    return redirect("door:door")
