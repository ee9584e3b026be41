from django.urls import path

from . import views, views_outside

app_name = "centre"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("about/new/", views.about_add, name="about-add"),
    path("about/<row:pk>/", views.about_change, name="about-change"),
    path("about/<row:pk>/remove/", views.about_remove, name="about-remove"),
    path("outside/", views_outside.outside, name="outside"),
    path("outside/new/", views_outside.outside_add, name="outside-add"),
    path("outside/<row:pk>/", views_outside.outside_change, name="outside-change"),
    path("outside/<row:pk>/remove/", views_outside.outside_remove, name="outside-remove"),
    path("duty/", views.duty_tick, name="duty"),
    path("settings/", views.settings, name="settings"),
    path("staff/", views.staff_list, name="staff"),
    path("staff/new/", views.staff_add, name="staff-add"),
    path("staff/<row:pk>/", views.staff_change, name="staff-change"),
]
