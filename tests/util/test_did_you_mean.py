import pytest

from livetok._util.did_you_mean import did_you_mean


@pytest.mark.parametrize(
    ("word", "nearest"), [("histroy", "history"), ("hist", "history"), ("nothing_like_it", None), ("", None)]
)
def test_nearest(word: str, nearest: str | None) -> None:
    assert did_you_mean(word, ["heartbeat", "history", "headers"]) == nearest


def test_any_iterable() -> None:
    assert did_you_mean("gifs", {"gifts": 1}.keys()) == "gifts"
    assert did_you_mean("gifs", iter(())) is None
