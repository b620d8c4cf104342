"""A reader without a browser: opens a page over the websocket and sends what a browser would send.

So that what the server spends and sends is measured alone; what a browser then draws is measured in `pages`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
KEPT_FOR = 2  # runs: Streamlit's own default


@dataclass
class Run:
    """What one run of a page sent."""

    messages: list[ForwardMsg] = field(default_factory=list)
    sent: int = 0  # bytes on the wire, compressed where the server compresses

    @property
    def elements(self) -> dict[str, list[str]]:
        """The identifiers of the elements by their type; empty ones of elements that are no widgets."""
        found: dict[str, list[str]] = {}
        for one in self._new():
            kind = str(one.WhichOneof("type"))
            found.setdefault(kind, []).append(getattr(getattr(one, kind), "id", ""))
        return found

    @property
    def panels(self) -> list[str]:
        """The identifiers of what opens behind a button."""
        blocks = [m.delta.add_block for m in self.messages if m.WhichOneof("type") == "delta" and m.delta.WhichOneof("type") == "add_block"]
        return [block.popover.id or block.id for block in blocks if block.WhichOneof("type") == "popover"]

    def fragment(self, slider: str) -> str:
        """The identifier of the part that runs alone when a slider moves; empty where there is none."""
        deltas = [m.delta for m in self.messages if m.WhichOneof("type") == "delta"]
        return next(delta.fragment_id for delta in deltas if delta.new_element.slider.id == slider)

    def options(self, picker: str) -> list[str]:
        """What a picker offers."""
        return next(list(one.selectbox.options) for one in self._new() if one.selectbox.id == picker)

    def steps(self, slider: str) -> list[str]:
        """What a slider stands at, from its lower to its upper end."""
        return next(list(one.slider.options) for one in self._new() if one.slider.id == slider)

    def _new(self) -> list[Element]:
        deltas = [m.delta for m in self.messages if m.WhichOneof("type") == "delta"]
        return [delta.new_element for delta in deltas if delta.WhichOneof("type") == "new_element"]


class Counting(socket.socket):
    """A connection that counts the bytes it gets."""

    got = 0

    def recv(self, *arguments: int) -> bytes:
        found = super().recv(*arguments)
        self.got += len(found)
        return found


class Reader:
    """One session at an address; keeps the state of its widgets and the link as a browser does."""

    def __init__(self, line: ClientConnection, count: Counting, address: str, path: str, query: str) -> None:
        self._seen = ContextInfo(url=f"{address}/{path}")  # what a browser tells of itself
        self._line, self._count, self._path, self.query = line, count, path, query
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, int] = {}  # messages that the browser keeps, by hash: runs since it last needed them
        self._script = ""

    def open(self) -> Run:
        """Run the page as it opens."""
        return self._run(ClientState(query_string=self.query, page_name=self._path, context_info=self._seen))

    def choose(self, widget: str, fragment: str = "", **value: object) -> Run:
        """Set a widget, named by its identifier, and run the page again, or only the part that it stands in."""
        if isinstance(words := value.pop("string_array_value", None), list):
            value["string_array_value"] = StringArray(data=words)
        self._states[widget] = WidgetState(id=widget, **value)  # type: ignore[arg-type]
        return self.again(fragment)

    def again(self, fragment: str = "") -> Run:
        state = ClientState(query_string=self.query, page_script_hash=self._script, fragment_id=fragment, context_info=self._seen)
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._kept)
        return self._run(state)

    def _run(self, state: ClientState) -> Run:
        self._line.send(BackMsg(rerun_script=state).SerializeToString())
        run, before = Run(), self._count.got
        while True:
            received = self._line.recv(timeout=120)
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            run.messages.append(message)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable or kind == "ref_hash":
                self._kept[message.ref_hash or message.hash] = -1
            if kind == "navigation":
                self._script = message.navigation.page_script_hash
            if kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            if kind == "script_finished":
                assert message.script_finished in ENDS, message
                self._kept = {key: age + 1 for key, age in self._kept.items() if age < KEPT_FOR}
                run.sent = self._count.got - before
                return run


@contextmanager
def reading(address: str, path: str = "", query: str = "") -> Iterator[Reader]:
    """Open a session for a page of the app at `address`, until the block ends."""
    place = urlsplit(address)
    count = Counting(fileno=socket.create_connection((place.hostname or "", place.port or 0)).detach())
    line = connect(f"ws://{place.netloc}/_stcore/stream", sock=count, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
    with line:
        yield Reader(line, count, address, path, query)
