"""Objectives by projects: each cell the share of all spend, stronger where it is more, with totals at both edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut, width, wrapped
from value_model.charts.setup import FULL, finish, palette, rows
from value_model.charts.steps import literal

ROW = 26  # px per project at scale 1
SHADES = (0.07, 0.18, 0.34, 0.55, 0.8)  # opacity of the five steps
DARK = 3  # from this step on words are in the color of the page
HEAD_LINE = 17  # px per line above the columns
WHOLE = 1e-9  # what a sum of shares may miss its total by
CHROME = {False: 56, True: 84}


@dataclass(frozen=True, slots=True)
class Row:
    """A project: its name, its share of all spend, and that share by objective key."""

    name: str
    total: float
    shares: Mapping[str, float]
    key: str = ""


def draw(
    projects: Sequence[Row], objectives: Mapping[str, str], totals: Mapping[str, float], *, title: str, subtitle: str,
    words: Words, percent: labels.Writer, look: Look,
) -> Drawing:  # fmt: skip
    """Return the grid; `objectives` are the words of each column by key, in order, `totals` their shares of all spend."""
    frame = _Frame(projects, objectives, totals, words, percent, look)
    subtitle = words.noted(subtitle, frame.sums())
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, line=FULL)
    return Drawing(
        spec, frame.records, title, subtitle, _alt(title, projects, objectives, words, percent), _table(projects, objectives, words)
    )


def _alt(title: str, projects: Sequence[Row], objectives: Mapping[str, str], words: Words, percent: labels.Writer) -> str:
    cells = [(share, row.name, objectives[key]) for row in projects for key, share in row.shares.items() if key in objectives]
    largest = sorted(cells, reverse=True)[:3]
    values = [words.say("drawn.grid_value", name=name, objective=objective, share=percent(share)) for share, name, objective in largest]
    return words.say("drawn.grid_alt", title=said(title), values="; ".join(values))


def _table(projects: Sequence[Row], objectives: Mapping[str, str], words: Words) -> list[Record]:
    heads = {key: words.say("heads.named_percent", name=name) for key, name in objectives.items()}
    return [
        {words.say("heads.project"): row.name, words.say("heads.share_percent"): 100 * row.total}
        | {head: 100 * row.shares[key] if key in row.shares else None for key, head in heads.items()}
        for row in projects
    ]


@dataclass(frozen=True)
class _Frame:
    """One grid while it is put together."""

    projects: Sequence[Row]
    objectives: Mapping[str, str]
    totals: Mapping[str, float]
    words: Words
    percent: labels.Writer
    look: Look

    def sums(self) -> list[tuple[str, list[str]]]:
        """Each row adds up to its total at the right, where all that it is spent on has a column."""
        shown = {row.name: [share for key, share in row.shares.items() if key in self.objectives and share > 0] for row in self.projects}
        whole = [row for row in self.projects if abs(sum(shown[row.name]) - row.total) < WHOLE]
        return [(self.percent(row.total), [self.percent(share) for share in shown[row.name]]) for row in whole]

    @property
    def height(self) -> float:
        return (ROW * len(self.projects) + self.head_height + CHROME[self.look.compact]) * self.look.k

    @property
    def names(self) -> dict[str, str]:
        """Row labels by name, cut to fit."""
        return {row.name: cut(row.name, 18 if self.look.compact else 34) for row in self.projects}

    @property
    def records(self) -> list[Record]:
        most = max((share for row in self.projects for share in row.shares.values()), default=1.0) or 1.0
        found = []
        for row in self.projects:
            for key, share in row.shares.items():
                if key in self.objectives and share > 0:
                    shade = min(len(SHADES) - 1, int(share / most * len(SHADES)))
                    found.append({"Project": row.name, "Objective": key, "Share": 100 * share, "Step": shade})
        return found

    @property
    def heads(self) -> dict[str, list[str]]:
        """The words above each column, all with as many lines: number and name, below them the total."""
        if self.look.compact:
            return {key: [str(number)] for number, key in enumerate(self.objectives, 1)}
        room = 900 / max(1, len(self.objectives)) - 8
        totals = {key: [self.percent(share)] for key, share in self.totals.items()}
        found = {key: [*wrapped(cut(words, 34), room), *totals.get(key, [])] for key, words in self.objectives.items()}
        most = max((len(lines) for lines in found.values()), default=1)
        return {key: [""] * (most - len(lines)) + lines for key, lines in found.items()}

    @property
    def head_height(self) -> float:
        return max((len(lines) for lines in self.heads.values()), default=1) * HEAD_LINE

    def x(self) -> alt.X:
        k = self.look.k
        axis = alt.Axis(
            title=None, orient="top", labelAngle=0, domain=False, labelExpr=f"({literal(self.heads)})[datum.label]", labelLimit={"expr": f"width / {max(1, len(self.objectives))} - 6"},
            labelColor=palette(self.look).ink, labelLineHeight=HEAD_LINE * k, labelBaseline="middle",
            labelPadding=(self.head_height - HEAD_LINE / 2 + 2) * k,
        )  # fmt: skip
        return alt.X("Objective:N", scale=alt.Scale(domain=list(self.objectives), paddingInner=0.04), axis=axis)

    def y(self) -> alt.Y:
        names, k = self.names, self.look.k
        longest = max((width(name, 13) for name in names.values()), default=0.0) + 12
        axis = alt.Axis(
            title=None, labelAlign="left", labelPadding=longest * k, domain=False, grid=False, labelLimit=320 * k,
            labelExpr=f"({literal(names)})[datum.label]", labelColor=palette(self.look).ink,
        )  # fmt: skip
        return alt.Y("Project:N", scale=alt.Scale(domain=list(names), paddingInner=0.08), axis=axis)

    def layers(self) -> list[alt.Chart]:
        colors = palette(self.look)
        cell = alt.Chart().mark_rect(fill=colors.actual, fillOpacity={"expr": f"({literal(list(SHADES))})[datum.Step]"}, tooltip=None)
        return [cell.encode(x=self.x(), y=self.y()), *self.numbers(), *self.row_totals(), *self.picks()]

    def picks(self) -> list[alt.Chart]:
        return picking.areas([{picking.KEY: row.key or row.name, "Project": row.name} for row in self.projects], self.look, y=self.y())

    def numbers(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        shown = [
            r | {"text": self.percent(r["Share"] / 100), "color": colors.bg if r["Step"] >= DARK else colors.ink} for r in self.records
        ]
        text = alt.Chart(rows(shown)).mark_text(fontSize=13 * k, fill={"expr": "datum.color"}, baseline="middle")
        return [text.encode(x=self.x(), y=self.y(), text="text:N")] if shown else []

    def row_totals(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        words = [{"Project": row.name, "text": self.percent(row.total)} for row in self.projects]
        base = alt.Chart(rows(words)).mark_text(
            align="right", dx=48 * k, fontSize=13 * k, fontWeight=600, color=colors.ink, baseline="middle"
        )
        right: Any = alt.value("width")
        head = alt.Chart(rows([{"text": self.words.say("drawn.grid_all")}])).mark_text(
            align="right", dx=48 * k, dy=-14 * k, fontSize=13 * k, color=colors.ink_2, baseline="middle"
        )
        return [base.encode(x=right, y=self.y(), text="text:N"), head.encode(x=right, y=alt.value(0), text="text:N")]
