"""Addresses of results."""

from django.urls import path

from songhanh.results.values import views

app_name = "results"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/targets/<int:target_pk>/", views.target, name="target"),
    path("<int:pk>/targets/<int:target_pk>/units/<int:unit_pk>/", views.unit, name="unit"),
]
