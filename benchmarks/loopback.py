"""From the socket to the program's loop: how much, and how soon."""

from __future__ import annotations

from functools import partial

from benchmarks.figures import Plan, Row, Section, collect, ratios
from benchmarks.processes import FirehoseAddress, run_client
from benchmarks.traffic import Mix

BACKENDS = ("asyncio", "trio")
RATES = (100.0, 2000.0)
P99_MS = {2000.0: 5.0}
COST_US = {"asyncio": 42.0, "trio": 55.0}  # a message of a room


def measure_throughput(plan: Plan, firehose: FirehoseAddress, mix: Mix) -> Section:
    """Messages a second and processor time a message, against a loop that does no more than receive and unpack."""
    clients = [(kind, backend) for backend in BACKENDS for kind in ("livetok", "floor")]
    turns = {
        f"{kind}, {backend}": partial(
            run_client,
            "client",
            firehose,
            kind=kind,
            backend=backend,
            warm_up=plan.shorter(0.7, 0.3),
            seconds=plan.shorter(2.0, 0.3),
        )
        for kind, backend in clients
    }
    measured = collect(turns, plan.turns(5))
    return Section(
        title=f"2. Socket to loop, one room, {mix} mix",
        note="A server in a process of its own sends as fast as the client takes it in. livetok: connect(), async for, "
        "three fields,\neach frame acknowledged. Floor: receives and unpacks the same frames with the same websocket "
        "library, no more.",
        rows=[
            *(
                Row(name=name, unit="messages/s", values=figures["messages_a_second"])
                for name, figures in measured.items()
            ),
            *(_cost(kind, backend, measured, mix) for kind, backend in clients),
        ],
    )


def _cost(kind: str, backend: str, measured: dict[str, dict[str, list[float]]], mix: Mix) -> Row:
    cost, floor = measured[f"{kind}, {backend}"]["cpu_us"], measured[f"floor, {backend}"]["cpu_us"]
    compared = kind != "floor"
    return Row(
        name=f"{kind}, {backend}",
        unit="us CPU a message",
        values=cost,
        ratio=ratios(cost, floor) if compared else (),
        against="floor" if compared else "",
        limit=COST_US[backend] if compared and mix == "room" else None,
        limit_is_of="values",
    )


def measure_latency(plan: Plan, firehose: FirehoseAddress, mix: Mix) -> Section:
    """Milliseconds from just before the server's send to the program's loop."""
    turns = {
        f"{backend}, {rate:,.0f}/s": partial(
            run_client,
            "client",
            firehose,
            kind="latency",
            backend=backend,
            warm_up=plan.shorter(1.0, 0.3),
            seconds=plan.shorter(10.0, 0.5),
            rate=rate,
        )
        for rate in RATES
        for backend in BACKENDS
    }
    measured = collect(turns, plan.turns(2))
    return Section(
        title=f"3. Latency from the server's send to the loop, one room, {mix} mix",
        note="10 s each in a process that has read for a while before; five messages a frame, which arrive together. "
        "Garbage collection as Python does it.",
        rows=[
            Row(
                name=f"{name}, {figure}",
                unit="ms",
                values=figures[f"{figure}_ms"],
                limit=P99_MS.get(rate) if figure == "p99" else None,
            )
            for (name, figures), rate in zip(
                measured.items(), (rate for rate in RATES for _ in BACKENDS), strict=True
            )
            for figure in ("median", "p99", "maximum")
        ],
    )
