"""A resident's own sign-in: the staff ask, by mail; the resident opens it with the link."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centre import invitations
from centre.access import May, invited, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page
from centre.views_invited import answer_to, dead_link

from . import accounts, forms, pages
from .models import Account, AccountInvitation, Resident


@a_form
@staff(May.WRITE_PEOPLE)
def account(request, viewer, code):
    """Ask somebody to have a page of their own, or see that they have one."""
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    has_one = Account.visible_to(viewer).current().filter(resident=resident).select_related("user").first()
    if has_one and request.method != "POST":
        words = {"account": has_one, "resident": resident, "section": "people"}
        return render(request, "residents/account.html", words)
    asked = AccountInvitation.visible_to(viewer).filter(resident=resident).newest_first().first()
    initial = {"email": asked.email if asked else "", "language": viewer.centre.language}
    form = forms.AccountForm(request.POST or None, viewer=viewer, initial=initial)
    now = timezone.now()
    if form.is_valid() and accepted(form, accounts.ask, resident=resident, by=viewer.who, at=now, **form.cleaned_data):
        message = _("A mail is on its way to %(email)s. Its link holds for 72 hours.") % form.cleaned_data
        return done(request, message, "residents:person", viewer.centre.slug, code)
    lead = _("They choose the password themself, by a link in a mail. To have no page of one's own is as good.")
    return form_page(
        request, form, heading=_("A page of their own"), lead=lead, **pages.about(viewer, resident, _("Send the mail"))
    )


@require_POST
@staff(May.WRITE_PEOPLE)
def account_end(request, viewer, code):
    resident = one_or_404(Resident.visible_to(viewer), code=code)
    account = one_or_404(Account.visible_to(viewer).current(), resident=resident)
    accounts.end(account=account, at=timezone.now())
    return done(request, _("The sign-in is ended."), "residents:person", viewer.centre.slug, code)


@a_form
@invited
def invitation(request, viewer, token):
    """The link of the mail."""
    now = timezone.now()
    asked = invitations.find(AccountInvitation, token, now)
    if asked is None:
        return dead_link(request)
    return answer_to(request, asked, who=asked.resident, accept=accounts.accept, at=now)
