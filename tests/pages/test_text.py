"""Text from a file shows as typed: one module writes HTML, and no Markdown element is handed file text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import text

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [ROOT / "app.py", *sorted(ROOT.glob("pages/**/*.py"))]
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://evil.example/p.png)", "[click](http://evil.example)",
    "$\\frac{1}{2}$ and $43.6M", ":red[On plan]", "=HYPERLINK(\"http://evil.example\")", "# **bold** _it_ `code`", "A & B \"quoted\" 'single'",
]  # fmt: skip
# Elements that read Markdown (security.md, section 8), and where their words stand among the arguments.
NEVER = {"markdown", "write", "caption", "title", "header", "subheader", "table", "toast", "chat_message", "latex"}
LABELED = {
    "button", "download_button", "link_button", "form_submit_button", "checkbox", "toggle", "radio", "selectbox", "multiselect", "slider",
    "text_input", "text_area", "date_input", "number_input", "file_uploader", "pills", "segmented_control", "expander", "popover", "status",
    "progress", "info", "success", "warning", "error", "metric", "spinner", "tabs", "page_link", "badge",
}  # fmt: skip
MARKDOWN_ARGUMENTS = {"label", "help", "delta", "body", "captions", "text"}
OWN_MODULES = {path.stem for path in (ROOT / "pages" / "components").glob("*.py")} | {"shown"}


def show_each(words: str) -> None:
    from pages.components import text as shown

    for element in (shown.headline, shown.section, shown.item, shown.body, shown.caption, shown.note, shown.ask):
        element(words)
    shown.lead([words])
    shown.strip([words, words])
    shown.decision(1, words, words)
    shown.facts([(words, words)])
    shown.bullets([words])
    shown.steps([words, words], 1)
    shown.marked("◆", words, words, "bad")


@pytest.mark.parametrize("words", HOSTILE)
def test_every_function_escapes_what_it_is_given(words: str) -> None:
    at = AppTest.from_function(show_each, args=(words,)).run()
    assert not at.exception
    markup = "".join(element.proto.body for element in at.get("html"))
    assert "<script" not in markup
    assert "<img" not in markup
    assert markup.count("&lt;") == markup.count("&gt;")
    assert not at.markdown


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("of $64.0M planned ($43.6M)", r"of \$64.0M planned \(\$43.6M\)"),
        ("77 / 100", "77 / 100"),
        ("−\u2060$20.4M", "−\u2060\\$20.4M"),
        ("a\nb", "a b"),
        ("17,9\xa0Mio.\xa0$", "17,9\xa0Mio.\xa0\\$"),  # an amount and its unit stay on one line
        (":red[x]", r"\:red\[x\]"),
    ],
)
def test_plain_words_pass_through_markdown_unchanged(words: str, wanted: str) -> None:
    assert text.plain(words) == wanted


def calls(path: Path) -> Iterator[tuple[str, str, ast.Call]]:
    """Yield (receiver, name, call) for every method call in a script, such as ("st", "button", …)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node


def is_ours(node: ast.expr) -> bool:
    """Whether an expression can only be words of our own, numbers, or text that went through `plain`."""
    match node:
        case ast.Constant():
            return True
        case ast.JoinedStr():
            return all(is_ours(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values)
        case ast.Call(func=ast.Name(id="say")):
            return all(isinstance(arg, ast.Constant) for arg in node.args) and all(is_ours(word.value) for word in node.keywords)
        case ast.Call():
            return ast.unparse(node.func) in {"text.plain", "plain", "len"}
        case ast.IfExp():
            return is_ours(node.body) and is_ours(node.orelse)
        case ast.BoolOp():
            return all(is_ours(value) for value in node.values)
        case ast.Name():
            return node.id.startswith("our_")  # a parameter that says so; its callers are held to the same
        case ast.Subscript():
            return ast.unparse(node.value).startswith("OUR_")
        case ast.Attribute():
            return ast.unparse(node) in {"route.title", "route.question"}
        case _:
            return False


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_element_that_reads_markdown_is_handed_file_text(path: Path) -> None:
    guilty = []
    for receiver, name, call in calls(path):
        if receiver in OWN_MODULES:
            continue
        words = [*call.args[: 3 if name == "metric" else 1], *(k.value for k in call.keywords if k.arg in MARKDOWN_ARGUMENTS)]
        if name == "page_link":
            words = [k.value for k in call.keywords if k.arg in MARKDOWN_ARGUMENTS]
        if name == "metric":
            words += [k.value for k in call.keywords if k.arg == "value"]
        if name in NEVER and receiver == "st":
            guilty.append(f"{name} reads Markdown and is not used")
        if name in LABELED and not all(is_ours(word) for word in words):
            guilty.append(ast.unparse(call)[:120])
    assert not guilty


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_text_helper_writes_html(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "unsafe_allow" not in source
    written = [call for receiver, name, call in calls(path) if receiver == "st" and name == "html"]
    allowed = {"look.py": 1}.get(path.name, 0)  # the style sheet
    assert len(written) <= allowed
    assert ("ready import text" in source or "ready.text" in source) == (path.name == "text.py")  # which sends it as it is


def test_words_said_to_be_ours_are_ours_where_they_are_given() -> None:
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in SCRIPTS}
    called = [
        (name, node, ast.unparse(node.func).split(".")[-1])
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]
    guilty = []
    for tree in trees.values():
        takers = {
            node.name: [arg.arg for arg in node.args.args].index(arg.arg)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for arg in node.args.args
            if arg.arg.startswith("our_")
        }
        for name, node, taker in called:
            if taker in takers and len(node.args) > takers[taker] and not is_ours(node.args[takers[taker]]):
                guilty.append(f"{name}: {ast.unparse(node)[:100]}")
    assert not guilty
