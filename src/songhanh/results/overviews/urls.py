"""Addresses of overviews."""

from django.urls import path

from songhanh.results.overviews import views

app_name = "overviews"

urlpatterns = [
    path("plans/<int:pk>/", views.of_plan, name="of_plan"),
    path("frozen/<int:pk>/", views.of_frozen, name="of_frozen"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/overview.<str:form>", views.download, name="download"),
]
