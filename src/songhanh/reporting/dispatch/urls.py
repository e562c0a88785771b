"""Addresses of documents on their way."""

from django.urls import path

from songhanh.reporting.dispatch.views import receiving, sending

app_name = "dispatch"

urlpatterns = [
    path("", sending.dispatch_list, name="list"),
    path("of-document/<int:pk>/", sending.begin, name="begin"),
    path("of-plan/<int:pk>/", sending.begin_plan, name="begin_plan"),
    path("<int:pk>/", sending.show, name="show"),
    path("<int:pk>/number/", sending.register, name="register"),
    path("<int:pk>/send/", sending.send, name="send"),
    path("<int:pk>/recipients/", sending.add, name="add"),
    path("<int:pk>/recipients/<int:recipient>/remove/", sending.remove, name="remove"),
    path("<int:pk>/scans/", sending.scan, name="scan"),
    path("<int:pk>/scans/<int:scan>/", sending.scan_file, name="scan_file"),
    path("<int:pk>/archive/", sending.archive, name="archive"),
    path("<int:pk>/file.<slug:form>", sending.download, name="download"),
    path("received/", receiving.inbox, name="inbox"),
    path("received/<int:pk>/", receiving.received, name="received"),
    path("received/<int:pk>/confirm/", receiving.confirm, name="confirm"),
    path("received/<int:pk>/file.<slug:form>", receiving.received_file, name="received_file"),
]
