from django.urls import path

from . import views

app_name = "me"
urlpatterns = [
    path("me/", views.account, name="account"),
    path("language/", views.language, name="language"),
]
