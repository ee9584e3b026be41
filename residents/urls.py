from django.urls import path

from . import views

app_name = "residents"
urlpatterns = [
    path("", views.people, name="people"),
    path("<code:code>/", views.person, name="person"),
    path("<code:code>/profile/", views.person_change, name="person-change"),
    path("<code:code>/key-worker/", views.key_worker, name="person-key-worker"),
    path("<code:code>/moving-out/", views.person_move_out, name="person-move-out"),
    path("<code:code>/away/", views.away_add, name="away-add"),
    path("away/<row:pk>/back/", views.away_back, name="away-back"),
    path("away/<row:pk>/not-back/", views.away_not_back, name="away-not-back"),
    path("away/<row:pk>/undo/", views.away_undo, name="away-undo"),
]
