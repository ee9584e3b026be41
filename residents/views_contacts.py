"""Whom a resident names outside the house: on their own page, or at the hand of the staff if they ask for it."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page

from . import contacts, forms, pages
from .access import resident
from .models import Contact, Resident


@a_form
@resident
def my_contacts(request, viewer):
    """Those whom I have named, and a form to name somebody."""
    me = one_or_404(Resident.visible_to(viewer))
    form = forms.ContactForm(request.POST or None, viewer=viewer, initial={"language": viewer.who.language})
    if form.is_valid() and accepted(form, contacts.name, resident=me, **form.cleaned_data):
        message = _("Saved. You can change your mind at any time.")
        return done(request, message, "residents:my-contacts", viewer.centre.slug)
    named = Contact.visible_to(viewer).current().in_order()
    words = {"form": form, "named": named, "submit": _("Name this person")}
    return render(request, "residents/my_contacts.html", words, status=422 if form.is_bound else 200)


def changed(viewer, form):
    """What to say after a contact was changed; with another name or address the yes to a sign-in has ended."""
    if not set(contacts.WHO) & set(form.changed_data):
        return _("The contact is saved.")
    contacts.renamed(contact=form.instance, by=viewer.who, at=timezone.now())
    return _("The contact is saved. A yes to a sign-in was for the earlier name or address, and has ended.")


@a_form
@resident
def my_contact_change(request, viewer, pk):
    contact = one_or_404(Contact.visible_to(viewer).current(), pk=pk)
    form = forms.ContactChangeForm(request.POST or None, viewer=viewer, instance=contact)
    if form.is_valid() and form.save():
        return done(request, changed(viewer, form), "residents:my-contacts", viewer.centre.slug)
    words = {"form": form, "contact": contact}
    return render(request, "residents/my_contact.html", words, status=422 if form.is_bound else 200)


@require_POST
@resident
def my_contact_end(request, viewer, pk):
    contact = one_or_404(Contact.visible_to(viewer).current(), pk=pk)
    contacts.end(contact=contact, by=viewer.who, at=timezone.now())
    message = _("%(name)s is not told anything from now on.") % {"name": contact.name}
    return done(request, message, "residents:my-contacts", viewer.centre.slug)


@a_form
@staff(May.WRITE_PEOPLE)
def contact_add(request, viewer, code):
    person = one_or_404(Resident.visible_to(viewer), code=code)
    form = forms.ContactForm(request.POST or None, viewer=viewer, initial={"language": viewer.centre.language})
    if form.is_valid() and accepted(form, contacts.name, resident=person, **form.cleaned_data):
        return done(request, _("The contact is saved."), "residents:person", viewer.centre.slug, code)
    lead = _("Only whom the person has named, as they have named them. To pay for the stay gives no right to be told.")
    about = pages.about(viewer, person, _("Save"))
    return form_page(request, form, heading=_("Somebody outside"), lead=lead, **about)


@a_form
@staff(May.WRITE_PEOPLE)
def contact_change(request, viewer, pk):
    contact = one_or_404(Contact.visible_to(viewer).current().select_related("resident"), pk=pk)
    form = forms.ContactChangeForm(request.POST or None, viewer=viewer, instance=contact)
    if form.is_valid() and form.save():
        return done(request, changed(viewer, form), "residents:person", viewer.centre.slug, contact.resident.code)
    about = pages.about(viewer, contact.resident, _("Save"))
    return form_page(request, form, heading=contact.name, **about)


@require_POST
@staff(May.WRITE_PEOPLE)
def contact_end(request, viewer, pk):
    contact = one_or_404(Contact.visible_to(viewer).current().select_related("resident"), pk=pk)
    contacts.end(contact=contact, by=viewer.who, at=timezone.now())
    message = _("%(name)s is not told anything from now on.") % {"name": contact.name}
    return done(request, message, "residents:person", viewer.centre.slug, contact.resident.code)
