"""Addresses of documents."""

from django.urls import path

from songhanh.reporting.documents import views

app_name = "documents"

urlpatterns = [
    path("", views.document_list, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/file.<slug:form>", views.download, name="download"),
    path("of-submission/<int:pk>/", views.write, name="write"),
    path("of-consolidation/<int:pk>/", views.write_consolidated, name="write_consolidated"),
]
