"""A second reckoning of the sample's main figures: a spreadsheet whose formulas are written from the definitions.

Nothing of the model is used: the sheets of the review are copied as they are, columns to their right and three more
sheets work the figures out in formulas that any spreadsheet program can follow. Usage:
`python -m scripts.reckoning REVIEW.xlsx OUT.xlsx`, then open OUT.xlsx; the last sheet holds the figures.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

MONTHS = 84  # of the cash flow sheet, from the first quarter with a plan cost
REASONS = ("adoption", "late start", "price", "scope", "stopped")
AS_OF = 'DATEVALUE(VLOOKUP("as_of",Settings!$A:$B,2,FALSE))'
RATE = 'VLOOKUP("discount_rate",Settings!$A:$B,2,FALSE)'


class Columns:
    """The columns of a sheet by heading, as whole ranges of other sheets' formulas and as cells of its own rows."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.last = sheet, sheet.max_row
        self.places = {str(cell.value): get_column_letter(cell.column) for cell in sheet[1] if cell.value}

    def __getitem__(self, heading: str) -> str:
        """The whole column, from row 2, such as `Costs!$E$2:$E$627`."""
        place = self.places[heading]
        return f"'{self.sheet.title}'!${place}$2:${place}${self.last}"

    def add(self, heading: str, formula: str) -> None:
        """Add a column. `{Heading}` in the formula stands for that column's cell in the same row, `#` for the row."""
        place = get_column_letter(len(self.places) + 1)
        self.sheet[f"{place}1"] = heading
        for row in range(2, self.last + 1):
            cells = {name: f"${at}{row}" for name, at in self.places.items()}
            self.sheet[f"{place}{row}"] = "=" + formula.format_map(cells).replace("#", str(row))
        self.places[heading] = place


def costs(book: Workbook) -> Columns:
    """Costs by quarter; a quarter has ended when its last day is on or before the as-of date."""
    lines = Columns(book["Costs"])
    lines.add("ended", f"IF(DATE(LEFT({{Period}},4),RIGHT({{Period}},1)*3+1,0)<={AS_OF},1,0)")
    return lines


def values(book: Workbook, benefits: Columns) -> Columns:
    """Benefit values in reporting currency, with the sign of their kind; a quarter's euros at the mean of its three rates."""
    lines, rates = Columns(book["Benefit values"]), Columns(book["Rates"])
    first, end = "DATE(LEFT({Period},4),RIGHT({Period},1)*3-2,1)", "DATE(LEFT({Period},4),RIGHT({Period},1)*3+1,0)"
    lines.add("ended", f"IF({end}<={AS_OF},1,0)")
    lines.add("kind", f"INDEX({benefits['Kind']},MATCH({{Benefit id}},{benefits['Benefit id']},0))")
    lines.add("sign", 'IF({kind}="disbenefit",-1,IF({kind}="non-financial",0,1))')
    between = f'{rates["Period"]},">="&{first},{rates["Period"]},"<="&{end}'
    lines.add("rate", f'IF({{Currency}}="",1,AVERAGEIFS({rates["Rate"]},{rates["Currency"]},{{Currency}},{between}))')
    lines.add("worth", "{Amount}*{sign}*{rate}")
    same = f'{lines["Benefit id"]},{{Benefit id}},{lines["Period"]},{{Period}},{lines["Stream"]},"plan"'
    lines.add("planned", f'IF({{Stream}}="actual",SUMIFS({lines["worth"]},{same}),0)')
    return lines


def shares(benefits: Columns) -> None:
    """The one or two projects a benefit belongs to, read from text such as `P02:0.5; P09:0.3`."""
    benefits.add("project 1", 'IF(ISNUMBER(FIND(":",{Project id})),LEFT({Project id},FIND(":",{Project id})-1),{Project id})')
    inner = 'MID({Project id},FIND(":",{Project id})+1,FIND(";",{Project id})-FIND(":",{Project id})-1)'
    benefits.add("share 1", f'IF(ISNUMBER(FIND(";",{{Project id}})),VALUE({inner}),1)')
    rest = 'TRIM(MID({Project id},FIND(";",{Project id})+1,99))'
    benefits.add("rest", f'IF(ISNUMBER(FIND(";",{{Project id}})),{rest},"")')
    benefits.add("project 2", 'IF({rest}="","",LEFT({rest},FIND(":",{rest})-1))')
    benefits.add("share 2", 'IF({rest}="",0,VALUE(MID({rest},FIND(":",{rest})+1,9)))')


