from django.urls import path

from . import views, views_day, views_mark, views_rounds, views_sign_up

app_name = "participation"
urlpatterns = [
    path("<day:day>/<row:pk>/mark/", views.mark, name="mark"),
    path("sign-up/<row:pk>/", views_sign_up.sign_up, name="sign-up"),
    path("", views_day.today, name="today"),
    path("<day:day>/", views_day.day, name="day"),
    path("<day:day>/mark/", views_day.cell, name="cell"),
    path("marks/<row:pk>/", views_mark.mark_history, name="mark-history"),
    path("marks/<row:pk>/move/", views_mark.mark_move, name="mark-move"),
    path("greetings/", views_rounds.greetings_today, name="greetings-today"),
    path("my/", views_rounds.my_rounds, name="my-rounds"),
    path("<day:day>/greetings/", views_rounds.greetings, name="greetings"),
    path("<day:day>/greetings/tap/", views_rounds.greet, name="greet"),
    path("<day:day>/meals/", views_rounds.meals, name="meals"),
    path("<day:day>/meals/tap/", views_rounds.eat, name="eat"),
    path("<day:day>/<row:pk>/", views.period, name="period"),
    path("<day:day>/<row:pk>/everyone/", views.everyone, name="everyone"),
    path("<day:day>/<row:pk>/undo/", views.undo, name="undo"),
]
