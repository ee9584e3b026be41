from allauth.account.forms import ResetPasswordForm
from django.conf import settings as django_settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import actions, duty, forms_house
from .access import May, one_or_404, public, signed_in, staff
from .models import About, Membership, Supporter, User
from .pages import a_form, accepted, done, form_page


@require_safe
@staff(May.SEE_HOUSE)
def about(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    return render(
        request,
        "centre/about.html",
        {
            "section": "about",
            "parts": About.visible_to(viewer),
            "team": Membership.visible_to(viewer).working_on(day).by_name(),
            "supporters": Supporter.visible_to(viewer),
        },
    )


@a_form
@staff(May.CHANGE_SETTINGS)
def about_add(request, viewer):
    form = forms_house.AboutForm(request.POST or None, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("The paragraph is saved."), "centre:about", viewer.centre.slug)
    return form_page(request, form, heading=_("New paragraph"), **words_for(viewer, "about"))


@a_form
@staff(May.CHANGE_SETTINGS)
def about_change(request, viewer, pk):
    part = one_or_404(About.visible_to(viewer), pk=pk)
    form = forms_house.AboutChangeForm(request.POST or None, instance=part, viewer=viewer)
    if form.is_valid() and form.save():
        return done(request, _("The paragraph is saved."), "centre:about", viewer.centre.slug)
    return form_page(request, form, heading=part.heading, **words_for(viewer, "about"))


@require_POST
@staff(May.CHANGE_SETTINGS)
def about_remove(request, viewer, pk):
    part = one_or_404(About.visible_to(viewer), pk=pk)
    part.delete()
    undo = reverse("centre:about-add", args=[viewer.centre.slug])
    written = forms_house.AboutForm(instance=part, viewer=viewer).initial
    return done(request, _("The paragraph is removed."), "centre:about", viewer.centre.slug, undo=undo, **written)


@a_form
@staff(May.CHANGE_SETTINGS)
def settings(request, viewer):
    form = forms_house.SettingsForm(request.POST or None, instance=viewer.centre, viewer=viewer)
    if form.is_valid() and actions.change_settings(form=form, at=timezone.now()):
        return done(request, _("The settings are saved."), "centre:settings", viewer.centre.slug)
    words = words_for(viewer, "settings") | {"back": reverse("home:today", args=[viewer.centre.slug])}
    pages = {"centre:staff": _("Who works here"), "centre:outside": _("People outside")}
    beside = [{"href": reverse(page, args=[viewer.centre.slug]), "words": label} for page, label in pages.items()]
    return form_page(request, form, heading=_("Settings of the house"), beside=beside, **words)


@require_safe
@staff(May.CHANGE_STAFF)
def staff_list(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    members = Membership.visible_to(viewer).by_name()
    return render(
        request,
        "centre/staff.html",
        {
            "section": "staff",
            "day": day,
            "working": members.exclude(pk__in=members.ended_by(day)),
            "worked": members.ended_by(day),
        },
    )


@a_form
@staff(May.CHANGE_STAFF)
def staff_add(request, viewer):
    day = viewer.centre.day_at(timezone.now())
    form = forms_house.StaffForm(request.POST or None, viewer=viewer, initial={"from_on": day})
    if form.is_valid() and (
        member := accepted(form, actions.take_on, centre=viewer.centre, names=form.names(), **form.work())
    ):
        return done(request, next_step_of(request, member), "centre:staff", viewer.centre.slug)
    return form_page(request, form, heading=_("New member of staff"), **words_for(viewer, "staff"))


@a_form
@staff(May.CHANGE_STAFF)
def staff_change(request, viewer, pk):
    member = one_or_404(Membership.visible_to(viewer).select_related("user"), pk=pk)
    day = viewer.centre.day_at(timezone.now())
    form = forms_house.LastDayForm(request.POST or None, viewer=viewer, initial={"last_day": day})
    if form.is_valid() and accepted(form, actions.end_membership, membership=member, today=day, **form.cleaned_data):
        return done(request, _("The last day is saved."), "centre:staff", viewer.centre.slug)
    return form_page(
        request,
        form,
        heading=_("Leaving the house"),
        **words_for(viewer, "staff") | {"over": str(member)},
    )


@require_POST
@staff(May.LOG)
def duty_tick(request, viewer):
    """I am on duty today, or not any more."""
    form = forms_house.DutyForm(request.POST)
    day = viewer.centre.day_at(timezone.now())
    on = form.is_valid() and form.cleaned_data["on"]
    (duty.go_on_duty if on else duty.go_off_duty)(viewer, day)
    message = _("You are on duty today.") if on else _("You are not on duty any more.")
    undo = reverse("centre:duty", args=[viewer.centre.slug])
    return done(request, message, "home:today", viewer.centre.slug, undo=undo, on="" if on else "true")


@a_form
@signed_in
def account(request):
    form = forms_house.AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        with translation.override(request.user.language):
            return done(request, _("Saved."), "me:account")
    return render(request, "centre/account.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@public
def language(request):
    """The other language, on the same page. Kept with the account, or in the browser before sign-in."""
    chosen, back = request.POST.get("language"), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("door:door")
    answer = HttpResponseRedirect(back)
    if chosen in dict(django_settings.LANGUAGES):
        answer.set_cookie(django_settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 60 * 60, samesite="Lax")
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return answer


@require_safe
@public
def no_sign_up(request):
    """Accounts are given by a director, never taken; allauth needs the address to exist."""
    raise Http404


def next_step_of(request, member):
    """What happens now, in words that are the same whether the address had an account or not. Only the owner of one
    that was never used gets a mail."""
    if member.user.last_login is None:
        send_password_link(request, member.user.email)
    if member.accepted_at is not None:
        return _("They work here now, with the account that they have.")
    return _(
        "Engawa asks them, and they work here once they say yes. If they have no account yet, a mail with a link to"
        " choose a password is on its way."
    )


def send_password_link(request, email):
    form = ResetPasswordForm({"email": email})
    if form.is_valid():
        form.save(request)


def words_for(viewer, section):
    back = reverse(f"centre:{section}", args=[viewer.centre.slug])
    return {"section": section, "submit": _("Save"), "back": back}


def bad_request(request, exception):
    return bare("400.html", 400)


def permission_denied(request, exception):
    return render(request, "403.html", status=403)


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    return bare("500.html", 500)


def bare(template, status):
    """A page that asks nothing of the request or the database: they may be what is broken."""
    return HttpResponse(loader.get_template(template).render(), status=status)
