"""Pickers whose choice stands in the link, by its identifier: a copied link shows the same, and back undoes a choice.

Streamlit's own binding writes the words of an option and drops an identifier, so the link is read and written here.
What a link says counts. The choices that every page shares (`KEPT`) also stay with the reader from page to page: the
navigation leaves them out of the link, so they are written again once the page is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SHOWN = ("portfolio", "snapshot", "compared", "objective", "programme", "unit", "stage")  # what is looked at
KEPT = (*SHOWN, "compact")
_MINE, _ARRIVED, _HERE, _REWRITTEN = "choices_kept", "page_arrived", "page_shown", "links_rewritten"
_UNKNOWN = "choices_unknown"
_LEFT = "links_left"  # by the address that stands between two pages


def kept() -> dict[str, str]:
    """Return the shared choices of this reader, by name; only those that differ from what an empty link shows."""
    found: dict[str, str] = st.session_state.setdefault(_MINE, {})
    return found


def leave(chosen: Mapping[str, str | list[str]]) -> None:
    """Note what the link of a page says before its script opens another one, whose link says what is `chosen`.

    Streamlit then puts an address between the two, of the page that is left with the link of the page that opens.
    """
    between = (st.context.url, _written(dict(chosen)))
    st.session_state.setdefault(_LEFT, {})[between] = {name: st.query_params.get_all(name) for name in st.query_params}


def come_back() -> None:
    """Show the page as it was left where the browser's Back finds the address between; called first on a page."""
    if not went_back():
        return
    said = {name: st.query_params.get_all(name) for name in st.query_params}
    left = st.session_state.get(_LEFT, {}).get((st.context.url, _written(said)))
    if left is not None:
        st.query_params.from_dict(left)


def _written(said: Mapping[str, str | list[str]]) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((name, (value,) if isinstance(value, str) else tuple(value)) for name, value in said.items() if value)


def arrive() -> None:
    """Take over what the link says; called before the pickers of a page are shown."""
    come_back()
    said = {name: value for name, value in st.query_params.to_dict().items() if name in KEPT}
    if went_back() and (said or st.context.url not in st.session_state.get(_REWRITTEN, ())):
        st.session_state[_MINE] = said  # then the link alone says what was chosen
    kept().update(said)
    st.session_state[_ARRIVED] = True


def take_over() -> None:
    """Take the shared choices out of a link whose page writes them under names of its own."""
    said = {name: st.query_params.get_all(name) for name in st.query_params}
    shared = {name: values[-1] for name, values in said.items() if name in SHOWN}
    if shared:
        keep(shared)
        st.query_params.from_dict({name: values for name, values in said.items() if name not in shared})


def settle() -> None:
    """Write the shared choices into a link that lacks them; called when the page is drawn and its address is in place."""
    if not st.session_state.pop(_ARRIVED, False):
        return  # a page without these pickers has a link of its own
    came = st.session_state.get(_HERE) != st.context.url
    st.session_state[_HERE] = st.context.url
    said = st.query_params.to_dict()
    missing = {name: value for name, value in kept().items() if said.get(name) != value}
    if missing and came:
        st.session_state.setdefault(_REWRITTEN, set()).add(st.context.url)
    if missing:
        st.query_params.update(missing)


def keep(chosen: Mapping[str, str | None]) -> None:
    """Choose for the page that opens next; None takes a choice back."""
    for name, value in chosen.items():
        if value is None:
            kept().pop(name, None)
        else:
            kept()[name] = value


def forget(names: Sequence[str]) -> None:
    """Take choices back."""
    for name in names:
        write(name, None)


def write(name: str, value: str | None) -> None:
    """Put a choice into the link, or take it out."""
    unknown().pop(name, None)
    if value is None:
        kept().pop(name, None)
        if name in st.query_params:
            del st.query_params[name]
    else:
        if name in KEPT:
            kept()[name] = value
        st.query_params[name] = value


def chosen(name: str, options: Sequence[str], words: Callable[[str], str] = str) -> str | None:
    """Return the option that the link names, by identifier or by its words; what is no option any more is dropped."""
    asked = kept().get(name) if name in KEPT else st.query_params.get(name)
    found = asked if asked is None or asked in options else {words(one): one for one in options}.get(asked)
    if found != asked:
        write(name, found)
        if asked and not found:
            unknown()[name] = asked
    return found


