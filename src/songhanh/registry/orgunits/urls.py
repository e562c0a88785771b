"""Addresses of the registry of units."""

from django.urls import path

from songhanh.registry.orgunits import views

app_name = "orgunits"

urlpatterns = [
    path("", views.unit_list, name="list"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/new/", views.new_unit, name="new"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/undo/<int:step>/", views.undo, name="undo"),
]
