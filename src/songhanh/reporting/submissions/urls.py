"""Addresses of submissions."""

from django.urls import path

from songhanh.reporting.submissions.views import beginning, deciding, reading, writing

app_name = "submissions"

urlpatterns = [
    path("", reading.submission_list, name="list"),
    path("new/", beginning.new, name="new"),
    path("changed/", reading.changed, name="changed"),
    path("<int:pk>/", reading.show, name="show"),
    path("<int:pk>/print/", reading.print_view, name="print"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/part/", writing.part, name="part"),
    path("<int:pk>/recall/", writing.recall, name="recall"),
    path("<int:pk>/supplement/", writing.supplement, name="supplement"),
    path("<int:pk>/source/<path:figure>/", reading.source, name="source"),
    path("<int:pk>/explain/<path:figure>/", writing.explain, name="explain"),
    path("<int:pk>/submit/", writing.submit, name="submit"),
    path("<int:pk>/return/", deciding.return_, name="return"),
    path("<int:pk>/approve/", deciding.approve, name="approve"),
]
