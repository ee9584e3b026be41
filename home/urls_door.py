from django.urls import path

from . import views

app_name = "door"
urlpatterns = [
    path("", views.door, name="door"),
    path("asked/<row:pk>/", views.accept, name="accept"),
]
