"""Who may open which page: reports owed, sent, consolidated and signed."""

from collections.abc import Callable

from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.difficulties.models import DifficultyFile
from songhanh.reporting.obligations.actions import renew_feed
from songhanh.reporting.obligations.queries import token_of
from tests.access.lines import ALL, OF_THE_UNIT, OPEN, POST, PUBLIC, RECORDING, Line
from tests.access.programme import a_rule_of_communes
from tests.reporting import makers as reports
from tests.world import NOON, World


def a_draft_report(world: World) -> int:
    """A report of Xã An Hòa that nobody else sees yet."""
    return reports.a_draft(world, _rule_of_communes(world)).pk


def a_submitted_report(world: World) -> int:
    """A report of Xã An Hòa that waits for its answer."""
    return reports.a_submission(world, _rule_of_communes(world)).pk


def a_frozen_consolidation(world: World) -> int:
    """A frozen round of the province."""
    return reports.a_frozen_round(world, _rule_of_communes(world)).pk


def a_written_document(world: World) -> int:
    """The Word file of that report of Xã An Hòa."""
    return reports.a_document(world, _rule_of_communes(world)).pk


def a_letter_of_the_lead_unit(world: World) -> int:
    """A letter that Sở Nội vụ is writing."""
    return reports.a_letter(world).pk


def a_signatory_of_the_commune(world: World) -> int:
    """Who signs for Xã An Hòa."""
    return reports.a_signatory(world).pk


def a_dispatch(world: World) -> int:
    """That document on its way, numbered and sent."""
    return reports.a_dispatch(world, _rule_of_communes(world)).pk


def a_recipient_not_sent_to(world: World) -> int:
    """Somebody it was not sent to yet."""
    return reports.a_dispatch(world, _rule_of_communes(world)).recipients.get(sent_on=None).pk


def a_scan(world: World) -> int:
    """The scan of its signed copy."""
    return reports.a_dispatch(world, _rule_of_communes(world)).scans.get().pk


def a_received_document(world: World) -> int:
    """What Xã An Hòa received: its row among the recipients of the plan."""
    return reports.a_received_row(world, _rule_of_communes(world)).pk


def _rule_of_communes(world: World) -> ReportingRule:
    return ReportingRule.objects.select_related("element__plan").get(pk=a_rule_of_communes(world))


def a_difficulty(world: World) -> int:
    """A difficulty Xã An Hòa sent about the province's plan."""
    return reports.a_difficulty(world, _rule_of_communes(world).element.plan_id).pk


def a_difficulty_file(world: World) -> int:
    """The photo that came with it."""
    return DifficultyFile.objects.get(step__difficulty_id=a_difficulty(world)).pk


def a_difficult_plan(world: World) -> int:
    """The plan it is about."""
    return _rule_of_communes(world).element.plan_id


def a_feed_token(world: World) -> str:
    """The secret part of the address of Xã An Hòa's calendar."""
    return token_of(renew_feed(acting=world.acting["lan"], at=NOON))


def an_ended_unit(world: World) -> int:
    """A commune of the province that was split in two before its report was due."""
    return reports.an_ended_unit(world).pk


def a_report_request(world: World) -> int:
    """A report the communes are asked for beside the plan's regimes."""
    return reports.a_request(world, _rule_of_communes(world).element.plan).pk


THINGS: dict[str, Callable[[World], object]] = {
    "difficulty": a_difficulty,
    "difficulty_file": a_difficulty_file,
    "difficult_plan": a_difficult_plan,
    "feed_token": a_feed_token,
    "ended_unit": an_ended_unit,
    "report_request": a_report_request,
    "draft_report": a_draft_report,
    "submitted_report": a_submitted_report,
    "frozen_consolidation": a_frozen_consolidation,
    "document": a_written_document,
    "letter": a_letter_of_the_lead_unit,
    "signatory": a_signatory_of_the_commune,
    "dispatch": a_dispatch,
    "unsent_recipient": a_recipient_not_sent_to,
    "signed_scan": a_scan,
    "received_document": a_received_document,
}

