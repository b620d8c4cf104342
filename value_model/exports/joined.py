"""Charts that join what is recorded apart: benefits with projects and objectives, spend with objectives, milestones with benefits."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.charts import chain, milestones, ribbons
from value_model.charts.drawing import Drawing
from value_model.exports.source import NO_OBJECTIVE, Source
from value_model.exports.writers import unit, words
from value_model.figures.register import Benefit, register
from value_model.figures.spending import UNLINKED, spending
from value_model.narrative.page_words import say

CLASSES = ("run", "grow", "transform")
LACKING = {"B4": "owner", "B5": "measure"}  # what the benefits lack that a pattern speaks of
UNLINKED_PATTERN = "C3"  # the pattern that speaks of spend without an objective


def results_chain(source: Source, title: str) -> Drawing | None:
    """Return the chain of the benefits of a scope, from project to objective; None where no benefit is recorded.

    The benefits that the sentence of the title speaks of come first.
    """
    found = [_result(benefit, source) for benefit in _benefits(source)]
    if not found:
        return None
    amounts = [result.amount for result in found]
    return chain.draw(
        found, title=title, unit=unit(source.currency, amounts),
        words=words(source.currency, amounts), look=source.look, first=LACKING.get(source.said.pattern, "") if source.said else "",
    )  # fmt: skip


def _benefits(source: Source) -> list[Benefit]:
    """The benefits counted in money: of the project, where the scope is one, else all."""
    kind, _, key = source.scope.partition(":")
    return [b for b in register(source.store, source.snapshot.id, source.figures.context.only) if kind != "project" or key in b.projects]


def _result(benefit: Benefit, source: Source) -> chain.Result:
    forecast = benefit.amounts["forecast"]
    return chain.Result(
        benefit.name, tuple(source.figures.name(f"project:{key}") for key in benefit.projects), benefit.change,
        source.figures.name(f"objective:{benefit.objective_id}") if benefit.objective_id else None,
        None if forecast is None else float(forecast),
        tuple(what for what, known in (("owner", benefit.owner), ("measure", benefit.measure)) if not known), _keys(benefit),
    )  # fmt: skip


def _keys(benefit: Benefit) -> tuple[str, ...]:
    """What a click on a box of the chain picks."""
    objective = f"objective:{benefit.objective_id}" if benefit.objective_id else ""
    return (*(f"project:{key}" for key in benefit.projects), f"benefit:{benefit.benefit_id}", objective)


def spend_ribbons(source: Source, title: str) -> Drawing | None:
    """Return approved spend from investment class to objective; None without links, or above 12 flows, where the grid says more.

    The objective that the sentence of the title speaks of is the emphasized one.
    """
    figures = source.figures
    approved, sums = source.value("cost.approved") or 0.0, _flows(source)
    if not figures.scopes("objective") or not 0 < len(sums) <= ribbons.MOST:
        return None
    ends = [figures.name(s) for s in sorted(figures.scopes("objective"), key=lambda s: -(figures.value("fit.weight", s) or 0.0))]
    none = say("drawn.no_objective")
    keys = {figures.name(scope): scope for scope in figures.scopes("objective")} | {none: UNLINKED}
    flows = [ribbons.Flow(start, end, approved * share, keys[end] or NO_OBJECTIVE) for (start, end), share in sums.items()]
    amounts = [flow.amount for flow in flows]
    return ribbons.draw(
        flows, [*dict.fromkeys(ends), none], marked=_marked(source), title=title,
        subtitle=say("drawn.ribbons_subtitle", unit=unit(source.currency, amounts)),
        words=words(source.currency, amounts), look=source.look,
    )  # fmt: skip


def _flows(source: Source) -> dict[tuple[str, str], float]:
    """Shares of approved spend by class and objective."""
    classes = {f"project:{row['project_id']}": row["investment_class"] for row in source.store.rows("projects", source.snapshot.id)}
    found: dict[tuple[str, str], float] = {}
    for spent in spending(source.store, source.figures):
        kind = classes.get(spent.scope)
        start = say(f"drawn.class_{kind}" if kind in CLASSES else "drawn.no_class")
        for objective, share in spent.by_objective.items():
            end = say("drawn.no_objective") if objective == UNLINKED else source.figures.name(objective)
            found[start, end] = found.get((start, end), 0.0) + share
    return {key: share for key, share in found.items() if share > 0}


def _marked(source: Source) -> str | None:
    said = source.said
    if said is None:
        return None
    if said.pattern == UNLINKED_PATTERN:
        return say("drawn.no_objective")
    scopes = [ref.partition("@")[2] for ref in said.figures]
    return next((source.figures.name(scope) for scope in scopes if scope.startswith("objective:")), None)


def milestone_strip(source: Source, title: str) -> Drawing | None:
    """Return the milestones of a scope with the benefits they enable; None where none is recorded with a day."""
    kind, _, key = source.scope.partition(":")
    benefits: Mapping[str, Benefit] = {benefit.benefit_id: benefit for benefit in register(source.store, source.snapshot.id)}
    kept = [row for row in source.store.rows("milestones", source.snapshot.id) if kind == "project" and row["project_id"] == key]
    found = []
    for row in kept:
        benefit = benefits.get(row["benefit_id"] or "")
        forecast = benefit.amounts["forecast"] if benefit else None
        found.append(
            milestones.Milestone(
                str(row["name"]), row["baseline_on"], row["forecast_on"], row["actual_on"],
                benefit.name if benefit else None, None if forecast is None else float(forecast), row["benefit_id"] or "",
            )
        )  # fmt: skip
    amounts = [one.amount for one in found]
    return milestones.draw(
        found, title=title, words=words(source.currency, amounts), look=source.look,
        subtitle=say("drawn.milestones_subtitle"),
    )  # fmt: skip
