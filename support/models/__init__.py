from .handover import Handover, Receipt
from .notes import FOR_LETTERS, Learning, Note
from .tasks import Task

__all__ = ["FOR_LETTERS", "Handover", "Learning", "Note", "Receipt", "Task"]
