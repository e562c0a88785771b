"""Who finds which plan."""

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import publish_from_package
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to, search_plans
from tests.programme.conftest import ReceivePlan
from tests.programme.packages import package, structured
from tests.world import NOON, World, add_unit

DAY = NOON.date()


@pytest.fixture
def plans(world: World, receive: ReceivePlan) -> None:
    """A draft of the province, and published plans of several issuers."""
    add_unit(world, "TW", "Bộ Nội vụ", "ministry", None)
    receive()
    for code in ("P", "S", "A", "B", "Q", "TW"):
        issued = package(code=f"KH-{code}", issuer_code=code, targets={}, roadmap=[])
        publish_from_package(issued, acting=command_line(), at=NOON)


SEEN = [
    # who, the plans they find
    ("minh", "KH-A KH-B KH-P KH-S KH-TW P-2026-41"),
    ("quan", "KH-A KH-B KH-P KH-S KH-TW P-2026-41"),
    ("ha", "KH-A KH-B KH-P KH-S KH-TW"),
    ("lan", "KH-A KH-P KH-S KH-TW"),
    ("mai", "KH-B KH-P KH-S KH-TW"),
    ("son", "KH-P KH-S KH-TW"),
    ("xuan", "KH-Q KH-TW"),
]


@pytest.mark.parametrize(("who", "codes"), SEEN)
def test_people_find_the_plans_of_their_territory(
    plans: None, world: World, who: str, codes: str
) -> None:
    found = plans_visible_to(world.acting[who], DAY)
    assert sorted(found.values_list("code", flat=True)) == codes.split()


def test_the_command_line_finds_everything(plans: None) -> None:
    assert plans_visible_to(command_line(), DAY).count() == 7


SEARCHES = [
    # what is typed, whether the draft of the province is found
    ("Hải Sơn", True),
    ("hai son", True),
    ("HẢI SƠN", True),
    ("hải son", True),
    ("hái sơn", False),
    ("41/KH-UBND", True),
    ("P-2026", True),
    ("loa và mạng xã hội", True),
    ("loa va mang xa hoi", True),
    ("thuỷ lợi", False),
    ("thuy loi", False),
]


@pytest.mark.parametrize(("typed", "found"), SEARCHES)
def test_plans_are_searched_with_and_without_diacritics(
    draft: PlanDocument, typed: str, *, found: bool
) -> None:
    assert search_plans(PlanDocument.objects.all(), typed).exists() == found


def test_a_plan_of_a_package_is_found_by_its_elements(world: World) -> None:
    publish_from_package(package(plan=structured()), acting=command_line(), at=NOON)
    assert search_plans(PlanDocument.objects.all(), "phát loa").exists()
