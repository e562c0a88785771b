"""Addresses of readiness."""

from django.urls import path

from songhanh.reporting.readiness import views

app_name = "readiness"

urlpatterns = [path("", views.units, name="units")]
