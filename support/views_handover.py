from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page, refused_with

from . import actions, forms, forms_handover
from .handing_over import with_readers
from .models import Handover
from .views import one_page

PAGES = {"today": "home:today", "items": "support:handover", "tasks": "support:tasks"}


@require_safe
@staff(May.WRITE_NOTES)
def items(request, viewer):
    """All that was handed over, the newest first, and who of the present team has read what must be read."""
    day = viewer.centre.day_at(timezone.now())
    page = one_page(request, Handover.visible_to(viewer).standing().with_words().newest_first())
    with_readers(viewer, page.object_list, day)
    return render(request, "support/handover.html", {"section": "handover", "page": page, "day": day})


@a_form
@staff(May.WRITE_NOTES)
def add(request, viewer):
    form = forms_handover.HandoverForm(request.POST or None, viewer=viewer)
    wrote = {"centre": viewer.centre, "by": viewer.who, "at": timezone.now()}
    if form.is_valid() and accepted(form, actions.tell, **wrote, **form.cleaned_data):
        return done(request, _("Handed over. It is written once."), "home:handover", viewer.centre.slug)
    return form_page(request, form, heading=_("For the next shift"), **words_for(viewer))


@a_form
@staff(May.WRITE_NOTES)
def change(request, viewer, pk):
    """Other words for a sentence. Who has read the first will find it as new. A note is changed where it stands."""
    item = one_or_404(Handover.visible_to(viewer).standing().filter(note=None), pk=pk)
    form = forms_handover.HandoverChangeForm(request.POST or None, viewer=viewer, instance=item)
    if form.is_valid() and form.save():
        actions.wake(item)
        return done(request, _("Saved."), "support:handover", viewer.centre.slug)
    return render(
        request,
        "support/handover_change.html",
        {"form": form, "item": item, "heading": _("For the next shift"), **words_for(viewer)},
        status=422 if form.is_bound else 200,
    )


@require_POST
@staff(May.WRITE_NOTES)
def take_back(request, viewer, pk):
    """Out of the hand-over, or by the undo of that into it again."""
    item = one_or_404(Handover.visible_to(viewer).filter(note=None), pk=pk)
    form = forms.SeenForm(request.POST)
    page = "support:handover", viewer.centre.slug
    try:
        actions.take_back(item=item, version=form.seen, at=None if form.takes_back else timezone.now())
    except ValidationError as refused:
        return refused_with(request, refused, *page)
    if form.takes_back:
        return done(request, _("It is in the hand-over again."), *page)
    undo = {"undo": request.path, "version": item.version, "is_undo": "true"}
    return done(request, _("Taken out of the hand-over."), *page, **undo)


@require_POST
@staff(May.WRITE_NOTES)
def read(request, viewer, pk):
    """One item, in the words that the hand saw."""
    item = one_or_404(Handover.visible_to(viewer).standing(), pk=pk)
    form = forms.SeenForm(request.POST)
    return confirmed(request, viewer, form, [item] if form.seen == item.version else [])


@require_POST
@staff(May.WRITE_NOTES)
def read_all(request, viewer):
    """Those that the page showed. What must be read has a tap of its own."""
    form = forms.ItemsForm(request.POST)
    shown = Handover.visible_to(viewer).standing().filter(pk__in=form.seen, must_read=False)
    return confirmed(request, viewer, form, [item for item in shown if item.version == form.seen[item.pk]])


def confirmed(request, viewer, form, items):
    if not items:
        refused = ValidationError(_("This was changed while you were reading. Please look once more."))
        return refused_with(request, refused, page_of(viewer, form))
    actions.read(items=items, by=viewer.who, at=timezone.now())
    message = ngettext("Read.", "%(count)s items read.", len(items)) % {"count": len(items)}
    undo = reverse("support:handover-unread", args=[viewer.centre.slug])
    seen = {"items": " ".join(f"{item.pk}.{item.version}" for item in items), "page": form.came_from}
    return done(request, message, page_of(viewer, form), undo=undo, **seen)


@require_POST
@staff(May.WRITE_NOTES)
def unread(request, viewer):
    form = forms.ItemsForm(request.POST)
    actions.unread(items=list(Handover.visible_to(viewer).filter(pk__in=form.seen)), by=viewer.who)
    return done(request, _("The tap is taken back."), page_of(viewer, form))


def page_of(viewer, form):
    """Back to where the tap came from, at its list."""
    return reverse(PAGES.get(form.came_from, "home:handover"), args=[viewer.centre.slug]) + "#since"


def words_for(viewer):
    back = reverse("home:handover", args=[viewer.centre.slug])
    return {"section": "handover", "over": _("Hand-over"), "back": back}
