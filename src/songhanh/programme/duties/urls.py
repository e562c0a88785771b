"""Addresses of the duties units carry."""

from django.urls import path

from songhanh.programme.duties.views import board, many, shaping, single

app_name = "duties"

urlpatterns = [
    path("", board.duty_list, name="list"),
    path("board/", board.board, name="board"),
    path("print/", board.print_list, name="print"),
    path("unresolved/", board.unresolved, name="unresolved"),
    path("due/", many.set_due, name="set_due"),
    path("close/", many.close_marked, name="close_marked"),
    path("accept/", many.accept_marked, name="accept_marked"),
    path("progress/", many.report_marked, name="report_marked"),
    path("<int:duty_pk>/split/", shaping.split, name="split"),
    path("<int:duty_pk>/merge/", shaping.merge, name="merge"),
    path("plans/<int:pk>/undo/", shaping.undo, name="undo_shaping"),
    path("<int:duty_pk>/<int:unit_pk>/", single.show, name="show"),
    path("<int:duty_pk>/<int:unit_pk>/accept/", single.accept, name="accept"),
    path("<int:duty_pk>/<int:unit_pk>/progress/", single.report, name="report"),
    path("<int:duty_pk>/<int:unit_pk>/files/<int:file_pk>/", single.file, name="file"),
    path(
        "<int:duty_pk>/<int:unit_pk>/files/<int:file_pk>/thumbnail/",
        single.thumbnail,
        name="thumbnail",
    ),
    path("<int:duty_pk>/<int:unit_pk>/close/", single.close, name="close"),
    path("<int:duty_pk>/<int:unit_pk>/return/", single.return_view, name="return"),
    path("<int:duty_pk>/<int:unit_pk>/urge/", single.urge_view, name="urge"),
    path("<int:duty_pk>/<int:unit_pk>/due/", single.set_one_due, name="set_one_due"),
]