STREAMS = {  # heading: stream, and whether its quarters have ended (None: either)
    "baseline": ("baseline", None),
    "plan": ("plan", None),
    "plan to date": ("plan", 1),
    "realized": ("actual", 1),
    "to come": ("forecast", 0),
}


def totals(benefits: Columns, lines: Columns) -> None:
    """Sums and counts of each benefit; of two that claim the same saving the larger counts, of equals the first."""
    for heading, (stream, ended) in STREAMS.items():
        only = f'{lines["Benefit id"]},{{Benefit id}},{lines["Stream"]},"{stream}"' + (
            f",{lines['ended']},{ended}" if ended is not None else ""
        )
        benefits.add(f"all {heading}", f"SUMIFS({lines['worth']},{only})")
        benefits.add(f"rows {heading}", f'IF({{Kind}}="non-financial",0,COUNTIFS({only}))')
    benefits.add("size", "IF({rows realized}+{rows to come}>0,{all realized}+{all to come},{all plan})")
    group, size = benefits["Overlap group"], benefits["size"]
    place_g, place_s = benefits.places["Overlap group"], benefits.places["size"]
    larger = f'COUNTIFS({group},{{Overlap group}},{size},">"&{{size}})'
    before = f"COUNTIFS(${place_g}$2:${place_g}#,{{Overlap group}},${place_s}$2:${place_s}#,{{size}})-1"
    benefits.add("counted", f'IF({{Overlap group}}="",1,IF({larger}+{before}>0,0,1))')
    for heading in STREAMS:
        benefits.add(heading, f"{{all {heading}}}*{{counted}}")
        benefits.add(f"has {heading}", f"IF({{rows {heading}}}*{{counted}}>0,1,0)")


def projects(book: Workbook, benefits: Columns, lines: Columns) -> Columns:
    """Cost and benefits of each project, and whether anything was recorded of them."""
    found = Columns(book["Projects"])
    one = f"{lines['Project id']},{{Project id}},{lines['Stream']}"
    for heading, stream, ended in (("cost plan", "plan", ""), ("cost actual", "actual", 1), ("cost to come", "forecast", 0)):
        only = f'{one},"{stream}"' + (f",{lines['ended']},{ended}" if ended != "" else "")
        found.add(heading, f"SUMIFS({lines['Amount']},{only})")
        found.add(f"rows {heading}", f"COUNTIFS({only})")
    for heading in ("plan", "realized", "to come"):
        held = [f"({benefits[f'project {n}']}={{Project id}})*{benefits[f'share {n}']}" for n in (1, 2)]
        found.add(heading, f"SUMPRODUCT(({held[0]}+{held[1]})*{benefits[heading]})")
        found.add(f"rows {heading}", f"SUMPRODUCT(({held[0]}+{held[1]})*{benefits[f'has {heading}']})")
    found.add("forecast", "{realized}+{to come}")
    found.add("both plan", "IF({rows cost plan}*{rows plan}>0,1,0)")
    found.add("both to date", "IF({rows cost actual}*{rows realized}>0,1,0)")
    found.add("both forecast", "IF(({rows cost actual}+{rows cost to come})*({rows realized}+{rows to come})>0,1,0)")
    linked = Columns(book["Contributions"])
    found.add("linked", f"IF(COUNTIFS({linked['Project id']},{{Project id}})>0,1,0)")
    return found


def weights(benefits: Columns, found: Columns) -> None:
    """The part of a benefit that stays when projects without a cost are left out; what no project holds stays too."""
    for kind in ("plan", "to date", "forecast"):
        gone = " + ".join(
            f'IF({{project {n}}}="",0,{{share {n}}}*(1-INDEX({found[f"both {kind}"]},MATCH({{project {n}}},{found["Project id"]},0))))'
            for n in (1, 2)
        )
        benefits.add(f"part {kind}", f"1-({gone})")


