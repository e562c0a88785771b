"""Addresses of signing in and out, of second factors and sessions."""

from django.urls import path

from songhanh.foundation.accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.signing.sign_in, name="sign_in"),
    path("sign-in/code/", views.signing.second_step, name="second_step"),
    path("sign-in/passkey/options/", views.passkeys.sign_in_options, name="passkey_options"),
    path("sign-in/passkey/", views.passkeys.sign_in, name="passkey_sign_in"),
    path("sign-in/provider/", views.identities.begin, name="provider_begin"),
    path("sign-in/provider/back/", views.identities.finish, name="provider_finish"),
    path("sign-out/", views.signing.sign_out, name="sign_out"),
    path("password/", views.signing.password, name="password"),
    path("security/", views.security.security, name="security"),
    path("security/app/", views.security.set_authenticator, name="set_authenticator"),
    path("security/app/remove/", views.security.remove_authenticator, name="remove_authenticator"),
    path("security/codes/", views.security.recovery_codes, name="recovery_codes"),
    path("security/codes/renew/", views.security.renew_codes, name="renew_codes"),
    path("security/passkeys/options/", views.passkeys.new_options, name="new_passkey_options"),
    path("security/passkeys/add/", views.passkeys.add, name="add_passkey"),
    path("security/passkeys/<int:pk>/remove/", views.passkeys.remove, name="remove_passkey"),
    path("security/provider/remove/", views.identities.unlink, name="unlink"),
    path("sessions/", views.sessions.sessions, name="sessions"),
    path("sessions/<int:pk>/end/", views.sessions.end, name="end_session"),
    path("sessions/end-others/", views.sessions.end_others, name="end_other_sessions"),
]
