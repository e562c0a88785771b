"""Sessions that are over are taken away at night."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from songhanh.foundation.accounts.actions import clear_sessions
from songhanh.foundation.accounts.jobs import clear_ended_sessions
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import command_line
from tests.world import NOON


@pytest.mark.django_db
def test_only_sessions_that_are_over_go_and_it_is_one_fact() -> None:
    for key, shift in (("over", -1), ("just-over", 0), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=NOON + timedelta(minutes=shift)
        )
    assert clear_sessions(acting=command_line(), at=NOON) == 2
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert AuditEntry.objects.get(verb="account.clear_sessions").details == {"sessions": 2}


@pytest.mark.django_db
def test_the_nightly_job_clears_them() -> None:
    Session.objects.create(session_key="over", session_data="", expire_date=NOON)
    clear_ended_sessions.call()
    assert not Session.objects.exists()
