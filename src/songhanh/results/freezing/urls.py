"""Addresses of frozen results."""

from django.urls import path

from songhanh.results.freezing import views

app_name = "freezing"

_FIGURE = "<int:pk>/figures/<int:figure_pk>/"

urlpatterns = [
    path("", views.frozen_list, name="list"),
    path("plans/<int:pk>/new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path(_FIGURE, views.figure, name="figure"),
    path(f"{_FIGURE}units/<int:unit_pk>/", views.unit, name="unit"),
]
