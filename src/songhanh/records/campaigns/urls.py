"""Addresses of campaigns."""

from django.urls import path

from songhanh.records.campaigns.views import show_campaign, tag, year_of_campaigns

app_name = "campaigns"

urlpatterns = [
    path("", year_of_campaigns, name="list"),
    path("<int:year>/", year_of_campaigns, name="year"),
    path("<int:year>/<int:pk>/", show_campaign, name="show"),
    path("<int:year>/<int:pk>/tag/", tag, name="tag"),
]
