"""Addresses of the cascade."""

from django.urls import path

from songhanh.programme.cascade.views import alignment, bulk, documents, drafts, links, needs, tree

app_name = "cascade"

_NEED = "plans/<int:pk>/needs/<int:unit_pk>/<slug:kind>/<int:year>/"

urlpatterns = [
    path("", tree.show, name="tree"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/add/", documents.add, name="add_document"),
    path("documents/<int:document_pk>/", documents.edit, name="document"),
    path("plans/<int:pk>/links/", links.show, name="links"),
    path("plans/<int:pk>/links/decide/", links.decide, name="decide_link"),
    path("plans/<int:pk>/links/<int:link_pk>/undo/", links.undo, name="undo_link"),
    path("plans/<int:pk>/alignment/", alignment.show, name="alignment"),
    path("plans/<int:pk>/needs/", needs.need_list, name="needs"),
    path("plans/<int:pk>/needs/print/", needs.print_list, name="print_needs"),
    path("plans/<int:pk>/needs/reminder/", needs.reminder, name="reminder"),
    path("plans/<int:pk>/needs/accept/", needs.accept_marked, name="accept_marked"),
    path("plans/<int:pk>/bulk/", bulk.upload, name="bulk"),
    path("plans/<int:pk>/bulk/confirm/", bulk.confirm, name="confirm_bulk"),
    path(_NEED, needs.show, name="need"),
    path(f"{_NEED}draft/", drafts.edit, name="draft"),
    path(f"{_NEED}draft/begin/", drafts.begin, name="begin_draft"),
    path(f"{_NEED}draft/file/", drafts.word_file, name="draft_file"),
    path(f"{_NEED}register/", needs.register, name="register"),
    path(f"{_NEED}file/", needs.register_file, name="register_file"),
    path(f"{_NEED}decide/<slug:decision>/", needs.decide, name="decide"),
]