def flows(book: Workbook, lines: Columns, found: Columns, spent: Columns, benefits: Columns) -> Columns:
    """Monthly cash flows of the projects that have both sides: a third of each quarter, discounted from the first month."""
    sheet = book.create_sheet("Months")
    sheet["A1"] = "t"
    for t in range(MONTHS):
        sheet[f"A{t + 2}"] = t
    months = Columns(sheet)
    months.add("month", "EDATE(DATE(2024,1,1),{t})")
    months.add("quarter", 'YEAR({month})&"-Q"&ROUNDUP(MONTH({month})/3,0)')
    months.add("factor", f"(1+{RATE})^(-{{t}}/12)")
    months.add("ended", f"IF(EOMONTH({{month}},0)<={AS_OF},1,0)")
    rates = Columns(book["Rates"])
    months.add("euro", f'SUMIFS({rates["Rate"]},{rates["Currency"]},"EUR",{rates["Period"]},{{month}})')
    kept = {k: f"SUMIFS({spent['both ' + k]},{spent['Project id']},{found['Project id']})" for k in ("plan", "forecast")}
    part = {k: f"SUMIFS({benefits['part ' + k]},{benefits['Benefit id']},{lines['Benefit id']})" for k in ("plan", "forecast")}
    once = f"SUMIFS({benefits['counted']},{benefits['Benefit id']},{lines['Benefit id']})"
    for side, stream, kind in (("plan", "plan", "plan"), ("actual", "actual", "forecast"), ("future", "forecast", "forecast")):
        when = f'({found["Period"]}={{quarter}})*({found["Stream"]}="{stream}")'
        months.add(f"cost {side}", f"SUMPRODUCT({when}*{kept[kind]}*{found['Amount']})/3")
        row = f'({lines["Period"]}={{quarter}})*({lines["Stream"]}="{stream}")*{part[kind]}*{once}*{lines["sign"]}*{lines["Amount"]}'
        months.add(f"benefit {side}", f'SUMPRODUCT({row}*IF({lines["Currency"]}="EUR",{{euro}},1))/3')
    for side in ("cost", "benefit"):
        months.add(f"{side} forecast", f"IF({{ended}}=1,{{{side} actual}},{{{side} future}})")
    for kind in ("plan", "forecast"):
        months.add(f"net {kind}", f"{{benefit {kind}}}-{{cost {kind}}}")
        place = months.places[f"net {kind}"]
        months.add(f"total {kind}", f"SUM(${place}$2:${place}#)")
    return months


Figures = dict[str, str]


def total(column: str) -> str:
    return f"SUM({column})"


def product(*columns: str) -> str:
    return f"SUMPRODUCT({'*'.join(columns)})"


def money(spent: Columns, benefits: Columns, lines: Columns) -> Figures:
    """Sums: what was approved, spent, promised, realized, and what the gap was put down to."""
    row = f'SUMIFS({lines["worth"]},{lines["Stream"]},"actual",{lines["ended"]},1,{lines["Reason"]},"R")'
    plan = row.replace(lines["worth"], lines["planned"], 1)
    reasons = {f"gap.by_reason:{one}": f"{row}-{plan}".replace('"R"', f'"{one}"') for one in REASONS}
    return {
        "cost.approved": total(spent["cost plan"]),
        "cost.to_date": total(spent["cost actual"]),
        "cost.to_come": total(spent["cost to come"]),
        "cost.forecast": "{cost.to_date}+{cost.to_come}",
        "cost.variance": "{cost.approved}-{cost.forecast}",
        "benefits.baseline": total(benefits["baseline"]),
        "benefits.plan": total(benefits["plan"]),
        "benefits.plan_to_date": total(benefits["plan to date"]),
        "benefits.realized": total(benefits["realized"]),
        "benefits.to_come": total(benefits["to come"]),
        "benefits.forecast": "{benefits.realized}+{benefits.to_come}",
        "benefits.gap_to_date": "{benefits.realized}-{benefits.plan_to_date}",
        "benefits.gap_forecast": "{benefits.forecast}-{benefits.plan}",
        "benefits.disbenefits": f'-SUMIFS({benefits["realized"]},{benefits["Kind"]},"disbenefit")'
        f'-SUMIFS({benefits["to come"]},{benefits["Kind"]},"disbenefit")',
        **reasons,
        "gap.by_reason:unrecorded": "{benefits.gap_to_date}-" + "-".join(f"{{{one}}}" for one in reasons),
    }  # fmt: skip


