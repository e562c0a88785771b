"""What the registry begins with: national documents plans rest on, and what older rows lack."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from songhanh.engines.vntext import bare

PRIME_MINISTER = "Thủ tướng Chính phủ"
GOVERNMENT = "Chính phủ"
ASSEMBLY = "Quốc hội"
LABOUR = "Bộ Lao động - Thương binh và Xã hội"
HOME = "Bộ Nội vụ"

# number, day, issuer, type, title; as dated in the documents themselves
DOCUMENTS = [
    (
        "1790/QĐ-TTg",
        "2021-10-23",
        PRIME_MINISTER,
        "Quyết định",
        "Phê duyệt Chương trình Truyền thông về bình đẳng giới đến năm 2030",
    ),
    (
        "28/NQ-CP",
        "2021-03-03",
        GOVERNMENT,
        "Nghị quyết",
        "Ban hành Chiến lược quốc gia về bình đẳng giới giai đoạn 2021 - 2030",
    ),
    (
        "2282/QĐ-TTg",
        "2020-12-31",
        PRIME_MINISTER,
        "Quyết định",
        "Phê duyệt Chương trình phòng ngừa và ứng phó với bạo lực trên cơ sở giới giai đoạn"
        " 2021 - 2025",
    ),
    ("73/2006/QH11", "2006-11-29", ASSEMBLY, "Luật", "Luật Bình đẳng giới"),
    ("72/2025/QH15", "2025-06-16", ASSEMBLY, "Luật", "Luật Tổ chức chính quyền địa phương"),
    ("30/2020/NĐ-CP", "2020-03-05", GOVERNMENT, "Nghị định", "Về công tác văn thư"),
    (
        "09/2019/NĐ-CP",
        "2019-01-24",
        GOVERNMENT,
        "Nghị định",
        "Quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
    ),
    (
        "61/2023/NĐ-CP",
        "2023-08-16",
        GOVERNMENT,
        "Nghị định",
        "Về xây dựng và thực hiện hương ước, quy ước của cộng đồng dân cư",
    ),
    (
        "129/LĐTBXH-BĐG",
        "2022-01-17",
        LABOUR,
        "Công văn",
        "Về việc triển khai Quyết định số 1790/QĐ-TTg",
    ),
    (
        "5645/LĐTBXH-BĐG",
        "2023-12-29",
        LABOUR,
        "Công văn",
        "Về việc báo cáo kết quả năm 2023 thực hiện các chỉ tiêu của Chiến lược",
    ),
    (
        "739/BNV-CTTN&BĐG",
        "2025-03-28",
        HOME,
        "Công văn",
        "Về việc hướng dẫn công tác bình đẳng giới năm 2025",
    ),
    (
        "3163/BNV-CTTN&BĐG",
        "2025-06-02",
        HOME,
        "Công văn",
        "Về việc sơ kết năm năm 2021 - 2025",
    ),
    (
        "2855/BNV-CTTN&BĐG",
        "2026-03-27",
        HOME,
        "Công văn",
        "Về việc hướng dẫn công tác bình đẳng giới năm 2026",
    ),
]


def begin(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The first national documents; the first version and the first move of older plans."""
    document = apps.get_model("plans", "NationalDocument")
    document.objects.bulk_create(
        document(
            number=number,
            number_key=bare(number).replace(" ", ""),
            issued_on=day,
            issuer=issuer,
            doc_type=kind,
            title=title,
            source="Có sẵn khi cài đặt; hãy đối chiếu với bản gốc.",
        )
        for number, day, issuer, kind, title in DOCUMENTS
    )
    version = apps.get_model("plans", "PlanVersion")
    source = apps.get_model("plans", "SourceText")
    version.objects.bulk_create(
        version(
            plan_id=one.plan_id,
            number=1,
            state="applied",
            filename=one.filename,
            sha256=one.sha256,
            file_key=one.file_key,
            size_bytes=one.size_bytes,
            received_by_id=one.plan.received_by_id,
            received_at=one.plan.received_at,
        )
        for one in source.objects.exclude(text="").select_related("plan")
    )
    move = apps.get_model("plans", "PlanMove")
    plan = apps.get_model("plans", "PlanDocument")
    move.objects.bulk_create(
        move(
            plan_id=one.pk,
            from_status="draft",
            to_status="issued",
            on=one.issued_on or one.published_at.date(),
            by_id=one.published_by_id,
            at=one.published_at,
        )
        for one in plan.objects.exclude(status="draft")
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_registry")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
