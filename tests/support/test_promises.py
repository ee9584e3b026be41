"""Each promise about notes, the hand-over and tasks, broken once."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from support import actions
from support.models import Handover, Learning, Note, Receipt, Task
from tests.broken import promise


@pytest.mark.parametrize(
    ("learning", "is_with_somebody"), [(Learning.TAUGHT_TO, False), (Learning.NONE, True)], ids=["nobody", "no word"]
)
def test_learning_says_both_what_and_whom(inside_north, learning, is_with_somebody):
    rows = inside_north.rows
    with promise("note_learning_with_somebody"):
        other = rows.resident if is_with_somebody else None
        Note.unscoped.filter(pk=rows.note.pk).update(learning=learning, with_resident=other)


def test_nobody_teaches_themselves(inside_north):
    rows = inside_north.rows
    with promise("note_learning_with_somebody_else"):
        Note.unscoped.filter(pk=rows.note.pk).update(learning=Learning.TAUGHT_TO, with_resident=rows.second)


@pytest.mark.parametrize("has_both", [True, False])
def test_an_item_is_a_note_or_has_its_own_words(inside_north, has_both):
    rows = inside_north.rows
    with promise("handover_note_or_own_words"):
        Handover.unscoped.filter(pk=rows.handed_note.pk).update(
            note=rows.handed_note.note if has_both else None, text="Retyped." if has_both else ""
        )


def test_a_note_is_handed_over_once(inside_north):
    rows = inside_north.rows
    with promise("handover_once_a_note"):
        Handover.unscoped.create(
            centre=inside_north.centre, note=rows.handed_note.note, by=inside_north.worker, at=timezone.now()
        )


def test_an_item_has_one_receipt_of_a_reader(inside_north):
    rows = inside_north.rows
    with promise("receipt_one_a_reader"):
        Receipt.unscoped.create(
            centre=inside_north.centre, handover=rows.handover, version=1, by=inside_north.night, at=timezone.now()
        )


def test_a_task_says_what(inside_north):
    with promise("task_says_what"):
        Task.unscoped.filter(pk=inside_north.rows.task.pk).update(what="")


def test_a_task_is_done_by_somebody(inside_north):
    with promise("task_done_at_with_done_by"):
        Task.unscoped.filter(pk=inside_north.rows.task.pk).update(done_at=timezone.now())


def test_an_action_says_it_in_words(inside_north):
    north = inside_north
    with pytest.raises(ValidationError, match="next shift should know"):
        actions.tell(centre=north.centre, text="", must_read=False, by=north.worker, at=timezone.now())
