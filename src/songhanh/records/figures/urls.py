"""Addresses of entered figures."""

from django.urls import path

from songhanh.records.figures import views
from songhanh.records.figures.views import ESTIMATES, VALUES

app_name = "figures"

urlpatterns = [
    path("estimates/", views.listing, {"kind": ESTIMATES}, name="estimates"),
    path("estimates/new/", views.new, {"kind": ESTIMATES}, name="new_estimate"),
    path("estimates/<int:pk>/", views.show, {"kind": ESTIMATES}, name="estimate"),
    path("estimates/<int:pk>/edit/", views.correct, {"kind": ESTIMATES}, name="correct_estimate"),
    path(
        "estimates/<int:pk>/withdraw/",
        views.withdraw,
        {"kind": ESTIMATES},
        name="withdraw_estimate",
    ),
    path("values/", views.listing, {"kind": VALUES}, name="values"),
    path("values/new/", views.new, {"kind": VALUES}, name="new_value"),
    path("values/<int:pk>/", views.show, {"kind": VALUES}, name="value"),
    path("values/<int:pk>/edit/", views.correct, {"kind": VALUES}, name="correct_value"),
    path("values/<int:pk>/withdraw/", views.withdraw, {"kind": VALUES}, name="withdraw_value"),
]
