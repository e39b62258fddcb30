"""Time from the hub to the paint, and the memory of a page: python benchmarks/overlay_page.py [seconds] [rate]

Opens the chat in a headless Chromium, publishes comments that carry the time at which they were sent, and has the page
note when the frame that shows each began to be painted. Both clocks are the machine's. Needs playwright and chromium.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import time
from typing import Any

from anyio.from_thread import start_blocking_portal
from playwright.sync_api import sync_playwright

from livetok.overlay import Hub, overlay_app, serve_app

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# A frame callback runs before the frame is painted; a message that it posts arrives when that was done.
_OBSERVER = """
window.delays = [];
new MutationObserver((changes) => {
  const sent = changes.flatMap(({ addedNodes }) => [...addedNodes])
    .map((node) => node.querySelector?.('.text')?.textContent).filter(Boolean).map(Number);
  if (!sent.length) return;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    window.delays.push(...sent.map((moment) => now - moment));
  };
  channel.port2.postMessage(0);
}).observe(document, { childList: true, subtree: true });
"""


def measure(backend: str, seconds: float, rate: float) -> dict[str, Any]:
    """Return delays in milliseconds, and the page's heap and number of nodes at the beginning and the end."""
    hub = Hub()
    with start_blocking_portal(backend) as portal, sync_playwright() as driver:
        with portal.wrap_async_context_manager(portal.call(lambda: serve_app(overlay_app(hub)))) as server:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.add_init_script(_OBSERVER)
            page.goto(f"{server.url}/chat")
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            _publish(portal, hub, min(10, seconds), rate, "warm")
            first = _memory(session)
            page.evaluate("window.delays.length = 0")
            sent = _publish(portal, hub, seconds, rate, "run")
            time.sleep(1)
            delays = sorted(page.evaluate("window.delays"))
            page.evaluate("window.delays.length = 0")
            last = _memory(session)
            browser.close()
    return {
        "backend": backend,
        "sent": sent,
        "painted": len(delays),
        "lagged": hub.lagged,
        "median_ms": round(statistics.median(delays), 1),
        "p99_ms": round(delays[int(len(delays) * 0.99)], 1),
        "heap_kb": [first["JSHeapUsedSize"] // 1024, last["JSHeapUsedSize"] // 1024],
        "nodes": [first["Nodes"], last["Nodes"]],
    }


def _publish(portal: Any, hub: Hub, seconds: float, rate: float, name: str) -> int:
    """Publish evenly; the text of each comment is the time at which it is handed to the hub, in milliseconds."""
    started, count = time.monotonic(), int(seconds * rate)

    def publish(number: int) -> None:
        user = {"id": str(number % 50), "nickname": f"User {number % 50}"}
        hub.publish(
            {"type": "comment", "id": f"{name}-{number}", "user": user, "text": f"{time.time() * 1000:.2f}"}
        )

    for number in range(count):
        time.sleep(max(0.0, started + number / rate - time.monotonic()))
        portal.call(publish, number)
    return count


def _memory(session: Any) -> dict[str, int]:
    time.sleep(1)
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: int(metric["value"]) for metric in metrics}


if __name__ == "__main__":
    given = [float(argument) for argument in sys.argv[1:]]
    for name in ("trio", "asyncio"):
        print(json.dumps(measure(name, *(given + [60.0, 20.0][len(given) :]))), flush=True)
