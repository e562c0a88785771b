"""Kinds of units, hierarchies and successions, as in the data package's lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is."""

    MINISTRY = "ministry", _("bộ, cơ quan trung ương")
    PROVINCE = "province", _("tỉnh, thành phố")
    DEPARTMENT = "department", _("sở, ban, ngành")
    DISTRICT = "district", _("huyện, quận, thị xã, thành phố thuộc tỉnh")
    COMMUNE = "commune", _("xã")
    WARD = "ward", _("phường")
    TOWNSHIP = "township", _("thị trấn")
    SPECIAL_ZONE = "special_zone", _("đặc khu")
    PRESS = "press", _("cơ quan báo chí")
    CENTRE = "centre", _("trung tâm")
    STATION = "station", _("đài truyền thanh")
    MASS_ORGANISATION = "mass_organisation", _("tổ chức chính trị - xã hội")
    COMMITTEE = "committee", _("ban, ủy ban")
    SCHOOL = "school", _("trường học")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    VILLAGE = "village", _("thôn, tổ dân phố")
    OTHER = "other", _("khác")


COMMUNE_LEVEL = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.TOWNSHIP, UnitKind.SPECIAL_ZONE)
"""The commune level (cấp xã): one word in plans, four kinds in the registry."""

TERRITORIAL = (UnitKind.PROVINCE, UnitKind.DISTRICT, *COMMUNE_LEVEL)
"""Kinds that have a territory of their own (counting rules, "Territory")."""

NUMEROUS = (UnitKind.VILLAGE, UnitKind.SCHOOL, UnitKind.ENTERPRISE)
"""Kinds of which a province has thousands; few computations ask for them."""


class Hierarchy(models.TextChoices):
    """The several trees a unit may stand in."""

    TERRITORY = "territory", _("địa bàn")
    SECTOR = "sector", _("ngành dọc")
    REPORTING = "reporting", _("báo cáo")


class SuccessionKind(models.TextChoices):
    """How one unit continues another. Rename, retype and reattach leave one unit."""

    RENAME = "rename", _("đổi tên")
    RETYPE = "retype", _("đổi loại hình")
    REATTACH = "reattach", _("chuyển trực thuộc")
    MERGE = "merge", _("sáp nhập")
    MERGE_PART = "merge_part", _("sáp nhập một phần")
    SPLIT = "split", _("chia tách")
    DISSOLVE = "dissolve", _("giải thể")


ENDING = (SuccessionKind.MERGE, SuccessionKind.SPLIT, SuccessionKind.DISSOLVE)
"""Successions after which the old unit no longer exists."""


class AreaKind(models.TextChoices):
    """Kinds of areas a plan gives priority to."""

    DIFFICULT = "difficult", _("vùng đặc biệt khó khăn")
    MINORITY_MOUNTAIN = "minority_mountain", _("vùng đồng bào dân tộc thiểu số và miền núi")
    REMOTE = "remote", _("vùng sâu, vùng xa")
    COASTAL = "coastal", _("vùng ven biển")
    STEREOTYPE = "stereotype", _("vùng còn nhiều định kiến giới")
    EPIDEMIC = "epidemic", _("vùng dịch bệnh")
    DISASTER = "disaster", _("vùng thiên tai")


PACKAGE_AREAS = (
    AreaKind.DIFFICULT,
    AreaKind.MINORITY_MOUNTAIN,
    AreaKind.REMOTE,
    AreaKind.COASTAL,
)
"""The kinds of areas a data package knows (contract: data package, ``units.csv``)."""


class FunctionKind(models.TextChoices):
    """Functions a unit may hold; plans give duties to functions, whoever holds them then."""

    STANDING_UNIT = "standing_unit", _("cơ quan thường trực")
    PRESS_DIRECTION = "press_direction", _("chỉ đạo báo chí, truyền thông")
    GRASSROOTS_INFORMATION = "grassroots_information", _("quản lý thông tin cơ sở")
    VOCATIONAL_EDUCATION = "vocational_education", _("giáo dục nghề nghiệp")
    INTERNATIONAL_COOPERATION = "international_cooperation", _("hợp tác quốc tế")
    ETHNIC_AFFAIRS = "ethnic_affairs", _("công tác dân tộc")
    LEGAL_DISSEMINATION = "legal_dissemination", _("phổ biến, giáo dục pháp luật")
    FALSE_INFORMATION = "false_information", _("xử lý thông tin sai lệch")
    FUNDING = "funding", _("kinh phí")
    FAMILY = "family", _("công tác gia đình")
    POPULATION = "population", _("công tác dân số")
