"""Addresses of the calendar."""

from django.urls import path

from songhanh.registry.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.year.month, name="month"),
    path("list/", views.year.year_list, name="list"),
    path("print/", views.year.print_list, name="print"),
    path("calendar.ics", views.year.ical, name="ical"),
    path("occasions/new/", views.occasions.new, name="new_occasion"),
    path("occasions/<int:pk>/", views.occasions.occasion, name="occasion"),
    path("occasions/<int:pk>/edit/", views.occasions.edit, name="edit_occasion"),
    path("occasions/<int:pk>/remove/", views.occasions.remove, name="remove_occasion"),
    path("occasions/<int:pk>/years/<int:year>/", views.occasions.year, name="occasion_year"),
    path("days/", views.days.days, name="days"),
    path("days/new/", views.days.new, name="new_day"),
    path("days/<int:pk>/edit/", views.days.edit, name="edit_day"),
    path("days/<int:pk>/remove/", views.days.remove, name="remove_day"),
]
