"""Addresses of plans."""

from django.urls import path

from songhanh.programme.plans.views import plan, publish, registry, review, settings

app_name = "plans"

urlpatterns = [
    path("", registry.plan_list, name="list"),
    path("upload/", registry.upload, name="upload"),
    path("<int:pk>/", plan.detail, name="detail"),
    path("<int:pk>/print/", plan.print_view, name="print"),
    path("<int:pk>/file/", plan.source_file, name="file"),
    path("<int:pk>/export/<slug:sheet>/", plan.export, name="export"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/header/", review.header, name="header"),
    path("<int:pk>/elements/add/", review.choose_kind, name="choose_kind"),
    path("<int:pk>/elements/add/<slug:kind>/", review.new_element, name="add_element"),
    path("<int:pk>/elements/<int:element_pk>/", review.edit_element, name="element"),
    path("<int:pk>/findings/<int:finding_pk>/", review.decide_finding, name="finding"),
    path(
        "<int:pk>/targets/<int:target_pk>/settings/",
        settings.target_settings,
        name="target_settings",
    ),
    path("<int:pk>/rules/<int:rule_pk>/settings/", settings.rule_settings, name="rule_settings"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/discard/", publish.discard, name="discard"),
]
