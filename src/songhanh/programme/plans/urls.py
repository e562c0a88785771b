"""Addresses of plans."""

from django.urls import path

from songhanh.programme.plans.views import (
    attachments,
    elements,
    findings,
    header,
    intake,
    national,
    plan,
    publish,
    registry,
    review,
    roadmap,
    settings,
    versions,
)

app_name = "plans"

urlpatterns = [
    path("", registry.plan_list, name="list"),
    path("upload/", intake.upload, name="upload"),
    path("upload/by-hand/", intake.by_hand, name="by_hand"),
    path("upload/<int:intake_pk>/", intake.intake, name="intake"),
    path("national-documents/", national.register, name="national"),
    path("national-documents/add/", national.add, name="add_national"),
    path("national-documents/<int:document_pk>/", national.change, name="change_national"),
    path("<int:pk>/", plan.detail, name="detail"),
    path("<int:pk>/print/", plan.print_view, name="print"),
    path("<int:pk>/pages/<int:number>/", plan.page_image, name="page_image"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/add/", intake.corrected, name="add_version"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<int:pk>/attachments/add/", attachments.add, name="attach"),
    path("<int:pk>/attachments/<int:attachment_pk>/", attachments.attachment, name="attachment"),
    path(
        "<int:pk>/attachments/<int:attachment_pk>/remove/",
        attachments.remove,
        name="remove_attachment",
    ),
    path("<int:pk>/close/", attachments.close, name="close"),
    path("<int:pk>/file/", plan.source_file, name="file"),
    path("<int:pk>/export/<slug:sheet>/", plan.export, name="export"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/steps/", review.steps, name="steps"),
    path("<int:pk>/header/", header.header, name="header"),
    path("<int:pk>/elements/add/", elements.choose_kind, name="choose_kind"),
    path("<int:pk>/elements/add/<slug:kind>/", elements.new_element, name="add_element"),
    path("<int:pk>/elements/<int:element_pk>/", elements.edit_element, name="element"),
    path("<int:pk>/elements/<int:element_pk>/split/", elements.split, name="split"),
    path("<int:pk>/elements/<int:element_pk>/merge/", elements.merge, name="merge"),
    path("<int:pk>/elements/<int:element_pk>/under/", elements.under, name="under"),
    path("<int:pk>/findings/<int:finding_pk>/", findings.decide_finding, name="finding"),
    path("<int:pk>/findings/<int:finding_pk>/correct/", findings.correct, name="correct"),
    path("<int:pk>/findings/note/", findings.note, name="note"),
    path(
        "<int:pk>/targets/<int:target_pk>/settings/",
        settings.target_settings,
        name="target_settings",
    ),
    path("<int:pk>/roadmap/", roadmap.roadmap, name="roadmap"),
    path("<int:pk>/roadmap/file/", roadmap.roadmap_file, name="roadmap_file"),
    path(
        "<int:pk>/targets/<int:target_pk>/roadmap/", roadmap.target_roadmap, name="target_roadmap"
    ),
    path("<int:pk>/rules/<int:rule_pk>/settings/", settings.rule_settings, name="rule_settings"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/discard/", publish.discard, name="discard"),
]
