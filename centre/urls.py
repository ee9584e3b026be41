from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path, register_converter

from . import converters, health, views
from .access import about_second_step

register_converter(converters.CentreSlug, "centre")
register_converter(converters.Code, "code")
register_converter(converters.RowId, "row")
register_converter(converters.Day, "day")
register_converter(converters.Token, "token")

# allauth finds its pages by these names. Only the pages that a house needs have an address.
own_account = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[\w:-]{1,200})/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-step/", mfa.index, name="mfa_index"),
    path("second-step/enter/", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/off/", about_second_step(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", about_second_step(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        about_second_step(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/file/",
        about_second_step(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("devices/", sessions.list_usersessions, name="usersessions_list"),
    path("join/", views.no_sign_up, name="account_signup"),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("home.urls_door")),
    path("me/", include(own_account)),
    path("", include("centre.urls_account")),
    path(
        "c/<centre:centre>/",
        include(
            [
                path("log/", include("participation.urls")),  # first, as what comes before it is tried at each tap
                path("", include("home.urls")),
                path("", include("centre.urls_house")),
                path("", include("residents.urls")),
                path("", include("support.urls")),
                path("", include("participation.urls_seeing")),
                path("", include("families.urls")),
                path("house/", include("rooms.urls")),
                path("timetable/", include("schedules.urls")),
                path("turns/", include("chores.urls")),
                path("reports/", include("reports.urls")),
            ]
        ),
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
