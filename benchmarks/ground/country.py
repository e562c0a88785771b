"""A country of three years, written by PostgreSQL itself from numbered rows.

The same number of records gives the same ledger.
"""

PROVINCES, COMMUNES, STATIONS, UNITS = 34, 3_321, 3_321, 150_000
YEARS = (2024, 2025, 2026)


def fill_country(records: int) -> dict[str, int]:
    """Units, entries and balances of three years, made inside PostgreSQL."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from songhanh.ledger.models import Balance, Entry  # noqa: PLC0415 - as above
    from songhanh.registry.orgunits.models import OrgUnit  # noqa: PLC0415 - as above

    with connection.cursor() as cursor:
        # Rows like these would pass every trigger and key; checking ten million of them one by one
        # is what the importers' benchmark is for.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("SET work_mem = '256MB'")
        for statement in (UNITS_SQL, VERSIONS_SQL, RELATIONS_SQL):
            cursor.execute(statement)
        indexes = indexes_of(cursor)
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for statement in (ACTIVITIES_SQL, ITEMS_SQL, ENTRIES_SQL, BALANCES_SQL):
            cursor.execute(statement.replace(":records", str(records)))
        for definition in indexes.values():
            cursor.execute(definition)
        cursor.execute("RESET ALL")
        for table in (*FILLED, "orgunits_orgunit"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}"  # noqa: S608 - names above
            )
        cursor.execute("VACUUM (ANALYZE)")
    return {
        "units": OrgUnit.objects.count(),
        "records": records,
        "entries": Entry.objects.count(),
        "balances": Balance.objects.count(),
    }


FILLED = ("activities_activity", "media_mediaitem", "ledger_entry", "ledger_balance")


def indexes_of(cursor: object) -> dict[str, str]:
    """The indexes of what is filled that hold no constraint, with how each is made."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s)"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [list(FILLED)],
    )
    return dict(cursor.fetchall())


