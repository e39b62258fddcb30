"""The façade in a real Jupyter kernel, whose main thread runs an event loop."""

from __future__ import annotations

import textwrap

import pytest

from support.simulated_site import Site

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")

CELLS = [
    """
    import asyncio
    asyncio.get_running_loop()  # raises where there is none, and this test would prove nothing

    from livetok import CommentEvent, Endpoints, ViewerUpdateEvent, open_live

    endpoints = Endpoints(web={url!r}, webcast={url!r}, websocket={websocket!r})
    """,
    """
    with open_live("@ann", endpoints=endpoints) as live:
        live.wait_for(ViewerUpdateEvent, timeout=10)
        live.call(lambda one: one.fetch_room_info())
        for event in live.only(CommentEvent):
            print(event.user.unique_id, event.content)
            if event.content == "enough":
                break
    """,
    """
    with open_live("@ann", endpoints=endpoints, backend="trio") as live:
        print(live.wait_for(CommentEvent, timeout=10).content)
    """,
]


# The kernel's own libraries are not ours to mend.
@pytest.mark.filterwarnings("default")
def test_in_a_notebook(site: Site) -> None:
    def chatter() -> None:
        if site.simulator.connections:
            site.ann.comment("hello", user="bo")
            site.ann.comment("enough", user="cy")
        site.simulator.world.at(0.2, chatter)

    site.call(chatter)
    urls = {"url": site.server.url, "websocket": site.server.websocket_url}
    cells = [nbformat.v4.new_code_cell(textwrap.dedent(cell).format(**urls)) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    printed = ["".join(output.text for output in cell.outputs) for cell in notebook.cells]
    assert printed[1].splitlines()[-2:] == ["bo hello", "cy enough"]
    assert printed[2].strip() in {"hello", "enough"}