def unknown() -> dict[str, str]:
    """Return what was asked for on this page and is not there, by name, until another choice is made for it."""
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    noted: tuple[str, dict[str, str]] | None = st.session_state.get(_UNKNOWN)
    if noted is None or noted[0] != page:
        noted = st.session_state[_UNKNOWN] = (page, {})
    return noted[1]


def behind_button(place: Any, our_label: str, *, key: str, **more: Any) -> Any:
    """Offer what stands behind a button; returns its place while it is open, else None: closed, it is neither built nor sent.

    Streamlit takes a button that says something else now for another one: what was open stays open.
    """
    if st.session_state.get(key):
        st.session_state[key] = True
    opened = place.popover(our_label, type="tertiary", key=key, on_change="rerun", **more)
    return opened if opened.open else None


def pick(
    place: Any, our_label: str, options: Sequence[str], *, key: str, first: str | None, words: Callable[[str], str] = str, **more: Any
) -> str | None:
    """Show a picker bound to the link and return its choice; `first` is what stands while the link says nothing.

    Without a place the choice counts and nothing is shown: a picker behind a button is built when the button is pressed.
    """
    if place is None:
        return chosen(key, options, words) or first
    index = None if first is None else 0
    picked: str | None = place.selectbox(our_label, list(options), index=index, **_bound(options, key, first, words), **more)
    return picked


def pick_side_by_side(our_label: str, options: Sequence[str], *, key: str, first: str, words: Callable[[str], str]) -> str:
    """Show the options beside each other, one of them chosen, bound to the link; `first` stands while the link says nothing."""
    picked: str = st.segmented_control(our_label, list(options), required=True, **_bound(options, key, first, words)) or first
    return picked


def pick_along(our_label: str, options: Sequence[str], *, key: str, first: str, words: Callable[[str], str], **more: Any) -> str:
    """Show the options along a line, one of them chosen, bound to the link; `first` stands while the link says nothing."""
    picked: str = st.select_slider(our_label, list(options), **_bound(options, key, first, words), **more)
    return picked


def pick_several(our_label: str, options: Sequence[str], *, key: str, words: Callable[[str], str] = str, **more: Any) -> list[str]:
    """Show a picker of any number of options bound to the link and return the choice."""
    shown = apart(options, words)
    by_words = {shown[one]: one for one in options}
    asked = st.query_params.get_all(key)
    found = [option for one in asked if (option := one if one in shown else by_words.get(one)) is not None]
    st.session_state[key] = found = list(dict.fromkeys(found))
    if found != asked:
        _write_several(key, found)
    picked: list[str] = st.multiselect(
        our_label, list(options), format_func=shown.__getitem__, key=key, on_change=_picked_several, args=(key,), **more
    )
    return picked


def apart(options: Sequence[str], words: Callable[[str], str]) -> dict[str, str]:
    """Return the words of each option; two that read the same carry their identifier, for a picker knows its options by their words."""
    said = {one: words(one) for one in options}
    if len(set(said.values())) == len(said):
        return said
    many = Counter(said.values())
    return {one: name if many[name] == 1 else f"{name} ({one})" for one, name in said.items()}


def _bound(options: Sequence[str], key: str, first: str | None, words: Callable[[str], str]) -> dict[str, Any]:
    """Set a picker to what the link says, and return what makes it write its choice there."""
    st.session_state[key] = chosen(key, options, words) or first
    return {"format_func": apart(options, words).__getitem__, "key": key, "on_change": _picked, "args": (key, first)}


def switch(place: Any, our_label: str, *, key: str, usual: bool, **more: Any) -> bool:
    """Show a switch likewise; `usual` is how it stands while the link says nothing."""
    said = chosen(key, ("true", "false"))
    on = usual if said is None else said == "true"
    if place is not None:
        st.session_state[key] = on
        place.toggle(our_label, key=key, on_change=_switched, args=(key, usual), **more)
    return on


def _switched(key: str, usual: bool) -> None:
    on = bool(st.session_state[key])
    write(key, None if on == usual else str(on).lower())


def _picked(key: str, first: str | None) -> None:
    value = st.session_state[key]
    write(key, None if value == first else value)


def _picked_several(key: str) -> None:
    _write_several(key, st.session_state[key])


def _write_several(name: str, values: Sequence[str]) -> None:
    if values:
        st.query_params[name] = list(values)
    elif name in st.query_params:
        del st.query_params[name]


def went_back() -> bool:
    """Return whether the browser's Back or Forward led here."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
