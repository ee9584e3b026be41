from django.urls import path

from . import views, views_handover, views_my_day, views_night, views_ring

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("now/", views.clock, name="clock"),
    path("to-do/", views.to_do, name="to-do"),
    path("handover/", views_handover.handover, name="handover"),
    path("handover/new/", views_handover.new, name="handover-new"),
    path("night/", views_night.night, name="night"),
    path("night/in-my-light/", views_night.night_in_my_light, name="night-in-my-light"),
    path("my/", views_my_day.my_day, name="my-day"),
    path("my/now/", views_my_day.my_clock, name="my-clock"),
    path("rings/", views_ring.ringing, name="ringing"),
    path("rings/<row:pk>/", views_ring.ring, name="ring"),
]