def proof(benefits: Columns, lines: Columns) -> Figures:
    """How much of the promise arrived, and how well that is evidenced."""
    smaller = f"IF({benefits['realized']}<{benefits['plan to date']},{benefits['realized']},{benefits['plan to date']})"
    base = f"IF({benefits['has baseline']}=1,{benefits['baseline']},{benefits['plan']})"
    counted = f"SUMIFS({benefits['counted']},{benefits['Benefit id']},{lines['Benefit id']})"
    tier = f'({lines["Stream"]}="actual")*({lines["ended"]}=1)*{lines["worth"]}*{counted}'
    scale = "+".join(f'({benefits["Confidence"]}="{word}")*{chance}' for word, chance in (("high", 0.9), ("medium", 0.6), ("low", 0.3)))
    return {
        "realization.to_date": "{benefits.realized}/{benefits.plan_to_date}",
        "realization.coverage": product(benefits["plan to date"], benefits["has realized"]) + "/{benefits.plan_to_date}",
        "realization.like_for_like": "{realization.to_date}/{realization.coverage}",
        "realization.capped": product(smaller, benefits["has realized"]) + "/{benefits.plan_to_date}",
        "realization.forecast": "{benefits.forecast}/" + product(base),
        "evidence.confirmed": product(f'({lines["Evidence"]}="confirmed")', tier),
        "evidence.measured": product(f'({lines["Evidence"]}="measured")', tier),
        "evidence.claimed": "{benefits.realized}-{evidence.confirmed}-{evidence.measured}",
        "evidence.confirmed_share": "{evidence.confirmed}/{benefits.realized}",
        "evidence.no_owner": product(f'({benefits["Owner"]}="")', f"({benefits['realized']}+{benefits['to come']})"),
        "evidence.overlap": product(f"(1-{benefits['counted']})", benefits["size"]),
        "evidence.unallocated": product(
            f"(1-{benefits['share 1']}-{benefits['share 2']})", f"({benefits['realized']}+{benefits['to come']})"
        ),
        "benefits.expected": "{benefits.realized}+" + product(f"({scale})", benefits["to come"]),
    }


def returns(spent: Columns, benefits: Columns) -> Figures:
    """Returns of sums, over the projects that have both sides."""

    def both(benefit: str, part: str, cost: str) -> tuple[str, str]:
        return product(benefit, benefits[f"part {part}"]), product(cost, spent[f"both {part}"])

    plan, paid = both(benefits["plan"], "plan", spent["cost plan"])
    arrived, spent_so_far = both(benefits["realized"], "to date", spent["cost actual"])
    whole = f"({benefits['realized']}+{benefits['to come']})"
    forecast, completion = both(whole, "forecast", f"({spent['cost actual']}+{spent['cost to come']})")
    to_come, to_spend = both(benefits["to come"], "forecast", spent["cost to come"])
    return {
        "roi.plan": f"({plan}-{paid})/{paid}",
        "bcr.undiscounted": f"{plan}/{paid}",
        "roi.to_date": f"({arrived}-{spent_so_far})/{spent_so_far}",
        "roi.forecast": f"({forecast}-{completion})/{completion}",
        "roi.to_come": f"{to_come}/{to_spend}",
    }


