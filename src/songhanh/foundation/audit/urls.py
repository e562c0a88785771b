"""Addresses of the audit."""

from django.urls import path

from songhanh.foundation.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("<uuid:pk>/", views.entry, name="entry"),
]
