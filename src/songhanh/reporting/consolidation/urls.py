"""Addresses of consolidations."""

from django.urls import path

from songhanh.reporting.consolidation.views import rounds, units

app_name = "consolidation"

urlpatterns = [
    path("", rounds.round_list, name="list"),
    path("<int:rule>/<slug:period>/", rounds.show, name="show"),
    path("<int:rule>/<slug:period>/units/", units.board, name="board"),
    path("<int:rule>/<slug:period>/texts/<slug:section>/", units.texts, name="texts"),
    path("<int:rule>/<slug:period>/outliers/", units.outliers, name="outliers"),
    path("<int:rule>/<slug:period>/edit/", rounds.edit, name="edit"),
    path("<int:rule>/<slug:period>/money/", rounds.money, name="money"),
    path("<int:rule>/<slug:period>/freeze/", rounds.freeze, name="freeze"),
    path("frozen/<int:pk>/", rounds.frozen, name="frozen"),
    path("frozen/<int:pk>/send-up/", rounds.send_up, name="send_up"),
]
