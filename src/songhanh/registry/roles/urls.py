"""Addresses of roles and of managing users."""

from django.urls import path

from songhanh.registry.roles import views

app_name = "roles"

urlpatterns = [
    path("roles/choose/", views.choosing.choose, name="choose"),
    path("users/", views.users.users, name="users"),
    path("users/new/", views.users.new_user, name="new_user"),
    path("users/<int:pk>/", views.users.user, name="user"),
    path("users/<int:pk>/edit/", views.users.edit_user, name="edit_user"),
    path("users/<int:pk>/reset-password/", views.users.reset_password, name="reset_password"),
    path("users/<int:pk>/deactivate/", views.users.deactivate, name="deactivate"),
    path("users/<int:pk>/activate/", views.users.activate, name="activate"),
    path("users/<int:pk>/sessions/", views.access.sessions, name="sessions"),
    path("users/<int:pk>/sessions/end/", views.access.end_sessions, name="end_sessions"),
    path("users/sessions/<int:pk>/end/", views.access.end_session, name="end_session"),
    path(
        "users/<int:pk>/second-factors/remove/",
        views.access.remove_second_factors,
        name="remove_second_factors",
    ),
    path("users/<int:pk>/roles/new/", views.users.grant, name="grant"),
    path("users/<int:pk>/hand-over/", views.passing_on.hand_over, name="hand_over"),
    path("hand-overs/", views.passing_on.hand_overs, name="hand_overs"),
    path("hand-overs/<int:pk>/", views.passing_on.show, name="hand_over_done"),
    path("invitations/", views.invitations.invitations, name="invitations"),
    path("invitations/new/", views.invitations.new, name="invite"),
    path("invitations/<int:pk>/revoke/", views.invitations.revoke, name="revoke_invitation"),
    path("invitation/", views.accepting.enter_code, name="enter_code"),
    path("invitation/<str:code>/", views.accepting.accept, name="accept_invitation"),
    path("users/roles/<int:pk>/deputy/", views.passing_on.deputy, name="deputy"),
    path("users/roles/<int:pk>/end/", views.users.end, name="end"),
]
