from django.urls import path

from . import views, views_lessons

app_name = "schedules"
urlpatterns = [
    path("", views.week, name="week"),
    path("<day:day>/", views.week, name="week-of"),
    path("<day:day>/period/", views.period_add, name="period-add"),
    path("<day:day>/event/", views.event_add, name="event-add"),
    path("lessons/", views_lessons.lessons, name="lessons"),
    path("lessons/<day:day>/<row:pk>/", views_lessons.lesson, name="lesson"),
    path("new/", views.timetable_add, name="timetable-add"),
    path("timetables/<row:pk>/remove/", views.timetable_remove, name="timetable-remove"),
    path("periods/<row:pk>/", views.period_change, name="period-change"),
    path("periods/<row:pk>/remove/", views.period_remove, name="period-remove"),
    path("events/<row:pk>/", views.event_change, name="event-change"),
    path("events/<row:pk>/remove/", views.event_remove, name="event-remove"),
    path("special-days/", views.special_days, name="special-days"),
    path("special-days/new/", views.special_day_add, name="special-day-add"),
    path("special-days/<row:pk>/remove/", views.special_day_remove, name="special-day-remove"),
]
