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
    path("users/roles/<int:pk>/end/", views.users.end, name="end"),
]
