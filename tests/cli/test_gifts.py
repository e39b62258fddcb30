"""`livetok gifts`."""

from __future__ import annotations

import json
import re

import pytest


def test_a_table_by_price(livetok, site, anyio_backend):
    site.room()
    outcome = livetok("gifts", "@Ann", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.errors) == (0, [])
    head, *rows, last = outcome.lines
    assert head.split() == ["id", "diamonds", "streak", "name"]
    assert last == f"{len(rows)} gifts"
    prices = [int(row.split()[1].replace(",", "")) for row in rows]
    assert prices == sorted(prices)
    assert prices[0] < prices[-1]
    assert any(re.fullmatch(r" +5655 +1  yes     Rose", row) for row in rows)


def test_json_has_a_gift_a_line(livetok, site, anyio_backend):
    site.room()
    outcome = livetok("gifts", "@ann", "--json", "--backend", anyio_backend, site=site)
    documents = [json.loads(line) for line in outcome.lines]
    assert {document["type"] for document in documents} == {"gift"}
    rose = next(document["gift"] for document in documents if document["gift"]["name"] == "Rose")
    assert (rose["id"], rose["diamonds"], rose["streakable"]) == ("5655", 1, True)
    assert rose["images"][0].startswith("http://")


@pytest.mark.parametrize(
    ("fault", "live", "code", "words"),
    [
        ("gifts_403", True, 4, "refused with 403"),
        ("http_abort", True, 5, "the answer broke off"),
        ("", False, 3, "@ann is not live"),
    ],
)
def test_when_there_is_none(livetok, site, anyio_backend, fault, live, code, words):
    site.room(live=live)
    if fault:
        site.call(lambda: site.simulator.fault(fault, times=None))
    outcome = livetok("gifts", "@ann", "--backend", anyio_backend, site=site)
    assert (outcome.code, outcome.lines) == (code, [])
    assert words in outcome.errors[0]
