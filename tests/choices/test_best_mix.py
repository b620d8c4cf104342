"""The best mix: by hand, against every mix there is, and with what cannot be weighed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.choices.brute import best_value, is_allowed
from value_model.choices import Candidate, best_mix, broken_rules, frontier, marginal, swaps, today
from value_model.choices.best import Quick, answering
from value_model.choices.frontier import FrontierPoint, is_monotone, through
from value_model.choices.problem import cents, state
from value_model.errors import UsageError
from value_model.narrative import conflicts

M = "benefits_to_come"


def one(name: str, cost: float | None, value: float | None, **more: object) -> Candidate:
    return Candidate(name, cost, {} if value is None else {M: value}, **more)  # type: ignore[arg-type]


def test_the_best_mix_is_not_the_one_with_the_best_ratios() -> None:
    # By hand, budget 10: by ratio A (6 for 9) comes first and leaves room for nothing; B and C (5 each) hold 7 + 7 = 14.
    mix = best_mix([one("A", 6, 9), one("B", 5, 7), one("C", 5, 7)], 10)
    assert (mix.selected, mix.value, mix.bound, mix.gap, mix.status, mix.cost) == (("B", "C"), 14, 14, 0, "optimal", 10)


def test_a_mix_stands_on_the_line_of_the_best_from_its_own_cost_on() -> None:
    projects = [one("A", 6, 9), one("B", 5, 7), one("C", 5, 7)]
    mix = best_mix(projects, 15)  # by hand: A and B cost 11 and hold 16; all three cost 16
    points = through([FrontierPoint(5, 7, 7), FrontierPoint(10, 14, 14), FrontierPoint(16, 23, 23)], [mix])
    assert [(p.budget, p.value) for p in points] == [(5, 7), (10, 14), (11, 16), (15, 16), (16, 23)]
    assert is_monotone(points)


def test_what_is_mandatory_comes_with_what_it_needs() -> None:
    projects = [one("A", 4, 1, mandatory=True, depends_on=("B",)), one("B", 4, 1), one("C", 2, 50), one("D", 4, 90)]
    # By hand: A and B take 8 of 10, which leaves room for C only.
    assert best_mix(projects, 10).selected == ("A", "B", "C")


def test_projects_that_exclude_each_other_are_never_combined_whoever_says_so() -> None:
    assert best_mix([one("A", 1, 5, excludes=("B",)), one("B", 1, 7), one("C", 1, 1)], 3).selected == ("B", "C")


def test_effort_caps_the_mix_and_leaves_out_who_gives_none() -> None:
    projects = [one("A", 1, 9, effort=8), one("B", 1, 5, effort=5), one("C", 1, 5, effort=5), one("D", 1, 99)]
    mix = best_mix(projects, 10, effort=10)
    assert (mix.selected, mix.effort, mix.left_out) == (("B", "C"), 10, ("D",))


def test_a_project_without_the_measure_or_a_cost_is_left_out_not_taken_as_zero() -> None:
    mix = best_mix([one("A", 1, 5), one("B", 0, None), one("C", None, 9)], 3)
    assert (mix.selected, mix.left_out, mix.value) == (("A",), ("B", "C"), 5)


def test_a_mandatory_project_without_the_measure_is_paid_for_and_named() -> None:
    mix = best_mix([one("A", 4, None, mandatory=True), one("B", 7, 9), one("C", 6, 5)], 10)
    assert (mix.selected, mix.unweighed, mix.left_out, mix.value, mix.cost) == (("A", "C"), ("A",), (), 5, 10)


def test_a_project_that_is_not_weighed_stays_as_it_is_today() -> None:
    # B is funded and cannot be weighed: A may rest on it, C may not be combined with it. P is only proposed: Q may not rest on it.
    projects = [
        one("A", 1, 5, depends_on=("B",)), one("B", None, None), one("C", 1, 5, excludes=("B",)),
        one("P", None, None, funded=False), one("Q", 1, 5, depends_on=("P",)),
    ]  # fmt: skip
    assert best_mix(projects, 10).selected == ("A",)


@pytest.mark.parametrize(
    ("projects", "arguments", "sentence"),
    [
        ([one("A", 6, 1, mandatory=True), one("B", 6, 1)], {"include": ["B"]},
         "A and B must be in the mix and cost 12 to come, 2 more than the budget of 10."),
        ([one("A", 1, 1, mandatory=True)], {"exclude": ["A"]}, "A must be in the mix and must be left out of it."),
        ([one("A", 1, 1, excludes=("B",)), one("B", 1, 1)], {"include": ["A", "B"]},
         "A and B cannot be combined, and both must be in the mix."),
        ([one("A", 1, 1, depends_on=("B",)), one("B", 1, 1)], {"include": ["A"], "exclude": ["B"]},
         "A must be in the mix and needs B, which must be left out."),
        ([one("A", 1, 1, depends_on=("Z",))], {"include": ["A"]}, "A must be in the mix and needs Z, which is not among the projects."),
        ([one("A", 1, 1, mandatory=True, effort=7.5)], {"effort": 5},
         "A must be in the mix and needs 7.5 people-months, 2.5 more than the 5 available."),
        ([one("A", 1, None)], {}, "No project has both a cost to come and benefits to come on record, so there is nothing to choose from."),
    ],
)  # fmt: skip
def test_without_a_mix_the_conflict_is_a_sentence(projects: list[Candidate], arguments: dict[str, object], sentence: str) -> None:
    mix = best_mix(projects, 10, **arguments)  # type: ignore[arg-type]
    assert (mix.status, mix.value, mix.bound, mix.selected) == ("infeasible", None, None, ())
    assert [conflicts.sentence(fact) for fact in mix.conflicts] == [sentence]


@pytest.mark.parametrize(("budget", "measure", "include"), [(-1, M, []), (float("nan"), M, []), (1, "roi", []), (1, M, ["Z"])])
def test_a_call_that_cannot_work_is_refused(budget: float, measure: str, include: list[str]) -> None:
    with pytest.raises(UsageError):
        best_mix([one("A", 1, 1)], budget, measure, include)


def test_a_cent_over_the_budget_is_over() -> None:
    # Relative to the budget a cent lies far within the solver's own tolerance.
    projects = [one("A", 400_000_000.00, 8), one("B", 600_000_000.01, 9)]
    assert best_mix(projects, 1_000_000_000.00).selected == ("B",)
    assert best_mix(projects, 1_000_000_000.01).selected == ("A", "B")


# Against every mix there is


@st.composite
def portfolios(draw: st.DrawFn) -> list[Candidate]:
    size = draw(st.integers(1, 9))
    ids = [f"P{i}" for i in range(size)]
    some = st.lists(st.sampled_from(ids), max_size=2, unique=True)
    rare = st.one_of(st.just([]), st.just([]), some)
    return [
        one(
            name,
            draw(st.integers(0, 20)),
            draw(st.integers(-5, 30)),
            mandatory=draw(st.integers(0, 9)) == 0,
            depends_on=tuple(p for p in draw(rare) if p != name),
            excludes=tuple(p for p in draw(rare) if p != name),
            effort=draw(st.integers(0, 10)),
            funded=draw(st.booleans()),
        )
        for name in ids
    ]


@settings(max_examples=150, deadline=None)
@given(
    projects=portfolios(),
    budget=st.integers(0, 90),
    effort=st.one_of(st.none(), st.integers(0, 45)),
    picks=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_the_solver_finds_what_trying_every_mix_finds(
    projects: list[Candidate], budget: int, effort: int | None, picks: tuple[int, int]
) -> None:
    ids = [p.id for p in projects]
    include, exclude = ({ids[i]} if i < len(ids) else set() for i in picks)
    mix = best_mix(projects, budget, M, include, exclude, effort)
    expected = best_value(projects, budget, include, exclude, effort, M)
    if expected is None:
        assert (mix.status, bool(mix.conflicts)) == ("infeasible", True)
        return
    assert mix.status == "optimal"
    assert mix.value == pytest.approx(expected)
    assert mix.bound == pytest.approx(expected)
    assert is_allowed(projects, set(mix.selected), budget, include, exclude, effort)
    quick = Quick(state(projects, M, include, exclude, effort)).mix(cents(budget))
    assert quick.value is not None
    assert quick.bound is not None
    assert is_allowed(projects, set(quick.selected), budget, include, exclude, effort)
    assert quick.value - 1e-9 <= expected <= quick.bound + 1e-6


@settings(max_examples=30, deadline=None)
@given(projects=portfolios())
def test_the_frontier_never_falls_and_never_passes_its_bound(projects: list[Candidate]) -> None:
    points = frontier(projects)
    assert is_monotone(points)
    for point in points:
        assert point.value == pytest.approx(best_value(projects, point.budget, set(), set(), None, M))


@pytest.mark.parametrize("size", [100, 400])
def test_a_large_frontier_states_how_far_it_may_be_off(size: int) -> None:
    projects = large(size)
    points = frontier(projects)
    assert len(points) == 20
    assert is_monotone(points)
    assert max((p.bound - p.value) / p.bound for p in points) < 0.03


def test_a_large_mix_is_proved_to_a_part_in_ten_thousand() -> None:
    projects = large(400)
    mix = best_mix(projects, 500e6)
    assert mix.value is not None
    assert mix.bound is not None
    assert mix.gap is not None
    assert mix.value <= mix.bound
    assert mix.gap <= 1e-4
    assert is_allowed(projects, set(mix.selected), 500e6, set(), set(), None)


def large(size: int) -> list[Candidate]:
    """Projects whose costs and benefits follow from their number alone."""
    return [
        one(
            f"P{i}", 10_000.0 + i * 7919 % 4_990_000, float(i * 104_729 % 12_000_000),
            mandatory=i % 25 == 0, depends_on=(f"P{i - 3}",) if i % 10 == 3 else (), excludes=(f"P{i + 1}",) if i % 20 == 7 else (),
        )
        for i in range(size)
    ]  # fmt: skip


# Beside today's mix


def test_swaps_turn_todays_mix_into_the_best_one() -> None:
    projects = [one("A", 5, 4), one("B", 5, 9), one("C", 5, 11, funded=False)]
    now = today(projects)
    best = best_mix(projects, now.budget)
    change = swaps(projects, best, now)
    assert (now.selected, now.value, now.budget) == (("A", "B"), 13, 10)
    assert [c.id for c in change.out] == ["A"]
    assert [c.id for c in change.into] == ["C"]
    assert (change.cost, change.value) == (0, 7)  # by hand: 11 - 4


def test_the_next_and_the_last_slice_are_differences_of_best_mixes() -> None:
    # By hand, one project of cost 5 at a time, best first: 11, 9, 4.
    projects = [one("A", 5, 4), one("B", 5, 9), one("C", 5, 11)]
    problem = state(projects, M)
    found = marginal(answering(problem), best_mix(projects, 10), 5)
    assert (found.next, found.last) == (4, 9)


def test_the_last_slice_is_unknown_where_less_than_that_has_no_mix() -> None:
    projects = [one("A", 8, 4, mandatory=True), one("B", 5, 9)]
    found = marginal(answering(state(projects, M)), best_mix(projects, 10), 5)
    assert (found.next, found.last) == (9, None)


def test_rules_that_todays_mix_breaks_are_sentences() -> None:
    projects = [one("A", 1, 1, excludes=("B",)), one("B", 1, 1, depends_on=("C",)), one("C", 1, 1, funded=False)]
    assert [conflicts.sentence(rule) for rule in broken_rules(projects, today(projects))] == [
        "A and B cannot be combined, and today's mix holds both.",
        "B needs C, which today's mix does not hold.",
    ]
