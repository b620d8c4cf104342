"""The data contract as data: what a portfolio is made of, and the only shape the rest of the house sees.

The DuckDB tables, the template workbook, the checks, the mapping screen, the column documentation and
the help on screen are all derived from `TABLES`. Adding a field is one entry here and nothing else.

Conventions (see `contract.md`): money is `Decimal` in whole units, positive for cost and for benefit;
rates and shares are fractions; a period is the first day of a month; None is unknown, never 0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

Kind = Literal["text", "money", "fraction", "number", "integer", "date", "period", "choice", "flag", "list", "currency"]
Value = str | Decimal | float | int | bool | date | None
Severity = Literal["error", "warning", "note"]

STREAMS = ("baseline", "plan", "forecast", "actual")
RAG = ("red", "amber", "green")
STAGES = ("proposed", "approved", "delivery", "closed", "stopped")
BENEFIT_KINDS = (
    "cash-releasing", "non-cash-releasing", "revenue", "cost-avoidance",
    "risk-reduction", "economic", "non-financial", "disbenefit",
)  # fmt: skip
EVIDENCE = ("claimed", "forecast", "measured", "confirmed")
REASONS = ("late start", "adoption", "scope", "stopped", "price", "other")
ENGAGEMENT = ("unaware", "resistant", "neutral", "supportive", "leading")
COST_CLASSES = (
    "standard_buildings", "non_standard_buildings", "standard_civil_engineering",
    "non_standard_civil_engineering", "equipment_development", "outsourcing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the contract: its type, whether a row needs it, and the help a reader sees."""

    name: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str | None = None
    example: str = ""

    @property
    def label(self) -> str:
        """The heading in the template and on screen: the name in words."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the contract. `key` identifies a row (empty: rows have no identity of their own)."""

    name: str
    sheet: str
    help: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    internal: bool = False

    def __getitem__(self, name: str) -> Field:
        for entry in self.fields:
            if entry.name == name:
                return entry
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(entry.name == name for entry in self.fields)

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(entry for entry in self.fields if entry.required)


def _field(name: str, kind: Kind, help: str, *, refers: str | None = None, choices: tuple[str, ...] = (), example: str = "") -> Field:
    """A field; a name ending in `*` is required within its sheet."""
    return Field(name.rstrip("*"), kind, help, name.endswith("*"), choices, refers, example)


_f = _field
_PROJECT = _f("project_id*", "text", "The project, as on the Projects sheet.", refers="projects", example="P01")
_CURRENCY = _f("currency", "currency", "ISO 4217 code; the reporting currency where empty.", example="USD")
_LOW = _f("low", "money", "Low case of the amount.")
_HIGH = _f("high", "money", "High case of the amount.")

