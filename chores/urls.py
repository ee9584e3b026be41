from django.urls import path

from . import views

app_name = "chores"
urlpatterns = [
    path("", views.today, name="today"),
    path("<day:day>/", views.day, name="day"),
    path("<row:pk>/record/", views.turn_record, name="turn-record"),
    path("<row:pk>/give/", views.turn_give, name="turn-give"),
    path("chores/", views.chores, name="chores"),
    path("chores/new/", views.chore_add, name="chore-add"),
    path("chores/<row:pk>/", views.chore_change, name="chore-change"),
]
