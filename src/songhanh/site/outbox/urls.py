"""Addresses of quick entry and of what makes it installable."""

from django.urls import path

from songhanh.site.outbox.views import deliver, manifest, quick, worker

app_name = "outbox"

urlpatterns = [
    path("quick/", quick, name="quick"),
    path("quick/deliver/", deliver, name="deliver"),
    path("manifest.webmanifest", manifest, name="manifest"),
    # At the root: a service worker may only look after addresses below its own.
    path("service-worker.js", worker, name="worker"),
]