_TABLES = (
    Table("settings", "Settings", "One row per setting: key and value.", (
        _f("key*", "text", "Name of the setting.", example="as_of"),
        _f("value*", "text", "Its value.", example="2026-09-30"),
    ), ("key",)),
    Table("projects", "Projects", "One row per project. The only sheet that is required.", (
        _f("project_id*", "text", "Short stable identifier; made from the name if the source has none.", example="P01"),
        _f("name*", "text", "Name as leadership knows it.", example="Claims automation"),
        _f("programme", "text", "Programme it belongs to.", example="Operations excellence"),
        _f("business_unit", "text", "Sponsor area.", example="Operations"),
        _f("sponsor", "text", "Role that answers for the value.", example="Chief operating officer"),
        _f("manager", "text", "Role that runs the project."),
        _f("stage", "choice", "Where it stands.", choices=STAGES, example="delivery"),
        _f("investment_class", "choice", "Why money goes in.", choices=("run", "grow", "transform"), example="transform"),
        _f("mandatory", "flag", "yes: it must be in every mix."),
        _f("updated_on", "date", "When the source last touched the row.", example="2026-09-28"),
        _f("start", "date", "Start of spending.", example="2024-07-01"),
        _f("baseline_finish", "date", "Approved finish.", example="2026-12-31"),
        _f("forecast_finish", "date", "Finish now expected."),
        _f("actual_finish", "date", "Finish, once closed."),
        _f("budget", "money", "Approved cost, whole life.", example="5200000"),
        _f("forecast_cost", "money", "Cost at completion now expected."),
        _f("cost_to_date", "money", "Spent up to the as-of date."),
        _f("percent_complete", "fraction", "Share of the work done at the as-of date.", example="0.8"),
        _f("planned_percent", "fraction", "Share of the work planned by the as-of date."),
        _f("planned_benefit", "money", "Approved benefit, whole life; used where the project has no benefit rows."),
        _f("forecast_benefit", "money", "Benefit now expected, whole life; used likewise."),
        _f("benefit_to_date", "money", "Benefit realized up to the as-of date; used likewise."),
        _f("delivery_rag", "choice", "Delivery rating.", choices=RAG, example="green"),
        _f("delivery_rag_text", "text", "The rating as the source words it."),
        _CURRENCY,
        _f("effort_months", "number", "People-months still to spend."),
        _f("depends_on", "list", "Projects it needs, separated by ;."),
        _f("excludes", "list", "Projects it cannot be combined with, separated by ;."),
        _f("stated_npv", "money", "Net present value as the source reports it; shown and compared, never used instead of ours."),
        _f("stated_pvc", "money", "Present value of cost as reported."),
        _f("stated_pvb", "money", "Present value of benefits as reported."),
        _f("stated_bcr", "number", "Benefit-cost ratio as reported."),
        _f("cost_class", "choice", "Class for the published optimism-bias table.", choices=COST_CLASSES),
    ), ("project_id",)),
    Table("costs", "Costs", "One row per project, month, stream and kind of cost.", (
        _PROJECT,
        _f("period*", "period", "Month of the amount (quarters and years are spread over their months).", example="2026-01"),
        _f("stream*", "choice", "Which line it belongs to.", choices=STREAMS, example="plan"),
        _f("kind", "choice", "capex, opex, or run: the yearly cost of running the result.", choices=("capex", "opex", "run")),
        _f("amount*", "money", "Cost, positive.", example="120000"),
        _LOW, _HIGH, _CURRENCY,
        _f("evidence", "text", "Where the amount is recorded.", example="ledger"),
    )),
    Table("benefits", "Benefits", "One row per benefit.", (
        _f("benefit_id*", "text", "Short stable identifier.", example="B01"),
        _f("name*", "text", "What arrives.", example="Fewer manual claims"),
        _f("project_id*", "text", "The project, or several with shares: P1:0.6; P2:0.4.", refers="projects", example="P01"),
        _f("kind", "choice", "What sort of value it is.", choices=BENEFIT_KINDS, example="cash-releasing"),
        _f("owner", "text", "Role that answers for it.", example="Head of claims"),
        _f("objective_id", "text", "Objective it serves.", refers="objectives", example="O1"),
        _f("measure_id", "text", "Measure that shows it.", refers="measures"),
        _f("change", "text", "What must be done differently for it to arrive.", example="Claims under 1,000 settle without a handler"),
        _f("rag", "choice", "The owner's rating.", choices=RAG, example="amber"),
        _f("next_measure_on", "date", "When it is measured next."),
        _f("start", "date", "First month with value.", example="2026-01-01"),
        _f("full_value_on", "date", "When the full yearly value is reached."),
        _f("end", "date", "Last month with value."),
        _f("annual_value", "money", "Yearly value once full; with start, full_value_on and end it gives the plan where no values are given."),
        _f("confidence", "fraction", "0 to 1, or high, medium, low.", example="0.6"),
        _f("evidence", "choice", "Best evidence so far; confirmed means finance agrees.", choices=EVIDENCE, example="measured"),
        _f("overlap_group", "text", "Benefits that claim the same saving share a group and are counted once."),
        _CURRENCY,
    ), ("benefit_id",)),
    Table("benefit_values", "Benefit values", "One row per benefit, month and stream.", (
        _f("benefit_id*", "text", "The benefit, as on the Benefits sheet.", refers="benefits", example="B01"),
        _f("period*", "period", "Month of the amount.", example="2026-01"),
        _f("stream*", "choice", "Which line it belongs to.", choices=STREAMS, example="plan"),
        _f("amount*", "money", "Benefit, positive (a disbenefit too: its kind subtracts it).", example="50000"),
        _LOW, _HIGH, _CURRENCY,
        _f("evidence", "choice", "Evidence of an actual.", choices=("claimed", "measured", "confirmed"), example="confirmed"),
        _f("reason", "choice", "Why an actual differs from its plan.", choices=REASONS),
    )),
    Table("objectives", "Objectives", "One row per strategic objective.", (
        _f("objective_id*", "text", "Short stable identifier.", example="O1"),
        _f("name*", "text", "Objective as leadership words it.", example="Grow digital revenue"),
        _f("pillar", "text", "Theme above it."),
        _f("owner", "text", "Role that answers for it."),
        _f("priority", "number", "Weight, 0 or more; all weights are normalized.", example="30"),
        _f("horizon_year", "integer", "Year it should be reached.", example="2028"),
    ), ("objective_id",)),
    Table("contributions", "Contributions", "One row per project and objective (or a matrix: projects down, objectives across).", (
        _PROJECT,
        _f("objective_id*", "text", "The objective.", refers="objectives", example="O1"),
        _f("contribution*", "number", "From -1 to 1; 0-5 and 0-100 scales are converted.", example="0.8"),
        _f("confidence", "fraction", "How sure the contribution is; 1 where empty."),
        _f("rationale", "text", "Why it contributes."),
    ), ("project_id", "objective_id")),
    Table("criteria", "Criteria", "Criteria for weighted scoring.", (
        _f("criterion*", "text", "Name.", example="Customer value"),
        _f("weight", "number", "Weight, 0 or more; without any, the pairwise comparisons give the weights.", example="3"),
        _f("direction", "choice", "benefit: more is better; cost: less is better.", choices=("benefit", "cost")),
        _f("scale_min", "number", "Lowest score.", example="1"),
        _f("scale_max", "number", "Highest score.", example="5"),
    ), ("criterion",)),
    Table("scores", "Scores", "One row per project and criterion.", (
        _PROJECT,
        _f("criterion*", "text", "The criterion.", refers="criteria", example="Customer value"),
        _f("score*", "number", "Score on the criterion's scale.", example="4"),
    ), ("project_id", "criterion")),
    Table("pairwise", "Pairwise", "Pairwise comparisons of criteria, for AHP weights.", (
        _f("left*", "text", "Criterion on the left.", refers="criteria"),
        _f("right*", "text", "Criterion on the right.", refers="criteria"),
        _f("ratio*", "number", "How many times more the left one matters.", example="3"),
    ), ("left", "right")),
    Table("measures", "Measures", "Measures of outcomes that are not money.", (
        _f("measure_id*", "text", "Short stable identifier.", example="M1"),
        _f("name*", "text", "What is measured.", example="Contact time per claim"),
        _f("unit", "text", "Unit of the values.", example="minutes"),
        _f("objective_id", "text", "Objective it shows.", refers="objectives"),
        _f("benefit_id", "text", "Benefit it shows.", refers="benefits"),
        _f("project_id", "text", "Project it shows.", refers="projects"),
        _f("direction", "choice", "Which way is better.", choices=("increase", "decrease", "maintain"), example="decrease"),
        _f("baseline", "number", "Value before.", example="14"),
        _f("baseline_on", "date", "Date of the baseline."),
        _f("target", "number", "Value wanted.", example="9"),
        _f("target_on", "date", "Date of the target."),
        _f("low", "number", "Lower end of the range to stay in."),
        _f("high", "number", "Upper end of the range to stay in."),
        _f("tolerance", "number", "Distance from the range at which attainment is 0."),
        _f("aggregation", "choice", "How readings combine.", choices=("sum", "average", "latest", "min", "max"), example="latest"),
        _f("per_period", "flag", "yes: each reading covers its own period; no: running value."),
    ), ("measure_id",)),
    Table("readings", "Readings", "One row per measure and date.", (
        _f("measure_id*", "text", "The measure.", refers="measures", example="M1"),
        _f("on*", "date", "Date of the reading.", example="2026-09-30"),
        _f("value*", "number", "Value read.", example="11.5"),
        _f("source", "text", "Where it was read."),
    ), ("measure_id", "on")),
    Table("risks", "Risks", "Risks to value.", (
        _f("risk_id*", "text", "Short stable identifier.", example="R1"),
        _f("project_id", "text", "Project it touches.", refers="projects", example="P01"),
        _f("benefit_id", "text", "Benefit it touches.", refers="benefits"),
        _f("title*", "text", "The risk in a few words.", example="Adoption below plan"),
        _f("kind", "choice", "threat or opportunity.", choices=("threat", "opportunity"), example="threat"),
        _f("probability*", "fraction", "0 to 1.", example="0.4"),
        _f("impact*", "money", "Amount if it happens, positive.", example="800000"),
        _f("impact_months", "number", "Delay if it happens, months."),
        _f("owner", "text", "Role that answers for it."),
        _f("response", "text", "What is done about it."),
        _f("due", "date", "When the response is due."),
        _f("status", "choice", "open or closed.", choices=("open", "closed"), example="open"),
    ), ("risk_id",)),
    Table("milestones", "Milestones", "Milestones and the benefits they enable.", (
        _PROJECT,
        _f("name*", "text", "Milestone.", example="Go-live"),
        _f("baseline_on", "date", "Approved date.", example="2026-06-30"),
        _f("forecast_on", "date", "Date now expected."),
        _f("actual_on", "date", "Date reached."),
        _f("benefit_id", "text", "Benefit it enables.", refers="benefits"),
    )),
    Table("decisions", "Decisions", "What was asked, what was decided, and what came of it.", (
        _f("decision_id*", "text", "Short stable identifier.", example="D1"),
        _f("asked_on", "date", "Date of the ask.", example="2026-06-30"),
        _f("asked_by", "text", "Role that asked.", example="PMO lead"),
        _f("due", "date", "When an answer is due."),
        _f("decided_on", "date", "Date of the answer."),
        _f("closed_on", "date", "Date the answer was carried out."),
        _f("forum", "text", "Where it was decided.", example="Investment board"),
        _f("project_id", "text", "Project it is about.", refers="projects"),
        _f("pattern", "text", "The insight that asked."),
        _f("question*", "text", "What was asked.", example="Reset the benefit plan or stop"),
        _f("outcome", "choice", "The answer.", choices=("approved", "stopped", "deferred", "changed", "pending"), example="pending"),
        _f("value_effect", "money", "Expected effect on value."),
        _f("result_effect", "money", "Effect found later."),
        _f("attribution_low", "fraction", "Share credited to the office, low."),
        _f("attribution_mid", "fraction", "Share credited to the office, mid."),
        _f("attribution_high", "fraction", "Share credited to the office, high."),
        _f("evidence", "text", "What shows it."),
    ), ("decision_id",)),
    Table("stakeholders", "Stakeholders", "Who must support the change.", (
        _f("stakeholder_id*", "text", "Short stable identifier.", example="S1"),
        _f("group", "text", "Group.", example="Branch managers"),
        _f("role", "text", "Role."),
        _f("influence", "fraction", "0 to 1.", example="0.7"),
        _f("engagement", "choice", "Where they stand.", choices=ENGAGEMENT, example="neutral"),
        _f("desired", "choice", "Where they are needed.", choices=ENGAGEMENT, example="supportive"),
    ), ("stakeholder_id",)),
    Table("pulse", "Pulse", "Answers of stakeholders.", (
        _f("on*", "date", "Date of the question.", example="2026-09-15"),
        _f("group", "text", "Group asked."),
        _f("project_id", "text", "Project it is about.", refers="projects"),
        _f("question*", "text", "Question.", example="Would you recommend this change?"),
        _f("score", "number", "0 to 10.", example="7"),
        _f("invited", "integer", "How many were asked."),
        _f("comment", "text", "What they said."),
    )),
    Table("office", "Office", "The PMO itself: cost per period, or maturity per process area.", (
        _f("period", "period", "Month of the cost.", example="2026-09"),
        _f("cost", "money", "Cost of the office.", example="45000"),
        _f("headcount", "number", "People.", example="4"),
        _f("process_area", "text", "Process assessed."),
        _f("maturity", "number", "1 to 5."),
        _f("assessed_on", "date", "Date of the assessment."),
    )),
    Table("rates", "Rates", "Exchange rates: reporting currency per unit.", (
        _f("currency*", "currency", "ISO 4217 code.", example="EUR"),
        _f("period*", "period", "Month the rate applies to.", example="2026-09"),
        _f("rate*", "number", "Reporting currency per unit.", example="1.08"),
        _f("source", "text", "Where the rate comes from."),
    ), ("currency", "period")),
    Table("benefit_shares", "", "Which part of a benefit each project holds; made from the Benefits sheet.", (
        _f("benefit_id*", "text", "The benefit.", refers="benefits"),
        _f("project_id*", "text", "The project.", refers="projects"),
        _f("share", "fraction", "Part of the benefit, 0 to 1; empty where none is recorded."),
    ), ("benefit_id", "project_id"), internal=True),
)  # fmt: skip

TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}
SHEETS: tuple[Table, ...] = tuple(table for table in _TABLES if not table.internal)


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the Settings sheet."""

    name: str
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()
    example: str = ""


SETTINGS: Mapping[str, Setting] = {entry.name: entry for entry in (
    Setting("portfolio_name", "text", "Name on every page.", example="Enterprise portfolio"),
    Setting("reporting_currency", "currency", "ISO 4217 code of all totals.", example="USD"),
    Setting("as_of", "date", "The date the figures speak of; asked for at import if absent.", example="2026-09-30"),
    Setting("discount_rate", "text", "Yearly fraction such as 0.07, or a schedule name such as green_book_2022_standard.", example="0.07"),
    Setting("discount_timing", "choice", "When in a period money flows.", ("start", "mid", "end"), "start"),
    Setting("price_basis", "choice", "Prices with or without inflation.", ("real", "nominal"), "nominal"),
    Setting("price_base_year", "integer", "Year of real prices."),
    Setting("fiscal_year_start", "integer", "First month of the fiscal year, 1 to 12.", example="1"),
    Setting("hurdle_rate", "fraction", "Return that new money must reach.", example="0.1"),
    Setting("horizon_months", "integer", "Months after which benefits should end; kept as a record, the values themselves decide."),
    Setting("correlation", "fraction", "Between benefits of one programme, 0 to 1."),
    Setting("pmo_scope", "text", "What the office answers for."),
)}  # fmt: skip


def identity(text: str) -> str:
    """Return the form in which identifiers are compared: trimmed, case-folded, NFKC, single spaces."""
    if not text.isascii():
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return text.lower() if text.isalnum() else " ".join(text.lower().split())


# What the import hands to the store -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one value stood: its A1 address and the text (or number as text) that stood there.

    A value that another sheet filled in for its row says so in the address: "Benefits!L8", "[b.xlsx]Benefits!L8".
    """

    address: str
    text: str

    def moved(self, *, file: str, sheet: str) -> Cell:
        """Return the cell as a row of another sheet names it; of another file too, where `file` is given."""
        return self if "!" in self.address else Cell(f"{f'[{file}]' if file else ''}{sheet}!{self.address}", self.text)


