from django.urls import path

from . import views

app_name = "rooms"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("moving-in/", views.move_in, name="move-in"),
    path("moving-in/<code:code>/", views.move_in_again, name="move-in-again"),
    path("move/<code:code>/", views.move, name="move"),
    path("wings/new/", views.wing_add, name="wing-add"),
    path("wings/<row:pk>/", views.wing_change, name="wing-change"),
    path("rooms/new/", views.room_add, name="room-add"),
    path("rooms/<row:pk>/", views.room, name="room"),
    path("rooms/<row:pk>/out-of-service/", views.closure_add, name="closure-add"),
    path("out-of-service/<row:pk>/remove/", views.closure_remove, name="closure-remove"),
    path("rooms/<row:pk>/change/", views.room_change, name="room-change"),
]
