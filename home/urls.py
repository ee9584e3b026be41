from django.urls import path

from . import views, views_ring

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("rings/", views_ring.ringing, name="ringing"),
    path("rings/<row:pk>/", views_ring.ring, name="ring"),
]
