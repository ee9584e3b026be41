from django.urls import path

from . import views

app_name = "door"
urlpatterns = [path("", views.door, name="door")]
