from django.urls import path

from . import views, views_account, views_consents, views_contacts, views_leaving, views_rest

app_name = "residents"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<code:code>/", views.person, name="person"),
    path("people/<code:code>/profile/", views.person_change, name="person-change"),
    path("people/<code:code>/key-worker/", views.key_worker, name="person-key-worker"),
    path("people/<code:code>/moving-out/", views.person_move_out, name="person-move-out"),
    path("people/<code:code>/away/", views.away_add, name="away-add"),
    path("people/<code:code>/out/", views.away_out, name="away-out"),
    path("people/<code:code>/sign-in/", views_account.account, name="account"),
    path("people/<code:code>/sign-in/end/", views_account.account_end, name="account-end"),
    path("people/<code:code>/contacts/new/", views_contacts.contact_add, name="contact-add"),
    path("people/contacts/<row:pk>/end/", views_contacts.contact_end, name="contact-end"),
    path("people/contacts/<row:pk>/change/", views_contacts.contact_change, name="contact-change"),
    path("people/contacts/<row:pk>/consents/", views_consents.consents, name="consents"),
    path("people/contacts/<row:pk>/consents/paper/", views_consents.consents_paper, name="consents-paper"),
    path("people/contacts/<row:pk>/consents/stop/", views_consents.consents_stop, name="consents-stop"),
    path("people/<code:code>/wants-to-leave/", views_leaving.person_leaves, name="person-leaves"),
    path("people/away/<row:pk>/back/", views.away_back, name="away-back"),
    path("people/away/<row:pk>/not-back/", views.away_not_back, name="away-not-back"),
    path("people/away/<row:pk>/undo/", views.away_undo, name="away-undo"),
    path("my/contacts/", views_contacts.my_contacts, name="my-contacts"),
    path("my/contacts/<row:pk>/end/", views_contacts.my_contact_end, name="my-contact-end"),
    path("my/contacts/<row:pk>/change/", views_contacts.my_contact_change, name="my-contact-change"),
    path("my/contacts/<row:pk>/consents/", views_consents.my_consents, name="my-consents"),
    path("my/contacts/<row:pk>/consents/stop/", views_consents.my_consents_stop, name="my-consents-stop"),
    path("my/rest/", views_rest.rest, name="rest"),
    path("my/rest/undo/", views_rest.rest_undo, name="rest-undo"),
    path("my/leave/", views_leaving.leave, name="leave"),
    path("my/leave/take-back/", views_leaving.leave_withdraw, name="leave-withdraw"),
    path("invitation/<token:token>/", views_account.invitation, name="invitation"),
]
