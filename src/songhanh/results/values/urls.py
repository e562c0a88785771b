"""Addresses of results."""

from django.urls import path

from songhanh.results.values.views import comparing, plans, targets, units

app_name = "results"

_TARGET = "<int:pk>/targets/<int:target_pk>/"

urlpatterns = [
    path("", plans.index, name="index"),
    path("units/<int:unit_pk>/", units.own, name="own"),
    path("units/<int:unit_pk>/predecessors/", comparing.predecessors, name="predecessors"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/years/", comparing.years, name="years"),
    path("<int:pk>/compare/", comparing.plans, name="compare"),
    path(_TARGET, targets.target, name="target"),
    path(f"{_TARGET}course.svg", targets.spark, name="spark"),
    path(f"{_TARGET}disaggregation/", targets.disaggregation, name="disaggregation"),
    path(f"{_TARGET}provinces/", targets.provinces, name="provinces"),
    path(f"{_TARGET}units/<int:unit_pk>/", units.entries, name="unit"),
]
