from django.urls import path

from . import views_seeing

app_name = "taking-part"
urlpatterns = [
    path("log/open/", views_seeing.unrecorded, name="open"),
    path("log/week/<day:day>/", views_seeing.week, name="week"),
    path("people/<code:code>/year/", views_seeing.year, name="year"),
    path("people/<code:code>/year/<day:day>/", views_seeing.year, name="year-until"),
    path("my/year/", views_seeing.my_year, name="my-year"),
    path("my/year/<day:day>/", views_seeing.my_year, name="my-year-until"),
]
