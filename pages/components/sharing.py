"""What Present and Export show, complete: the slides with their drawings and proofs, and the material of the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from pages.components import figure_panel, inputs
from pages.components.figure_panel import Proof
from pages.components.shown import Shown
from value_model import choices, exports, figures, narrative
from value_model.charts.drawing import Look
from value_model.exports import show
from value_model.exports.material import Material, written
from value_model.exports.show import Show
from value_model.figures import PORTFOLIO, FigureSet, Source
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True)
class PresentScene:
    """The slides of a review and the proof of every number on them and in their notes; `refused` says why there are none."""

    slides: Show | None
    proof: Proof = field(default_factory=Proof)
    evidence: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)  # by reference: label and words
    refused: str = ""


def material(store: Store, found: FigureSet, policy: Policy, snapshot: Snapshot, scope: str = PORTFOLIO) -> Material:
    """Return the material of a snapshot, or of a project of it, its words checked against figures computed anew."""
    context = found.context
    computed = figures.compute(store, snapshot.id, compared=context.compared, only=context.only)
    anew = choices.complete(computed, Source(store, context.only), policy)
    whole = scope == PORTFOLIO
    found, anew = (found, anew) if whole else (found.about(scope), anew.about(scope))
    return exports.gather(
        store,
        snapshot,
        found,
        tell=partial(_tell, found, policy),
        prove=lambda told: narrative.verify(told, anew, policy),
        setting=policy.__getitem__,
        offer=lambda: choices.offer(found, Source(store, context.only)),
        pages=exports.PAGES if whole else exports.OF_PROJECT,
    )


def _tell(found: FigureSet, policy: Policy, page: str) -> Story:
    if page == "projects":
        return narrative.project(found, found.scope, policy)
    return narrative.story(found, policy) if page == "story" else narrative.page(page, found, policy)


def present(store: Store, found: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PresentScene:  # noqa: ARG001
    """Return the slides of a snapshot."""
    made = material(store, found, policy, snapshot)
    if made.problems:
        return PresentScene(None, refused=made.refusal)
    slides = show.prepare(made, look)
    stated = dict.fromkeys(ref for slide in slides.slides.values() for ref in slide.figures)
    known = {ref: figure for ref in stated if (figure := found.get(ref))}
    files = ", ".join(file.name for file in store.files(snapshot.id))
    used = {ref: inputs.in_words(figure, found) for ref, figure in known.items()}
    shown = Shown(snapshot, found.context.compared, found.context.only)
    proof = Proof(known, {ref: written(found, ref) for ref in known}, used, files, shown, found.context.currency)
    evidence = {ref: figure_panel.details(figure, proof) for ref, figure in known.items()}
    return PresentScene(slides, proof, evidence)


@dataclass(frozen=True)
class ExportScene:
    """What is taken away, gathered and checked; `refused` says why nothing may leave."""

    material: Material

    @property
    def refused(self) -> str:
        return self.material.refusal


def export(store: Store, found: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ExportScene:  # noqa: ARG001
    """Return the material of the files of a snapshot, or of one of its projects."""
    return ExportScene(material(store, found, policy, snapshot, scope))


MAKERS: dict[str, Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]] = {"present": present, "export": export}
