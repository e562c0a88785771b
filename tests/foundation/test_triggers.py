"""The database itself keeps the history and refuses changes, whichever way a change comes."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.audit.checks import triggers_stand
from songhanh.foundation.audit.models import AuditEntry, HistoryKey, RowChange
from songhanh.foundation.lib import triggers
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.triggers import declaring
from songhanh.registry.orgunits.models import OrgUnit, UnitAlias

NOON = datetime(2026, 6, 15, 5, 0, tzinfo=UTC)


def aliases(count: int) -> list[UnitAlias]:
    unit = OrgUnit.objects.create(source="tests")
    return UnitAlias.objects.bulk_create(
        UnitAlias(unit=unit, text=f"tên {n}", folded=f"ten {n}") for n in range(count)
    )


def run_sql(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def settle() -> None:
    """Let PostgreSQL check its foreign keys now: it alters no table before."""
    if connection.vendor == "postgresql":
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


def change_by_queryset(alias: UnitAlias) -> None:
    UnitAlias.objects.filter(pk=alias.pk).update(text="tên mới")


def change_by_save(alias: UnitAlias) -> None:
    alias.text = "tên mới"
    alias.save()


def change_by_bulk(alias: UnitAlias) -> None:
    alias.text = "tên mới"
    UnitAlias.objects.bulk_update([alias], ["text"])


def change_by_sql(alias: UnitAlias) -> None:
    run_sql("UPDATE orgunits_unitalias SET text = %s WHERE id = %s", "tên mới", alias.pk)


def change_by_upsert(alias: UnitAlias) -> None:
    alias.text = "tên mới"
    UnitAlias.objects.bulk_create(
        [alias], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [change_by_save, change_by_queryset, change_by_bulk, change_by_sql, change_by_upsert],
)
def test_every_way_of_changing_a_row_is_kept(change) -> None:
    (alias,) = aliases(1)
    change(alias)
    kept = RowChange.objects.get(table_name="orgunits_unitalias")
    assert (kept.operation, kept.row_key) == ("update", str(alias.pk))
    assert kept.before["text"] == "tên 0"
    assert kept.after["text"] == "tên mới"


@pytest.mark.django_db
def test_every_way_of_deleting_a_row_is_kept() -> None:
    one, two, three = aliases(3)
    one.delete()
    UnitAlias.objects.filter(pk=two.pk).delete()
    run_sql("DELETE FROM orgunits_unitalias WHERE id = %s", three.pk)
    kept = RowChange.objects.filter(operation="delete").order_by("id")
    assert [row.before["text"] for row in kept] == ["tên 0", "tên 1", "tên 2"]
    assert [row.after for row in kept] == [None, None, None]


@pytest.mark.django_db
def test_an_update_that_changes_nothing_is_no_change() -> None:
    (alias,) = aliases(1)
    alias.save()
    UnitAlias.objects.update(text="tên 0")
    assert not RowChange.objects.exists()


@pytest.mark.django_db
def test_ten_thousand_changes_in_every_manner_leave_ten_thousand_rows_of_history() -> None:
    rows = aliases(5000)
    with recorded("test.change", acting=command_line(), at=NOON) as fact:
        UnitAlias.objects.filter(pk__lte=rows[3999].pk).update(source="tests")
        for row in rows[4000:]:
            row.folded += " x"
        UnitAlias.objects.bulk_update(rows[4000:], ["folded"], batch_size=200)
        run_sql("DELETE FROM orgunits_unitalias WHERE id <= %s", rows[2999].pk)
        UnitAlias.objects.all().delete()
    kept = RowChange.objects.filter(fact_id=fact.id)
    assert kept.filter(operation="update").count() == 5000
    assert kept.filter(operation="delete").count() == 5000


# ------------------------------------------------------------------------- facts ----


@pytest.mark.django_db
def test_changed_rows_point_at_their_fact_and_changes_by_hand_at_none() -> None:
    one, two = aliases(2)
    with recorded("unit.rename", acting=command_line(), at=NOON, subject=one) as fact:
        change_by_sql(one)
    UnitAlias.objects.filter(pk=two.pk).update(text="sửa tay")
    assert RowChange.objects.get(row_key=str(one.pk)).fact_id == fact.id
    assert RowChange.objects.get(row_key=str(two.pk)).fact_id is None
    entry = AuditEntry.objects.get()
    assert (entry.id, entry.verb, entry.subject_key) == (fact.id, "unit.rename", str(one.pk))


@pytest.mark.django_db
def test_an_inner_action_joins_the_outer_fact_and_does_not_rename_it() -> None:
    one, two = aliases(2)
    with (
        recorded("outer.verb", acting=command_line(), at=NOON, subject=one) as outer,
        recorded("inner.verb", acting=command_line(), at=NOON) as inner,
    ):
        inner.subject = two
        inner.details["rows"] = 1
        change_by_sql(two)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_key, entry.details) == ("outer.verb", str(one.pk), {})
    assert RowChange.objects.get().fact_id == outer.id == inner.id


@pytest.mark.django_db
def test_an_action_that_fails_leaves_neither_changes_nor_a_fact() -> None:
    (alias,) = aliases(1)

    def fail() -> None:
        with recorded("test.fail", acting=command_line(), at=NOON):
            change_by_sql(alias)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not AuditEntry.objects.exists()
    assert not RowChange.objects.exists()
    change_by_queryset(alias)
    assert RowChange.objects.get().fact_id is None


# -------------------------------------------------------------------- append-only ----


def one_fact() -> AuditEntry:
    with recorded("test.fact", acting=command_line(), at=NOON):
        pass
    return AuditEntry.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_auditentry SET verb = 'x'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_historykey SET key = 'x'",
        "DELETE FROM audit_historykey",
    ],
)
def test_rows_of_an_append_only_table_can_be_neither_changed_nor_deleted(attack: str) -> None:
    one_fact()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        run_sql(attack)
    assert AuditEntry.objects.get().verb == "test.fact"


@pytest.mark.django_db
def test_no_row_of_an_append_only_table_can_be_written_over() -> None:
    fact = one_fact()
    fact.verb = "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.bulk_create(
            [fact], update_conflicts=True, unique_fields=["id"], update_fields=["verb"]
        )
    if connection.vendor == "sqlite":
        key = HistoryKey.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql("INSERT OR REPLACE INTO audit_historykey (id, key) VALUES (%s, 'x')", key.pk)
    assert AuditEntry.objects.get().verb == "test.fact"


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_rowchange", "orgunits_unitalias"])
def test_postgresql_refuses_to_truncate(table: str) -> None:
    (alias,) = aliases(1)
    settle()
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(f"TRUNCATE {table} CASCADE")
    assert UnitAlias.objects.filter(pk=alias.pk).exists()


# ----------------------------------------------------------------- personal values ----


@pytest.mark.django_db
def test_of_personal_fields_the_history_keeps_only_a_digest() -> None:
    user = User.objects.create(username="lan", full_name="Nguyễn Thị Lan", email="lan@example.org")
    user_id = user.pk
    User.objects.update(full_name="Nguyễn Thị Lan Anh", email="")
    User.objects.update(full_name="Nguyễn Thị Lan", email="lan@example.org")
    user.delete()
    history = list(RowChange.objects.order_by("id"))
    texts = [str(row.before) + str(row.after) for row in history]
    assert len(texts) == 3
    assert not [t for t in texts if "Nguyễn" in t or "example" in t or "argon2" in t]
    assert not [t for t in texts if "'lan'" in t]
    first, second, last = history
    assert first.before["full_name"] != first.after["full_name"]
    assert first.before["full_name"] == second.after["full_name"] == last.before["full_name"]
    assert first.before["id"] == user_id


@pytest.mark.django_db
def test_a_fact_about_a_person_does_not_keep_the_name() -> None:
    user = User.objects.create(username="lan", full_name="Nguyễn Thị Lan")
    with recorded("account.test", acting=command_line(), at=NOON, subject=user):
        pass
    entry = AuditEntry.objects.get()
    assert (entry.subject_kind, entry.subject_label) == ("accounts.user", "")


# ------------------------------------------------------------- standing and missing ----


@pytest.mark.django_db
def test_a_lost_trigger_is_found_and_put_back() -> None:
    on_table = " ON audit_auditentry" if connection.vendor == "postgresql" else ""
    run_sql(f"DROP TRIGGER frozen_audit_auditentry_update{on_table}")
    assert triggers.missing(connection) == ["frozen_audit_auditentry_update"]
    (warning,) = triggers_stand(databases=["default"])
    assert warning.id == "audit.W001"
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_a_trigger_switched_off_counts_as_missing() -> None:
    if connection.vendor == "postgresql":
        run_sql("ALTER TABLE orgunits_unitalias DISABLE TRIGGER USER")
        assert len(triggers.missing(connection)) == 3
        triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_a_renamed_table_and_an_unprotected_one_keep_no_trigger_of_before() -> None:
    (alias,) = aliases(1)
    settle()
    run_sql("ALTER TABLE orgunits_unitalias RENAME TO orgunits_nickname")
    triggers.install(connection)
    run_sql("UPDATE orgunits_nickname SET text = 'tên mới'")
    assert not RowChange.objects.exists()
    run_sql("ALTER TABLE orgunits_nickname RENAME TO orgunits_unitalias")
    triggers.install(connection)
    UnitAlias.objects.filter(pk=alias.pk).update(text="tên mới hơn")
    assert RowChange.objects.count() == 1


def test_a_personal_field_has_to_exist() -> None:
    with pytest.raises(ValueError, match="has no field age"):
        triggers.keeps_history(personal=("age",))(User)


# ------------------------------------------------------------- the forms of values ----


@pytest.fixture
def sample(transactional_db: None) -> Iterator[type[models.Model]]:
    """A table with a column of every form that the two engines store differently."""
    with isolate_apps("songhanh.foundation.audit"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(declaring, "_protected", dict(declaring._protected))

        @triggers.keeps_history(personal=("secret",))
        class Sample(models.Model):  # noqa: DJ008 - nobody reads it
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            flag = models.BooleanField(null=True)
            extra = models.JSONField(null=True)
            at = models.DateTimeField()
            day = models.DateField(null=True)
            share = models.DecimalField(max_digits=5, decimal_places=2)
            photo = models.BinaryField(null=True)
            secret = models.CharField(max_length=20, null=True)  # noqa: DJ001 - to see a null kept

            class Meta:
                app_label = "audit"

        with connection.schema_editor() as editor:
            editor.create_model(Sample)
        triggers.install(connection)
        yield Sample
        with connection.schema_editor() as editor:
            editor.delete_model(Sample)


def test_both_engines_keep_values_in_the_same_form(sample: type[models.Model]) -> None:
    key = uuid.UUID("12345678-1234-5678-1234-567812345678")
    row = sample._default_manager.create(
        id=key, at=NOON, flag=True, extra={"a": [1]}, share=Decimal("0.25"), photo=b"\x01\xff"
    )
    row.secret = "bí mật"
    row.flag = None
    row.save()
    change = RowChange.objects.get()
    assert change.row_key == str(key)
    assert Decimal(str(change.before.pop("share"))) == Decimal("0.25")
    assert change.before == {
        "id": str(key),
        "flag": True,
        "extra": {"a": [1]},
        "at": "2026-06-15T05:00:00+00:00",
        "day": None,
        "photo": "\\x01ff",
        "secret": None,
    }
    assert change.after["flag"] is None
    assert len(change.after["secret"]) == 64
