from django.urls import path

from . import views, views_sign_up

app_name = "participation"
urlpatterns = [
    path("<day:day>/<row:pk>/mark/", views.mark, name="mark"),
    path("sign-up/<row:pk>/", views_sign_up.sign_up, name="sign-up"),
    path("", views.today, name="today"),
    path("<day:day>/", views.day, name="day"),
    path("<day:day>/<row:pk>/", views.period, name="period"),
    path("<day:day>/<row:pk>/everyone/", views.everyone, name="everyone"),
    path("<day:day>/<row:pk>/undo/", views.undo, name="undo"),
]
