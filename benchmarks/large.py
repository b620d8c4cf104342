"""A sheet of 100,000 rows and 20 columns as a checked draft, beside plain readers, and beside openpyxl with the same evidence.

Every part runs in a process of its own and is measured in processor seconds, its children's included. What its libraries load with
their first call is loaded before (pandas for Arrow, Arrow for fastexcel), and the reading process waits for its file, as in the running
dashboard; its start counts among the processor seconds.
Of 2026-12-01, both processors to itself: kept in memory 2.3 times what fastexcel takes alone by the clock (3.4 of its processor seconds)
and 0.07 of openpyxl (0.11), with 369 MB above the start of the process, of which the store itself is 240; kept in a file 4.2 of
fastexcel's processor seconds and 311 MB. Half an hour later the same machine took a tenth longer for fastexcel and a fifth for the draft:
2.5 to 2.6 times. 2.5 times, a tenth and 400 MB are wanted. Memory is told by the peak of the program alone.
The reading process takes half of it; importing what it read a sixth; saving it a quarter. Reading and saving use two processors
where they are free, importing one and a half.
"""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

ROWS = 100_000
TEXTS = ("Project ID", "Project name", "Programme", "Business unit", "Sponsor", "Manager", "Stage")
DATES = ("Start", "Baseline finish", "Forecast finish")
AMOUNTS = ("Budget", "Forecast cost", "Cost to date", "Planned benefit", "Benefit to date")
OTHERS = ("% complete", "Forecast benefit", "Effort months", "Team size", "Mandatory")

_MEASURED = """
import json, resource, sys, time
def spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used), time.perf_counter()
def peak():  # of this program alone: ru_maxrss begins with what the process that started it once took
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
{prepared}
started, held = spent(), peak()
{work}
seconds = [after - before for before, after in zip(started, spent())]
print(json.dumps([*seconds, peak() - held, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
_DRAFT = (
    "from pathlib import Path; from datetime import date; from value_model import ingest; from value_model.store import open_store; "
    "from value_model.ingest import child, pipeline; import pandas; store = open_store(sys.argv[2]); child.prepare(); time.sleep(1)",
    "store.save_draft('Large', ingest.run([Path(sys.argv[1])], as_of=date(2026, 9, 30)), as_of=date(2026, 9, 30))",
)
_FASTEXCEL = "import fastexcel, pyarrow", "fastexcel.read_excel(sys.argv[1]).load_sheet(0).to_arrow()"
_CALAMINE = "import python_calamine", "python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
_OPENPYXL = (  # formulas are in one reading, their saved results in the other; types and formats in both
    "import openpyxl",
    "for results in (True, False):\n"
    "    for row in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=results).worksheets[0].iter_rows():\n"
    "        [(cell.value, cell.data_type, cell.number_format) for cell in row if cell.value is not None]",
)


def write(path: Path, rows: int = ROWS) -> None:
    """Write the workbook: 7 texts, 3 dates, 5 amounts, a per cent, a formula with its result, 2 whole numbers, a flag."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Portfolio")
    day, money, share = (book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", '"£"#,##0', "0%"))
    sheet.write_row(0, 0, [*TEXTS, *DATES, *AMOUNTS, *OTHERS])
    draw = random.Random(20260930)
    for row in range(1, rows + 1):
        texts = (f"P{row:06d}", f"{draw.choice(['Claims', 'Billing', 'Portal', 'Fleet'])} {draw.choice(['renewal', 'move'])} {row}",
                 f"Programme {draw.randrange(40)}", f"Unit {draw.randrange(12)}", f"Sponsor {draw.randrange(200)}", f"Manager {draw.randrange(900)}",
                 draw.choice(["Proposed", "Approved", "Delivery", "Closed"]))  # fmt: skip
        start = date(2022, 1, 1) + timedelta(days=draw.randrange(1_200))
        budget, done = round(draw.uniform(5e4, 9e6), 2), draw.randrange(101) / 100
        benefit = round(budget * draw.uniform(0.9, 3), 2)
        sheet.write_row(row, 0, texts)
        for column, days in enumerate((0, draw.randrange(90, 900), draw.randrange(900, 1_100)), len(texts)):
            sheet.write_datetime(row, column, start + timedelta(days=days), day)
        for column, amount in enumerate((budget, budget * draw.uniform(0.8, 1.4), budget * done, benefit, benefit * done / 2), 10):
            sheet.write_number(row, column, round(amount, 2), money)
        sheet.write_number(row, 15, done, share)
        sheet.write_formula(row, 16, f"=N{row + 1}*0.9", money, round(benefit * 0.9, 4))
        sheet.write_row(row, 17, [draw.randrange(1, 240), draw.randrange(1, 60), draw.random() < 0.1])
    book.close()


def spent(part: tuple[str, str], path: Path, *store: str) -> list[float]:
    """Return processor seconds and seconds on the clock, and the megabytes at the peak of the process (above its start) and of its largest child."""
    script = _MEASURED.format(prepared=part[0], work=part[1])
    told = subprocess.run([sys.executable, "-c", script, str(path), *store], check=True, capture_output=True, text=True).stdout
    found: list[float] = json.loads(told)
    return found


def measure() -> dict[str, float]:
    """Return seconds for the draft, in memory and in a file, their ratios to the plain readers and to openpyxl, and megabytes above the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        write(path)
        memory, file = spent(_DRAFT, path, ":memory:"), spent(_DRAFT, path, str(Path(folder) / "value.duckdb"))
        size = path.stat().st_size / (1 << 20)
        readers = {"fastexcel": _FASTEXCEL} if importlib.util.find_spec("fastexcel") else {}
        found = {"large_draft": memory[0], "large_file_draft": file[0]}
        for name, part in (readers | {"calamine": _CALAMINE, "openpyxl": _OPENPYXL}).items():
            plain = spent(part, path)
            found[f"large_{name}_ratio"], found[f"large_file_{name}_ratio"] = memory[0] / plain[0], file[0] / plain[0]
            found[f"large_{name}_clock_ratio"] = memory[1] / plain[1]
        megabytes = {"": memory[2], "file_": file[2], "child_": max(memory[3], file[3])}
        return found | {f"large_{name}megabytes": used - size for name, used in megabytes.items()}
