from django.urls import path

from . import views, views_handover, views_tasks

app_name = "support"
urlpatterns = [
    path("people/<code:code>/notes/", views.notes, name="notes"),
    path("people/notes/<row:pk>/", views.note_change, name="note-change"),
    path("people/notes/<row:pk>/task/", views_tasks.add_from_note, name="note-task"),
    path("people/<code:code>/task/", views_tasks.add_about, name="person-task"),
    path("my/notes/", views.my_notes, name="my-notes"),
    path("handover/all/", views_handover.items, name="handover"),
    path("handover/add/", views_handover.add, name="handover-add"),
    path("handover/read/", views_handover.read_all, name="handover-read-all"),
    path("handover/unread/", views_handover.unread, name="handover-unread"),
    path("handover/<row:pk>/", views_handover.change, name="handover-change"),
    path("handover/<row:pk>/read/", views_handover.read, name="handover-read"),
    path("handover/<row:pk>/take-back/", views_handover.take_back, name="handover-take-back"),
    path("tasks/", views_tasks.tasks, name="tasks"),
    path("tasks/add/", views_tasks.add, name="task-add"),
    path("tasks/<row:pk>/", views_tasks.change, name="task-change"),
    path("tasks/<row:pk>/done/", views_tasks.tick, name="task-done"),
]
