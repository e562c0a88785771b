"""Addresses of the registry of units."""

from django.urls import path

from songhanh.registry.orgunits.views import changes, facts, keeping, loading, naming, pages

app_name = "orgunits"

urlpatterns = [
    path("", pages.unit_list, name="list"),
    path("load/", loading.load, name="load"),
    path("duplicates/", loading.duplicates, name="duplicates"),
    path("unresolved/", naming.unresolved, name="unresolved"),
    path("<int:pk>/names/", naming.settle, name="settle_name"),
    path("unresolved/<int:pk>/take-up/", naming.take_up, name="take_up_name"),
    path("<int:pk>/duplicate/", loading.merge_duplicate, name="merge_duplicate"),
    path("checks/", keeping.checks, name="checks"),
    path("shares/", changes.shares, name="shares"),
    path("<int:pk>/", pages.unit, name="unit"),
    path("<int:pk>/new/", pages.new_unit, name="new"),
    path("<int:pk>/rename/", pages.rename, name="rename"),
    path("<int:pk>/end/", pages.end, name="end"),
    path("<int:pk>/undo/<int:step>/", pages.undo, name="undo"),
    path("<int:pk>/change/<slug:verb>/", changes.change, name="change"),
    path("<int:pk>/shares/<str:day>/", changes.decide, name="decide"),
    path("<int:pk>/facts/<slug:kind>/new/", facts.new_fact, name="new_fact"),
    path("<int:pk>/facts/<slug:kind>/<int:row>/end/", facts.end_fact, name="end_fact"),
]
