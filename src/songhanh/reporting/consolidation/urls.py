"""Addresses of consolidations."""

from django.urls import path

from songhanh.reporting.consolidation import views

app_name = "consolidation"

urlpatterns = [
    path("", views.round_list, name="list"),
    path("<int:rule>/<slug:period>/", views.show, name="show"),
    path("<int:rule>/<slug:period>/edit/", views.edit, name="edit"),
    path("<int:rule>/<slug:period>/freeze/", views.freeze, name="freeze"),
    path("frozen/<int:pk>/", views.frozen, name="frozen"),
]
