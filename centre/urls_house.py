from django.urls import path

from . import views

app_name = "centre"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("about/new/", views.about_add, name="about-add"),
    path("about/<row:pk>/", views.about_change, name="about-change"),
    path("about/<row:pk>/remove/", views.about_remove, name="about-remove"),
    path("duty/", views.duty_tick, name="duty"),
    path("settings/", views.settings, name="settings"),
    path("staff/", views.staff_list, name="staff"),
    path("staff/new/", views.staff_add, name="staff-add"),
    path("staff/<row:pk>/", views.staff_change, name="staff-change"),
]