def appraisal(months: Columns) -> Figures:
    """Present values, rates of return and payback of the monthly flows."""
    found: Figures = {}
    for kind in ("plan", "forecast"):
        worth = {side: product(months[f"{side} {kind}"], months["factor"]) for side in ("benefit", "cost")}
        net, running = months[f"net {kind}"], months[f"total {kind}"]
        place, top = months.places[f"net {kind}"], months.sheet.title
        last = f"MAX(INDEX(({running}<0)*({months['t']}+1),0))"  # flows until the total stays at or above 0
        found |= {
            f"npv.{kind}": f"{worth['benefit']}-{worth['cost']}",
            f"bcr.{kind}": f"{worth['benefit']}/{worth['cost']}",
            f"irr.{kind}": f"(1+IRR({net},0.03))^12-1",
            f"payback.{kind}": f"SUMPRODUCT({last})-1-INDEX({running},SUMPRODUCT({last}))/INDEX({net},SUMPRODUCT({last})+1)",
        }
        if kind == "forecast":
            cells = f"OFFSET({top}!${place}$2,0,0,SUMPRODUCT(MAX(({net}<>0)*({months['t']}+1))),1)"
            monthly = f"(1+{RATE})^(1/12)-1"
            found["mirr.forecast"] = f"(1+MIRR({cells},{monthly},{monthly}))^12-1"
            found["roi.discounted"] = "{bcr.forecast}-1"
            found["switching.benefits"] = "-{npv.forecast}/" + worth["benefit"]
            found["switching.cost"] = "{npv.forecast}/" + worth["cost"]
    return found


def office(book: Workbook, spent: Columns) -> Figures:
    """Links to objectives, risks, the work of the office, and what is open to choice."""
    risks, asked, groups, desk = (Columns(book[name]) for name in ("Risks", "Decisions", "Stakeholders", "Office"))
    asked.add("days", 'IF({Decided on}="","",{Decided on}-{Asked on})')
    for heading in ("Engagement", "Desired"):
        groups.add(f"{heading} level", f'MATCH({{{heading}}},{{{{"unaware","resistant","neutral","supportive","leading"}}}},0)-1')
    sign = f'(({risks["Kind"]}="threat")-({risks["Kind"]}="opportunity"))*({risks["Status"]}="open")'
    gap = f"({groups['Desired level']}-{groups['Engagement level']})"
    return {
        "fit.linked": product(spent["linked"], spent["cost plan"]),
        "fit.unlinked": "{cost.approved}-{fit.linked}",
        "fit.unlinked_share": "{fit.unlinked}/{cost.approved}",
        "risk.exposure": product(sign, risks["Probability"], risks["Impact"]),
        "value.top_share": f"(LARGE({spent['forecast']},1)+LARGE({spent['forecast']},2)+LARGE({spent['forecast']},3))/{{benefits.forecast}}",
        "choice.mandatory_share": f'SUMIFS({spent["cost to come"]},{spent["Mandatory"]},"yes")/{{cost.to_come}}',
        "choice.open": f'{{cost.to_come}}-SUMIFS({spent["cost to come"]},{spent["Mandatory"]},"yes")',
        "pmo.decision_days": f"MEDIAN({asked['days']})",
        "pmo.value_steered": f'SUMIFS({asked["Value effect"]},{asked["Decided on"]},">0")',
        "pmo.engagement": product(groups["Influence"], gap) + f"/SUM({groups['Influence']})",
        "pmo.cost_ratio": f'SUMIFS({desk["Cost"]},{desk["Period"]},"<="&{AS_OF})/{{cost.to_date}}',
    }  # fmt: skip


def state(book: Workbook, figures: Figures) -> None:
    """Write the last sheet: one figure a row; `{id}` in a formula stands for that figure's cell."""
    sheet = book.create_sheet("Main figures")
    sheet.append(["Figure", "Value"])
    cells = {name: f"$B${row}" for row, name in enumerate(figures, start=2)}
    for row, (name, formula) in enumerate(figures.items(), start=2):
        for other, cell in cells.items():
            formula = formula.replace(f"{{{other}}}", cell)  # noqa: PLW2901 - the formula with cells in place of names
        sheet[f"A{row}"], sheet[f"B{row}"] = name, "=" + formula


def make(review: Path, out: Path) -> None:
    """Write the reckoning of a review workbook of the sample."""
    book = load_workbook(review)
    benefits = Columns(book["Benefits"])
    shares(benefits)
    lines, spending = values(book, benefits), costs(book)
    totals(benefits, lines)
    spent = projects(book, benefits, spending)
    weights(benefits, spent)
    months = flows(book, lines, spending, spent, benefits)
    state(
        book,
        money(spent, benefits, lines) | proof(benefits, lines) | returns(spent, benefits) | appraisal(months) | office(book, spent),
    )
    book.save(out)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