LINES: dict[str, Line] = {
    "readiness:units": Line("LO AD"),
    "obligations:list": Line(ALL),
    "obligations:waive": Line("LO", rule_pk="rule_of_communes", unit_pk="unit", period=2026),
    "obligations:extend": Line("LO", rule_pk="rule_of_communes", unit_pk="unit", period=2026),
    "obligations:reminders": Line("LO"),
    "difficulties:list": Line(ALL),
    "difficulties:new": Line(RECORDING),
    "difficulties:show": Line(ALL, pk="difficulty"),
    "difficulties:file": Line(ALL, pk="difficulty", file_pk="difficulty_file"),
    "difficulties:answer": Line("LO LD", POST, pk="difficulty"),
    "difficulties:pass_on": Line("LO", POST, pk="difficulty"),
    "difficulties:pass_on_marked": Line("LO", POST),
    "difficulties:join_marked": Line("LO", POST),
    "difficulties:reopen": Line(OF_THE_UNIT, POST, pk="difficulty"),
    "difficulties:close": Line(RECORDING, POST, pk="difficulty"),
    "difficulties:way": Line("LO", plan_pk="difficult_plan"),
    "obligations:reminder_days": Line("LO"),
    "obligations:escalation": Line("LO"),
    "obligations:own_feed": Line(RECORDING),
    "obligations:feed": Line(PUBLIC, unit_pk="unit", token="feed_token"),
    "obligations:hand_overs": Line("LO"),
    "obligations:hand_over": Line(
        "LO", rule_pk="rule_of_communes", unit_pk="ended_unit", period=2026
    ),
    "obligations:regimes": Line("LO"),
    "obligations:regime": Line("LO", rule_pk="rule_of_communes"),
    "obligations:requests": Line("LO"),
    "obligations:new_request": Line("LO"),
    "obligations:request": Line(ALL, pk="report_request"),
    "submissions:list": Line(ALL),
    "submissions:new": Line(RECORDING),
    "submissions:changed": Line(ALL),
    "submissions:show": Line(ALL, pk="submitted_report"),
    "submissions:print": Line(ALL, pk="submitted_report"),
    "submissions:edit": Line(OF_THE_UNIT, pk="draft_report", otherwise=404),
    "submissions:part": Line(OF_THE_UNIT, POST, pk="draft_report", otherwise=404),
    "submissions:recall": Line(OF_THE_UNIT, POST, pk="submitted_report", otherwise=403),
    "submissions:supplement": Line(OF_THE_UNIT, POST, pk="submitted_report", otherwise=403),
    "submissions:source": Line(ALL, pk="submitted_report", figure="session_held"),
    "submissions:explain": Line(
        OF_THE_UNIT, pk="draft_report", figure="session_held", otherwise=404
    ),
    "submissions:submit": Line(OF_THE_UNIT, pk="draft_report", otherwise=404),
    "submissions:return": Line("LO", pk="submitted_report"),
    "submissions:approve": Line("LO", POST, pk="submitted_report"),
    "consolidation:list": Line("LO LD"),
    "consolidation:show": Line("LO LD", rule="rule_of_communes", period="2026"),
    "consolidation:board": Line("LO LD", rule="rule_of_communes", period="2026"),
    "consolidation:texts": Line(
        "LO LD", rule="rule_of_communes", period="2026", section="difficulties"
    ),
    "consolidation:outliers": Line("LO LD", rule="rule_of_communes", period="2026"),
    "consolidation:edit": Line("LO", rule="rule_of_communes", period="2026"),
    "consolidation:money": Line("LO", rule="rule_of_communes", period="2026"),
    "consolidation:freeze": Line("LO", POST, rule="rule_of_communes", period="2026"),
    "consolidation:send_up": Line("LO", POST, pk="frozen_consolidation"),
    "consolidation:frozen": Line("LO LD", pk="frozen_consolidation"),
    "documents:list": Line(ALL),
    "documents:show": Line(ALL, pk="document"),
    "documents:download": Line(ALL, pk="document", form="docx"),
    "documents:write": Line(RECORDING, POST, pk="submitted_report"),
    "documents:finish": Line(OF_THE_UNIT, pk="document"),
    "documents:draw": Line(ALL, POST, pk="document"),
    "documents:letters": Line("LO"),
    "documents:new_letter": Line("LO"),
    "documents:letter": Line("LO", pk="letter"),
    "documents:write_letter": Line("LO", POST, pk="letter"),
    "documents:signatories": Line(RECORDING),
    "documents:end_signatory": Line(OF_THE_UNIT, POST, pk="signatory", otherwise=404),
    "documents:templates": Line("LO"),
    "documents:template_file": Line("LO", kind="report", form="sample", elsewhere=OPEN),
    "documents:built_in": Line("LO", POST, kind="report", elsewhere=OPEN),
    "documents:write_consolidated": Line("LO", POST, pk="frozen_consolidation"),
    "dispatch:list": Line(ALL),
    "dispatch:begin": Line(RECORDING, POST, pk="document"),
    "dispatch:begin_plan": Line("LO", POST, pk="plan"),
    "dispatch:show": Line(ALL, pk="dispatch"),
    "dispatch:register": Line(RECORDING, POST, pk="dispatch"),
    "dispatch:send": Line(RECORDING, POST, pk="dispatch"),
    "dispatch:add": Line(RECORDING, POST, pk="dispatch"),
    "dispatch:remove": Line(RECORDING, POST, pk="dispatch", recipient="unsent_recipient"),
    "dispatch:scan": Line(RECORDING, POST, pk="dispatch"),
    "dispatch:scan_file": Line(ALL, pk="dispatch", scan="signed_scan"),
    "dispatch:archive": Line(RECORDING, POST, pk="dispatch"),
    "dispatch:download": Line(ALL, pk="dispatch", form="xml"),
    "dispatch:inbox": Line(ALL),
    "dispatch:received": Line(OF_THE_UNIT, pk="received_document", otherwise=404),
    "dispatch:confirm": Line(OF_THE_UNIT, POST, pk="received_document", otherwise=404),
    "dispatch:received_file": Line(OF_THE_UNIT, pk="received_document", form="scan", otherwise=404),
}
