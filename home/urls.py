from django.urls import path

from . import views, views_ring

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("now/", views.clock, name="clock"),
    path("to-do/", views.to_do, name="to-do"),
    path("rings/", views_ring.ringing, name="ringing"),
    path("rings/<row:pk>/", views_ring.ring, name="ring"),
]
