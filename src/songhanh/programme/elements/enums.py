"""Kinds and states of plan elements; words of header and legal basis (plan.schema.json)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ElementKind(models.TextChoices):
    """What a piece of a plan is. The order is the order of the review page."""

    LEGAL_REFERENCE = "legal_reference", _("căn cứ pháp lý")
    TARGET = "target", _("chỉ tiêu")
    TASK_GROUP = "task_group", _("nhóm nhiệm vụ, giải pháp")
    TASK = "task", _("nhiệm vụ")
    FUNDING = "funding", _("kinh phí")
    ASSIGNMENT = "assignment", _("phân công")
    DUTY = "duty", _("nhiệm vụ được giao")
    REPORTING_RULE = "reporting_rule", _("chế độ báo cáo")
    CAMPAIGN_WINDOW = "campaign_window", _("đợt cao điểm")
    COMMEMORATIVE_DAY = "commemorative_day", _("ngày kỷ niệm")
    RECIPIENT = "recipient", _("nơi nhận")
    FOOTNOTE = "footnote", _("chú thích")


ASKED_FOR = "report_request"
"""The kind of the element of a report somebody asked for beside the plan.

It is none of the kinds above: what a plan says, its structure and its versions never hold it.
"""


class ElementState(models.TextChoices):
    """Where an element stands in the review."""

    PROPOSED = "proposed", _("chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")
    REMOVED = "removed", _("đã bỏ")


class IssuingLevel(models.TextChoices):
    """Level of the body that issues a plan."""

    NATIONAL = "national", _("trung ương")
    MINISTRY = "ministry", _("bộ, ngành")
    PROVINCE = "province", _("tỉnh, thành phố")
    PROVINCIAL_DEPARTMENT = "provincial_department", _("sở, ban, ngành cấp tỉnh")
    DISTRICT = "district", _("huyện")
    COMMUNE = "commune", _("cấp xã")
    PRESS_AGENCY = "press_agency", _("cơ quan báo chí")
    MASS_ORGANISATION = "mass_organisation", _("tổ chức chính trị - xã hội")
    OTHER = "other", _("khác")


class Relation(models.TextChoices):
    """How a plan rests on a cited document."""

    IMPLEMENTS = "implements", _("triển khai thực hiện")
    GUIDED_BY = "guided_by", _("theo hướng dẫn của")
    BASED_ON = "based_on", _("căn cứ")
    PROMULGATED_BY = "promulgated_by", _("ban hành kèm theo")
    PROPOSED_BY = "proposed_by", _("theo đề nghị tại")
    SUPERSEDES = "supersedes", _("thay thế")
    SUPERSEDED = "superseded", _("bị thay thế")
    FOOTNOTE = "footnote", _("nêu tại chú thích")
    RELATED = "related", _("liên quan")
