"""Reading a plan: CPU seconds and memory for a 30 kB text, a Word file and PDF files.

Start-up apart. The raw limit beside each: decoding the text and cutting it into words; unzipping
the Word file and parsing its XML; the text of the pages by pdfium. Aims: text ≤ 0.3 s CPU,
.docx ≤ 1 s, 20 pages of PDF ≤ 3 s, memory ≤ 200 MB. Two hundred pages are told as they are read.
"""

import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
from lxml import etree

from songhanh.engines.docread import read_document
from songhanh.engines.planreader import read_plan
from songhanh.site.demo.sample_plan import sample_plan

RUNS = 7
TEXT_BYTES = 30_000
PRINTED = Path(__file__).resolve().parents[1] / "tests" / "plans" / "tinh-hai-dong-qd-2026.pdf"


def cpu_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median CPU time of some runs after one to warm up."""
    work()
    spent = []
    for _run in range(runs):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return median(spent)


def long_text(docx: bytes) -> bytes:
    """The sample plan as text, its tasks repeated until it weighs 30 kB."""
    lines = read_document(docx, "plan.docx").text.split("\n")
    tasks = next(place for place, line in enumerate(lines) if line.startswith("IV."))
    more = [line for line in lines if line.startswith("- ")]
    while len("\n".join(lines).encode()) < TEXT_BYTES:
        lines[tasks:tasks] = more
    return "\n".join(lines).encode()


def parse_xml(docx: bytes) -> None:
    """What any reader of the Word file has to do at least."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                etree.fromstring(archive.read(name))


def many_pages(count: int) -> bytes:
    """A PDF of so many pages: those of a plan in tests/plans, again and again."""
    source = pdfium.PdfDocument(PRINTED)
    made = pdfium.PdfDocument.new()
    while len(made) < count:
        made.import_pages(source, list(range(min(len(source), count - len(made)))))
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def plain_text(pdf: bytes) -> int:
    """What any reader of the PDF has to do at least."""
    document = pdfium.PdfDocument(pdf)
    return sum(len(page.get_textpage().get_text_range()) for page in document)


def main() -> int:
    """One JSON document; exit 1 when an aim is missed."""
    docx = sample_plan(2026)
    text = long_text(docx)
    twenty, two_hundred = many_pages(20), many_pages(200)
    told: list[int] = []
    begun = time.process_time()
    read_plan(read_document(two_hundred, "plan.pdf", lambda done, _of: told.append(done)))
    long_seconds = time.process_time() - begun
    figures = {
        "text_bytes": len(text),
        "text_cpu_seconds": cpu_seconds(lambda: read_plan(read_document(text, "plan.txt"))),
        "text_raw_limit": cpu_seconds(lambda: text.decode().split()),
        "docx_bytes": len(docx),
        "docx_cpu_seconds": cpu_seconds(lambda: read_plan(read_document(docx, "plan.docx"))),
        "docx_raw_limit": cpu_seconds(lambda: parse_xml(docx)),
        "pdf_20_pages_cpu_seconds": cpu_seconds(
            lambda: read_plan(read_document(twenty, "plan.pdf")), runs=3
        ),
        "pdf_20_pages_raw_limit": cpu_seconds(lambda: plain_text(twenty), runs=3),
        "pdf_200_pages_cpu_seconds": long_seconds,
        "pdf_200_pages_told": max(told),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    rounded = {name: round(value, 4) for name, value in figures.items()}
    sys.stdout.write(json.dumps({"benchmark": "planreader", **rounded}) + "\n")
    aims = (
        figures["text_cpu_seconds"] <= 0.3,
        figures["docx_cpu_seconds"] <= 1,
        figures["pdf_20_pages_cpu_seconds"] <= 3,
        figures["pdf_200_pages_told"] == 200,
        figures["peak_memory_mb"] <= 200,
    )
    return 0 if all(aims) else 1


if __name__ == "__main__":
    sys.exit(main())