def place_of(address: str, file: str, sheet: str) -> tuple[str, str, str]:
    """Return file, sheet and plain address of a cell of a row that stands in `file` and `sheet`."""
    where, elsewhere, plain = address.rpartition("!")
    if not elsewhere:
        return file, sheet, address
    other, bracket, named = where[1:].rpartition("]") if where.startswith("[") else ("", "", where)
    return (other if bracket else file), named, plain


class Origin(Protocol):
    """Where the values of many rows stood, held by field: a cell is put together when somebody asks for it."""

    def cell(self, line: int, name: str) -> Cell | None:
        """Return the cell that gave a field of a line, None where none did."""

    def names(self, line: int) -> Iterable[str]:
        """Return the fields of a line that came from a cell."""

    def parts(self, lines: Sequence[int]) -> Iterable[CellPart]:
        """Return the cells of many lines, a part for each column of the sheet that gave a field."""


class CellPart(NamedTuple):
    """A field, the letters of its column, and for each line asked about the number of its text; a negative one is no cell."""

    field: str
    letters: str
    codes: Sequence[int]
    texts: Sequence[str]


class LineCells(MutableMapping[str, Cell]):
    """The cells of one row by field, looked up where it came from; what is put in or taken out is the row's own."""

    __slots__ = ("line", "origin", "own")

    def __init__(self, origin: Origin, line: int, own: dict[str, Cell | None] | None = None) -> None:
        self.origin, self.line, self.own = origin, line, own

    def __copy__(self) -> LineCells:
        return LineCells(self.origin, self.line, dict(self.own) if self.own else None)

    def __getitem__(self, name: str) -> Cell:
        cell = self.own[name] if self.own and name in self.own else self.origin.cell(self.line, name)
        if cell is None:
            raise KeyError(name)
        return cell

    def __setitem__(self, name: str, cell: Cell) -> None:
        self.own = {**(self.own or {}), name: cell}

    def __delitem__(self, name: str) -> None:
        self[name]  # raises where there is none
        self.own = {**(self.own or {}), name: None}

    def __iter__(self) -> Iterator[str]:
        own = self.own or {}
        there = dict.fromkeys([*self.origin.names(self.line), *own])
        return (name for name in there if own.get(name, _UNTOUCHED) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_UNTOUCHED = Cell("", "")


@dataclass(slots=True)
class Row:
    """One record of a contract table and where it came from.

    `values` holds typed values by field name (absent = unknown); `file` indexes the import's files;
    `row` is the row the spreadsheet shows (the column number where projects run across); `marks` may
    hold "derived" or "spread".
    """

    table: str
    values: MutableMapping[str, Value]
    file: int = 0
    sheet: str = ""
    row: int = 0
    cells: MutableMapping[str, Cell] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: name, SHA-256 of its bytes, size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the person with the spreadsheet should know: where, what we saw, what to do.

    `row` and `cell` are as the spreadsheet shows them; `column` is the heading; all may be None for a
    finding about a whole file or sheet. `count` is how many equal ones a grouped finding stands for.
    """

    severity: Severity
    code: str
    problem: str
    fix: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None

    def place(self) -> list[str]:
        """Where it is: sheet or file, row and column, as far as they are known."""
        place = [f'Sheet "{self.sheet}"'] if self.sheet else [self.file] if self.file else []
        place += [f"row {self.row}"] if self.row else []
        place += [f'column "{self.column}"'] if self.column else []
        return place

    def sentence(self, say: Callable[[str], str] = str) -> str:
        """The finding in one line: place, problem, fix, each as `say` words it."""
        place = ", ".join(say(part) for part in self.place())
        return (place + ": " if place else "") + f"{say(self.problem)} {say(self.fix)}".strip()


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What one sheet was taken for."""

    file: str
    sheet: str
    recognised_as: str
    orientation: str
    header_rows: tuple[int, ...]
    rows_read: int
    rows_loaded: int
    rows_skipped: int


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """How one field was read: heading, scale as a factor, how sure (0-1), and three sample texts."""

    column: str
    scale: float = 1.0
    currency: str | None = None
    date: str | None = None
    certainty: float = 1.0
    status: Literal["proposed", "asked", "saved", "exact"] = "exact"
    samples: tuple[str, ...] = ()


@dataclass(slots=True)
class Import:
    """Everything an import found: records by table, settings, findings, and how the files were read."""

    files: list[SourceFile] = field(default_factory=list)
    sheets: list[SheetReport] = field(default_factory=list)
    mapping: dict[str, dict[str, MappedColumn]] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    records: dict[str, Sequence[Row]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    earlier: list[date] = field(default_factory=list)  # reporting dates before the one that counts, oldest first

    def rows(self, table: str) -> Sequence[Row]:
        return self.records.get(table, [])

    def all_rows(self) -> Iterator[Row]:
        for name in TABLES:
            yield from self.rows(name)

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity == severity)


def _bold(entry: Field) -> str:
    return f"**{entry.name}**" if entry.required else entry.name


def _type(entry: Field) -> str:
    return "\\|".join(entry.choices) or entry.kind


def column_documentation(tables: Iterable[Table] = SHEETS) -> str:
    """The contract as Markdown tables, for the README of the data and the Read me sheet."""
    parts = []
    for table in tables:
        rows = "".join(f"| {_bold(f)} | {_type(f)} | {f.help} |\n" for f in table.fields)
        parts.append(f"### {table.sheet}\n\n{table.help}\n\n| field | type | note |\n|---|---|---|\n{rows}")
    return "\n".join(parts)
