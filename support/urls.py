from django.urls import path

from . import views

app_name = "support"
urlpatterns = [
    path("people/<code:code>/notes/", views.notes, name="notes"),
    path("people/notes/<row:pk>/", views.note_change, name="note-change"),
    path("my/notes/", views.my_notes, name="my-notes"),
]