LAST_PROVINCE = 1 + PROVINCES
LAST_COMMUNE = LAST_PROVINCE + COMMUNES
LAST_STATION = LAST_COMMUNE + STATIONS
UNITS_SQL = f"""
INSERT INTO orgunits_orgunit (id, source)
SELECT n, 'benchmark' FROM generate_series(1, {UNITS}) n
"""  # noqa: S608 - numbers of this file, here and below
# 1 is the ministry, then provinces, communes, a station of each, and villages and schools.
VERSIONS_SQL = f"""
INSERT INTO orgunits_unitversion (unit_id, code, name, folded_name, kind, valid_from, valid_to)
SELECT id,
       CASE WHEN id = 1 THEN 'BNV' WHEN id <= {LAST_PROVINCE} THEN lpad((id - 1)::text, 2, '0')
            WHEN id <= {LAST_COMMUNE} THEN lpad(id::text, 5, '0') ELSE 'u' || id END,
       'Đơn vị số ' || id, 'don vi so ' || id,
       CASE WHEN id = 1 THEN 'ministry' WHEN id <= {LAST_PROVINCE} THEN 'province'
            WHEN id <= {LAST_COMMUNE} THEN 'commune' WHEN id <= {LAST_STATION} THEN 'station'
            WHEN id % 10 = 0 THEN 'school' ELSE 'village' END, NULL, NULL
FROM orgunits_orgunit
"""  # noqa: S608 - as above
RELATIONS_SQL = f"""
INSERT INTO orgunits_unitrelation (unit_id, parent_id, hierarchy, basis, valid_from, valid_to)
SELECT id,
       CASE WHEN id <= {LAST_COMMUNE} THEN 2 + id % {PROVINCES}
            WHEN id <= {LAST_STATION} THEN id - {COMMUNES}
            ELSE {LAST_PROVINCE + 1} + id % {COMMUNES} END, 'territory', '', NULL, NULL
FROM orgunits_orgunit WHERE id > {LAST_PROVINCE}
"""  # noqa: S608 - as above
# Record n: one in five is an activity of a commune with four entries, the others are items of a
# commune or its station. Day and commune follow from n by primes, so that they fall everywhere.
RECORDS_SQL = f"""
WITH record AS (
  SELECT n, n % 5 = 0 AS is_activity,
         date '{YEARS[0]}-01-01' + ((n * 7919) % 1096)::int AS day,
         {LAST_PROVINCE + 1} + ((n * 104729) % {COMMUNES})::int AS commune,
         (n * 31) % 3 = 0 AS from_station, n % 7 = 0 AS integrated, n % 50 = 0 AS waits
  FROM generate_series(1::bigint, :records) n
)
"""  # noqa: S608 - as above
ACTIVITIES_SQL = f"""
{RECORDS_SQL}
INSERT INTO activities_activity (id, external_id, unit_id, title, folded_title, standing, remark,
  created_at, version, form, held_on, received_by_id, place, mode, integrated, on_law_policy,
  fund_source, plan_code, task_ordinal, campaign)
SELECT n, lpad(n::text, 9, '0'), commune, 'Tọa đàm số ' || n, 'toa dam so ' || n,
       CASE WHEN waits THEN 'submitted' ELSE 'accepted' END, '', day, 1, 'talk', day, commune,
       '', '', integrated, TRUE, '', '', '', ''
FROM record WHERE is_activity
"""  # noqa: S608 - as above
ITEMS_SQL = f"""
{RECORDS_SQL}
INSERT INTO media_mediaitem (id, external_id, unit_id, title, folded_title, standing, remark,
  created_at, version, type, published_on, channel, language, on_gender_equality, column_name,
  audiences)
SELECT n, lpad(n::text, 9, '0'), CASE WHEN from_station THEN commune + {COMMUNES} ELSE commune END,
       'Bản tin số ' || n, 'ban tin so ' || n,
       CASE WHEN waits THEN 'submitted' ELSE 'accepted' END, '', day, 1, 'news', day,
       'loudspeaker', '', TRUE, '', ''
FROM record WHERE NOT is_activity
"""  # noqa: S608 - as above
ENTRIES_SQL = f"""
{RECORDS_SQL}
INSERT INTO ledger_entry (unit_id, measure_id, occurred_on, posted_at, quantity, standing,
  source_kind, source_id, reverses_id, sex, channel, integrated, with_column)
SELECT CASE WHEN is_activity OR NOT from_station THEN commune ELSE commune + {COMMUNES} END,
       measure, day, day + interval '36 hours', 1,
       CASE WHEN waits THEN 'provisional' ELSE 'accepted' END,
       CASE WHEN is_activity THEN 'activity' ELSE 'media_item' END, n, NULL, '',
       CASE WHEN is_activity THEN '' ELSE 'loudspeaker' END,
       CASE WHEN NOT is_activity THEN '' WHEN integrated THEN 'yes' ELSE 'no' END,
       CASE WHEN is_activity THEN '' ELSE 'no' END
FROM record CROSS JOIN LATERAL unnest(
  CASE WHEN is_activity
       THEN ARRAY['activity', 'activity_held', 'session_held', 'session_received']
       ELSE ARRAY['item_original'] END) AS measure
"""  # noqa: S608 - as above
BALANCES_SQL = """
INSERT INTO ledger_balance (unit_id, measure_id, standing, year, month, quantity,
                            sex, channel, integrated, with_column)
SELECT unit_id, measure_id, standing, extract(year FROM occurred_on),
       COALESCE(extract(month FROM occurred_on), 0), SUM(quantity),
       sex, channel, integrated, with_column
FROM ledger_entry
GROUP BY unit_id, measure_id, standing, sex, channel, integrated, with_column,
         extract(year FROM occurred_on), ROLLUP (extract(month FROM occurred_on))
"""
PLAIN_SQL = f"""
SELECT parent_id, count(*) FILTER (WHERE held >= 2), count(*) FROM (
  SELECT relation.parent_id, version.unit_id, COALESCE(SUM(quantity), 0) AS held
  FROM orgunits_unitversion version
  JOIN orgunits_unitrelation relation USING (unit_id)
  LEFT JOIN ledger_balance balance ON balance.unit_id = version.unit_id
   AND measure_id = 'session_held' AND standing = 'accepted' AND year = {YEARS[-1]} AND month = 0
  WHERE version.kind = 'commune' AND relation.hierarchy = 'territory'
  GROUP BY relation.parent_id, version.unit_id) AS unit
GROUP BY parent_id
"""  # noqa: S608 - as above
