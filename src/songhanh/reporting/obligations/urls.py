"""Addresses of obligations."""

from django.urls import path

from songhanh.reporting.obligations import views

app_name = "obligations"

urlpatterns = [
    path("", views.obligation_list, name="list"),
    path("<int:rule_pk>/<int:unit_pk>/<slug:period>/waive/", views.waive, name="waive"),
    path("<int:rule_pk>/<int:unit_pk>/<slug:period>/extend/", views.extend, name="extend"),
    path("reminders/", views.reminders, name="reminders"),
]
