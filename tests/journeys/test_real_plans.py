"""The plans beside the repository: read, uploaded by the page, confirmed, published.

Without that folder nothing is collected here.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator

from songhanh.programme.plans.models import PlanDocument
from songhanh.site.commandline.main import main
from tests.world import World

SHARED = Path(__file__).resolve().parents[3] / "shared"
PLANS = sorted((SHARED / "plans").glob("*.txt"))
SCHEMA = SHARED / "contracts" / "plan.schema.json"

pytestmark = [pytest.mark.django_db, pytest.mark.journey]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_what_plan_read_prints_is_a_plan_of_the_schema(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "read", str(path)]) == 0
    read = json.loads(capsys.readouterr().out)
    schema: Any = json.loads(SCHEMA.read_text(encoding="utf-8"))

    faults = sorted(Draft202012Validator(schema).iter_errors(read), key=str)
    assert [fault.message for fault in faults] == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_real_plan_is_uploaded_confirmed_and_published(world: World, path: Path) -> None:
    minh = Client()
    minh.force_login(world.users["minh"])
    file = SimpleUploadedFile(path.name, path.read_bytes())
    upload = {"file": file, "issuer": world.units["P"].pk}
    answer = minh.post("/plans/upload/", upload, follow=True)
    assert answer.status_code == 200
    plan = PlanDocument.objects.get()
    assert plan.targets.count() >= 3

    review = f"/plans/{plan.pk}/review/"
    minh.post(review, {"do": "confirm_certain"})
    for element in plan.elements.filter(state="proposed"):
        minh.post(review, {"do": f"confirm:{element.pk}:{element.version}"})
    assert not plan.elements.filter(state="proposed").exists()

    asked = minh.get(f"/plans/{plan.pk}/publish/").context["form"]
    minh.post(f"/plans/{plan.pk}/publish/", dict.fromkeys(asked.fields, "on"))
    plan.refresh_from_db()
    assert plan.is_published
    for page in (f"/plans/{plan.pk}/", f"/results/{plan.pk}/", "/obligations/", "/"):
        assert minh.get(page).status_code == 200
