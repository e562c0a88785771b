"""What the stories of reports begin with: a published plan, activities and items that happened."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules
from songhanh.records.activities.actions import (
    accept_activities,
    create_activity,
    submit_activity,
)
from songhanh.records.activities.content import ActivityContent
from songhanh.records.activities.models import Activity
from songhanh.records.media.actions import accept_media_items, create_media_item, submit_media_item
from songhanh.records.media.content import MediaItemContent
from songhanh.records.media.models import MediaItem
from songhanh.reporting.submissions.actions import (
    approve_submission,
    begin_submission,
    submit_submission,
)
from songhanh.reporting.submissions.models import Submission
from tests.world import World

PERIOD = "2026"
ISSUED = date(2026, 1, 12)


def at(day: int, month: int, hour: int = 9) -> datetime:
    """A moment of 2026 at this hour in Hà Nội."""
    return datetime(2026, month, day, hour - 7, tzinfo=UTC)


PLAN = {
    "code": "P-2026-41",
    "issuer_code": "P",
    "number": "41/KH-UBND",
    "issued_on": ISSUED.isoformat(),
    "status": "issued",
    "supersedes": [],
    "parent_code": None,
    "plan": {
        "schema_version": "1.0",
        "doc_type": "KẾ HOẠCH",
        "title": "Thực hiện Chương trình Truyền thông về bình đẳng giới giai đoạn 2026 - 2030"
        " trên địa bàn tỉnh Hải Sơn",
        "issuing_level": "province",
        "province_or_unit": "Ủy ban nhân dân tỉnh Hải Sơn",
        "period": {"from": 2026, "to": 2030},
        "legal_basis": [],
        "targets": [
            {
                "text_start": "Mỗi xã, phường tổ chức ít nhất 02 cuộc truyền thông mỗi năm.",
                "ordinal": "II.1",
                "kind": "sessions_per_year",
                "comparator": ">=",
                "value": 2,
                "value_max": None,
                "unit": "cuộc",
                "coverage": None,
                "milestones": [],
                "baseline_year": None,
                "period": "year",
                "subjects": ["các xã, phường"],
            },
            {
                "text_start": "Mỗi quý mỗi xã, phường phát ít nhất 03 tin, bài trên truyền thanh.",
                "ordinal": "II.2",
                "kind": "loudspeaker_items_per_quarter",
                "comparator": ">=",
                "value": 3,
                "value_max": None,
                "unit": "tin, bài",
                "coverage": None,
                "milestones": [],
                "baseline_year": None,
                "period": "quarter",
                "subjects": ["các xã, phường"],
            },
            {
                "text_start": "Nhận thức của cộng đồng tăng 10 % so với năm 2026.",
                "ordinal": "II.3",
                "kind": "awareness_increase",
                "comparator": ">=",
                "value": 10,
                "value_max": None,
                "unit": "%",
                "coverage": None,
                "milestones": [{"year": 2030, "value": 10}],
                "baseline_year": 2026,
                "period": "once",
                "subjects": [],
            },
        ],
        "task_groups": [],
        "assignments": [],
        "reporting": [
            {
                "text_start": "Các sở, xã, phường báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ).",
                "ordinal": "VI.1",
                "kind": "annual",
                "frequency": "hằng năm",
                "from": ["các sở, ban, ngành", "các xã, phường"],
                "to": ["Ủy ban nhân dân tỉnh"],
                "via": "Sở Nội vụ",
                "due": "11-30",
                "due_rule": "before",
                "content": ["kết quả thực hiện Kế hoạch"],
            },
            {
                "text_start": "Sở Nội vụ tổng hợp, báo cáo trước ngày 05/12.",
                "ordinal": "VI.2",
                "kind": "summary",
                "frequency": "hằng năm",
                "from": ["Sở Nội vụ"],
                "to": ["Ủy ban nhân dân tỉnh", "Bộ Nội vụ"],
                "via": None,
                "due": "12-05",
                "due_rule": "before",
                "content": ["tổng hợp tình hình thực hiện Kế hoạch"],
            },
        ],
        "campaign_windows": [],
        "commemorative_days": [],
        "recipients": [],
        "signatory": {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": None},
        "funding": [],
        "footnotes": [],
        "anomalies": [],
        "extra": {},
    },
    "targets": {},
    "roadmap": [],
}


@dataclass
class Story:
    """The world with its published plan, and short ways to let things happen in it."""

    world: World
    plan: PlanDocument

    @property
    def annual(self) -> ReportingRule:
        """The yearly report of departments and communes, due before 30/11."""
        return reporting_rules(self.plan).get(kind="annual")

    @property
    def summary(self) -> ReportingRule:
        """The summary of Sở Nội vụ, due before 05/12."""
        return reporting_rules(self.plan).get(kind="summary")

    def unit_id(self, code: str) -> int:
        """The unit of a code."""
        return self.world.units[code].pk

    def activity(
        self,
        who: str,
        held_on: date,
        *,
        accepted: bool = True,
        moment: datetime | None = None,
        **content: object,
    ) -> Activity:
        """A session of somebody's unit, accepted by Minh unless told otherwise."""
        acting = self.world.acting[who]
        moment = moment or at(18, 11)
        values = {"on_law_policy": True, "male": 10, "female": 15} | content
        made = create_activity(
            ActivityContent(title="Nói chuyện", form="thematic_talk", held_on=held_on, **values),
            unit_id=acting.unit_id,
            acting=acting,
            at=moment,
        )
        sent = submit_activity(made, acting=acting, at=moment)
        if not accepted:
            return sent
        minh = self.world.acting["minh"]
        return accept_activities([sent], acting=minh, at=moment)[0]

    def item(
        self,
        unit: str,
        published_on: date,
        channel: str = "loudspeaker",
        *,
        moment: datetime | None = None,
    ) -> MediaItem:
        """An accepted item on gender equality of an outlet."""
        acting, moment = command_line(), moment or at(18, 11)
        made = create_media_item(
            MediaItemContent(
                title="Bản tin",
                type="news",
                published_on=published_on,
                channel=channel,
                on_gender_equality=True,
            ),
            unit_id=self.unit_id(unit),
            acting=acting,
            at=moment,
        )
        sent = submit_media_item(made, acting=acting, at=moment)
        return accept_media_items([sent], acting=acting, at=moment)[0]

    def begun(self, who: str, moment: datetime | None = None) -> Submission:
        """Somebody begins the yearly report of the own unit."""
        acting = self.world.acting[who]
        return begin_submission(
            self.annual,
            unit_id=acting.unit_id,
            period=PERIOD,
            acting=acting,
            at=moment or at(20, 11),
        )

    def submitted(self, who: str, moment: datetime | None = None) -> Submission:
        """Somebody begins and submits the yearly report of the own unit."""
        moment = moment or at(20, 11)
        submission = self.begun(who, moment)
        self.submit(submission, who, moment)
        return fresh(submission)

    def submit(self, submission: Submission, who: str, moment: datetime) -> None:
        """Submit as it stands."""
        now = fresh(submission)
        submit_submission(now, saves=now.saves, acting=self.world.acting[who], at=moment)

    def approved(self, who: str, moment: datetime | None = None) -> Submission:
        """Begun and submitted by somebody, approved by Minh."""
        moment = moment or at(20, 11)
        submission = self.submitted(who, moment)
        approve_submission(
            submission,
            version=submission.versions,
            acting=self.world.acting["minh"],
            at=moment,
        )
        return fresh(submission)


def fresh(submission: Submission) -> Submission:
    """The submission as the database has it now."""
    return Submission.objects.get(pk=submission.pk)


def tell(world: World) -> Story:
    """Publish the plan in the world."""
    plan = publish_from_package(PLAN, acting=command_line(), at=at(15, 1))
    return Story(world, plan)
