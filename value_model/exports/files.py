"""Files written at once: which ones a request means, their names, and their bytes. All of them or none appear."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from value_model.charts.drawing import Drawing, Look
from value_model.errors import UsageError
from value_model.exports import images, show, tables
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.show import Show

KINDS = ("png", "svg", "csv", "json")
PRESENT = "present"
PAGES = (*dict.fromkeys(chart.page for chart in CHARTS.values()), PRESENT)


@dataclass(frozen=True, slots=True)
class Item:
    """One file that can be made: what it holds, and the function that makes its bytes."""

    key: str
    make: Callable[[], bytes]


def items(material: Material, kind: str, page: str | None) -> list[Item]:
    """Return what there is of a kind: of one page ("present" for the slides), or of all. Raises `UsageError` for no such page."""
    material.check()
    if page is not None and page not in PAGES:
        raise UsageError(f'Nothing of a page "{page}" can be exported. The pages are {", ".join(PAGES)}.')
    return _pictures(material, kind, page) if kind in ("png", "svg") else _tables(material, kind, page)


def _pictures(material: Material, kind: str, page: str | None) -> list[Item]:
    draw: Callable[[Drawing], bytes] = images.png if kind == "png" else images.svg
    if page == PRESENT and "story" in material.stories:
        slides = show.prepare(material, Look())
        return [Item(f"{number} {key}", partial(_slide, draw, slides, key)) for number, key in enumerate(slides.order([]), 1)]
    return [Item(key, partial(draw, images.framed(material, key, drawing))) for key, drawing in _charts(material, page).items()]


def _charts(material: Material, page: str | None) -> Mapping[str, Drawing]:
    """The charts of a page, or of all."""
    if page is None:
        return material.charts
    return material.of_page(page)[0]


def _slide(draw: Callable[[Drawing], bytes], slides: Show, key: str) -> bytes:
    return draw(images.slide(slides, key, slides.order([])))


def _tables(material: Material, kind: str, page: str | None) -> list[Item]:
    found = tables.behind(material, _charts(material, page)) if page else tables.all_of(material)
    if kind == "csv":
        return [Item(table.key, partial(tables.to_csv, table, material)) for table in found]
    return [Item("review" if page is None else page, lambda: tables.to_json(tables.document(material, found)))]


def write(material: Material, kind: str, out: Path, page: str | None = None) -> list[Path]:
    """Write what is asked for and return the files, in order.

    `out` with the ending of the kind is one file: the figures for CSV, everything for JSON, the S-curve for a
    picture, or the one thing of the page. Any other `out` is a folder that takes one file for each. Raises
    `UsageError` where one file cannot hold what is asked for, `ExportRefused` where the number check fails.
    """
    found = items(material, kind, page)
    if not found:
        _refuse(material, page)
    if out.suffix.lower() == f".{kind}":
        return _save({out: _single(found, kind, page).make()})
    return _save({out / material.origin.file_name(item.key, kind): item.make() for item in found})


def _refuse(material: Material, page: str | None) -> NoReturn:
    failed = material.of_page(page)[1] if page else material.failed
    if failed:
        raise UsageError(f"Nothing is written: {', '.join(failed)} could not be drawn. The lines above hold the fault.")
    raise UsageError("There is nothing of this kind to export: the data has no chart or table here.")


def _single(found: list[Item], kind: str, page: str | None) -> Item:
    usual = {"csv": tables.FIGURES, "png": "scurve", "svg": "scurve"}.get(kind) if page is None else None
    chosen = [item for item in found if item.key == usual] or found
    if len(chosen) > 1:
        raise UsageError(f"There are {len(chosen)} files to write: {', '.join(item.key for item in chosen)}. Name a folder, not one file.")
    return chosen[0]


def _save(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write each file beside its place and move it there when it is whole."""
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError as problem:
            raise UsageError(f'"{path}" cannot be written: {problem.strerror or problem}.') from problem
    return list(contents)
