"""Pictures and tables as files: the same bytes twice, their origin inside, all or none, refused where a number is wrong."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest

from tests.exports.test_escape import cells
from value_model.errors import ExportRefused, UsageError
from value_model.exports import files, images, tables
from value_model.exports.material import Material
from value_model.exports.provenance import slug


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG (its first chunk, big-endian)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def words(svg: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).strip() for text in re.findall(r"<text[^>]*>(.*?)</text>", svg.decode(), re.DOTALL))


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_snapshot_gives_the_same_bytes(material: Material, kind: str) -> None:
    first, again = (files.items(material, kind, "story")[0].make() for _ in range(2))
    assert first == again


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_tables_are_the_same_bytes_twice(material: Material, kind: str) -> None:
    assert [i.make() for i in files.items(material, kind, None)] == [i.make() for i in files.items(material, kind, None)]


def test_a_picture_names_its_message_snapshot_date_coverage_and_figures(material: Material) -> None:
    drawing = images.chart(material, "scurve")
    assert drawing
    said = words(images.svg(drawing))
    title = material.title("scurve")
    assert title and title.text in said
    for part in ("as of 30 Sep 2026", f"snapshot {material.snapshot.id}", "no filters", "projects", "benefits.plan", "benefits.realized"):
        assert part in said, part
    assert "Draft" not in said


def test_a_draft_says_so_in_every_kind_of_file(draft: Material) -> None:
    drawing = images.chart(draft, "scurve")
    assert drawing and "Draft" in words(images.svg(drawing))
    assert draft.origin.file_name("scurve", "png").endswith("_draft_scurve.png")
    head, first, *_ = cells(tables.to_csv(tables.figures(draft), draft))
    assert first[head.index("state")] == "Draft"
    assert tables.document(draft, [])["provenance"]["state"] == "Draft"


def test_pictures_are_twice_as_large_as_drawn(material: Material) -> None:
    drawing = images.chart(material, "scurve")
    assert drawing
    width = float(re.search(rb'width="(\d+)', images.svg(drawing))[1])  # type: ignore[index]
    assert pixels(images.png(drawing))[0] == 2 * width


def test_slides_are_files_of_one_screen(material: Material, folder: Path) -> None:
    written = files.write(material, "png", folder, "present")
    assert len(written) >= 3
    assert {pixels(path.read_bytes()) for path in written} == {(3840, 2160)}
    assert [path.name.rsplit("_", 1)[1][0] for path in written] == [str(n) for n in range(1, len(written) + 1)]


def test_every_figure_is_in_the_csv_with_its_origin(material: Material) -> None:
    head, *rows = cells(tables.to_csv(tables.figures(material), material))
    assert len(rows) == len(list(material.figures))
    row = next(dict(zip(head, row, strict=True)) for row in rows if row[:2] == ["benefits.realized", "portfolio"])
    assert float(row["value"]) == material.figures.value("benefits.realized")
    assert (row["snapshot"], row["as of"], row["state"], row["filters"]) == (material.snapshot.id, "2026-09-30", "Published", "no filters")
    assert re.match(r"\d+ of 12 projects", row["coverage"])


def test_what_cannot_be_stated_is_empty_with_a_reason(material: Material) -> None:
    head, *rows = cells(tables.to_csv(tables.figures(material), material))
    unknown = [row for row in rows if row[head.index("reason")]]
    assert unknown
    assert {row[head.index("value")] for row in unknown} == {""}


def test_json_holds_the_words_the_tables_and_where_they_come_from(material: Material, folder: Path) -> None:
    (path,) = files.write(material, "json", folder / "review.json")
    found = json.loads(path.read_text())
    assert found["provenance"]["snapshot"] == material.snapshot.id
    assert found["headline"]["text"] == material.stories["story"].headline.text
    assert {"figures", "decisions", "scurve"} <= set(found["tables"])


def test_csv_of_a_page_is_the_rows_behind_its_charts(material: Material, folder: Path) -> None:
    written = files.write(material, "csv", folder, "story")
    assert [path.name for path in written] == [material.origin.file_name("scurve", "csv")]


def test_one_file_cannot_hold_several_slides(material: Material, folder: Path) -> None:
    with pytest.raises(UsageError, match="Name a folder"):
        files.write(material, "png", folder / "slides.png", "present")
    assert not folder.exists()


def test_a_page_without_exports_is_named(material: Material) -> None:
    with pytest.raises(UsageError, match="The pages are story"):
        files.items(material, "png", "nowhere")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(material: Material, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        files.write(material, "json", tmp_path / "file" / "below" / "review.json")


@pytest.mark.parametrize("kind", files.KINDS)
def test_a_wrong_number_refuses_every_kind(tampered: Material, folder: Path, kind: str) -> None:
    with pytest.raises(ExportRefused, match="Not exported"):
        files.write(tampered, kind, folder)
    assert not folder.exists()


def test_a_name_that_tries_to_be_a_path_stays_a_name(hostile: Material) -> None:
    name = hostile.origin.file_name("scurve", "png")
    assert re.fullmatch(r"[a-z0-9_-]+\.png", name)
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("日本") == "portfolio"


def test_hostile_names_stay_text_in_pictures(hostile: Material) -> None:
    for name, drawing in hostile.charts.items():
        picture = images.svg(images.framed(hostile, name, drawing)).decode()
        assert not re.search(r"<(script|image|a|foreignObject)\b", picture)
        assert "http://evil" not in re.sub(r"<text[^>]*>.*?</text>|aria-[a-z]+=\"[^\"]*\"", "", picture, flags=re.DOTALL)
