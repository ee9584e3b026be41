from django.urls import path

from . import views_letters, views_link, views_my_family, views_my_letters, views_news, views_relative

app_name = "families"
urlpatterns = [
    path("letters/", views_letters.all_letters, name="letters"),
    path("letters/to/<row:pk>/", views_letters.letter_add, name="letter-add"),
    path("letters/<row:pk>/", views_letters.letter, name="letter"),
    path("letters/<row:pk>/change/", views_letters.letter_change, name="letter-change"),
    path("letters/<row:pk>/show/", views_letters.letter_show, name="letter-show"),
    path("letters/<row:pk>/take-back/", views_letters.letter_take_back, name="letter-take-back"),
    path("letters/<row:pk>/remove/", views_letters.letter_remove, name="letter-remove"),
    path("letters/news/", views_news.news, name="news"),
    path("letters/news/new/", views_news.news_add, name="news-add"),
    path("letters/news/<row:pk>/", views_news.news_change, name="news-change"),
    path("letters/news/<row:pk>/remove/", views_news.news_remove, name="news-remove"),
    path("people/contacts/<row:pk>/sign-in/", views_link.link, name="link"),
    path("people/contacts/<row:pk>/sign-in/ask/", views_link.link_ask, name="link-ask"),
    path("people/contacts/<row:pk>/sign-in/end/", views_link.link_end, name="link-end"),
    path("my/family/<row:pk>/", views_my_family.my_family, name="my-family"),
    path("my/family/<row:pk>/ask/", views_my_family.my_family_ask, name="my-family-ask"),
    path("my/letters/", views_my_letters.my_letters, name="my-letters"),
    path("my/letters/<row:pk>/", views_my_letters.my_letter, name="my-letter"),
    path("my/letters/<row:pk>/change/", views_my_letters.my_letter_change, name="my-letter-change"),
    path("my/letters/<row:pk>/own-words/", views_my_letters.my_letter_own_words, name="my-letter-own-words"),
    path("my/letters/<row:pk>/decide/", views_my_letters.my_letter_decide, name="my-letter-decide"),
    path("family/", views_relative.family, name="family"),
    path("family/<day:day>/", views_relative.family_month, name="family-month"),
    path("family/invitation/<token:token>/", views_link.invitation, name="invitation"),
]
