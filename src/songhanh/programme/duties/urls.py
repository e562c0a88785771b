"""Addresses of the duties units carry."""

from django.urls import path

from songhanh.programme.duties import views

app_name = "duties"

urlpatterns = [
    path("", views.duty_list, name="list"),
    path("board/", views.board, name="board"),
    path("print/", views.print_list, name="print"),
    path("unresolved/", views.unresolved, name="unresolved"),
    path("due/", views.set_due, name="set_due"),
    path("close/", views.close_marked, name="close_marked"),
    path("<int:duty_pk>/<int:unit_pk>/", views.show, name="show"),
    path("<int:duty_pk>/<int:unit_pk>/accept/", views.accept, name="accept"),
    path("<int:duty_pk>/<int:unit_pk>/progress/", views.report, name="report"),
    path("<int:duty_pk>/<int:unit_pk>/files/<int:file_pk>/", views.file, name="file"),
    path(
        "<int:duty_pk>/<int:unit_pk>/files/<int:file_pk>/thumbnail/",
        views.thumbnail,
        name="thumbnail",
    ),
    path("<int:duty_pk>/<int:unit_pk>/close/", views.close, name="close"),
    path("<int:duty_pk>/<int:unit_pk>/return/", views.return_view, name="return"),
    path("<int:duty_pk>/<int:unit_pk>/urge/", views.urge_view, name="urge"),
    path("<int:duty_pk>/<int:unit_pk>/due/", views.set_one_due, name="set_one_due"),
]
