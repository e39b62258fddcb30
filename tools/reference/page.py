"""The reference as a page of Markdown."""

import json
from collections.abc import Iterable

from tools.reference.facts import LIBRARIES, Fact, FieldFact
from tools.reference.samples import EVENTS, sample_dict

HEAD = """\
# Events

Generated from the `.proto` files and the code by `nox -s generate`; do not edit.

What a room yields: {count} classes, all importable from `livetok`. An event is a protobuf message, so everything that
the server sent is in its fields, and what it did not send reads as empty. `event.meta` says where it comes from:

| `meta` | |
|---|---|
| `message_id` | unique in its room; 0 for what livetok makes |
| `method` | webcast method as sent |
| `room_id`, `unique_id` | the room, and the handle of its host |
| `received_at` | when it arrived here |
| `sequence` | position in the session, from 1 |
| `history` | it happened before the room was entered |

`livetok watch @user --json` prints one object a line, `{{"type": "comment", "event": {{...}}, "meta": {{...}}}}`: the
name of the event, its fields as shown below, and its meta. **Ids are strings, every other integer is a number**,
enums are names (numbers where TikTok has values that nobody named), bytes are base64, and what was not sent is left
out. Behind the fields stand the helpers that are texts, numbers or flags: those of the event always, those of a user,
gift or badge in it when they are not empty. [events.schema.json](events.schema.json) is the JSON Schema of such a
line, for programs in other languages. `event.to_json()` gives the same line in Python, `event.to_dict()` the same as
a dict, and `GiftEvent.from_dict(...)` the event back. [The compact form](compact.md) is smaller and flat.

A class that is a special case of another one is also an instance of it: every `FollowEvent` is a `SocialEvent`.
`live.only(SocialEvent)` therefore includes follows and shares.

**Seen** says how well a class is known: *on the wire*, decoded from real messages; *not yet*, known from other sources
alone, and so less certain; *livetok's own*, made by this library.

A method without a class gives an `UnknownEvent`. Give it one yourself:

```python
import betterproto2
from livetok import Event, message, register


@message
class MoodEvent(Event):
    level: int = betterproto2.field(1, betterproto2.TYPE_INT64)


register("WebcastMoodMessage", MoodEvent)
```

Messages inside it are classes derived from `livetok.Message`, under the same decorator.

## What others call them

Empty where a library has no event of its own for it.

"""

SEEN = {"yes": "on the wire", "no": "not yet", "own": "livetok's own"}


def page_text(facts: list[Fact]) -> str:
    """Gives the file."""
    names = list(LIBRARIES)
    table = [
        f"| Event | `--json` type | Seen | {' | '.join(LIBRARIES.values())} |",
        f"|---|---|---|{'---|' * len(names)}",
        *(
            f"| [{fact.title}](#{fact.title.lower()}) | `{fact.name}` | {SEEN[fact.seen]} | "
            f"{' | '.join(_code(fact.names.get(name, '')) for name in names)} |"
            for fact in facts
        ),
    ]
    sections = "\n".join(_section(fact) for fact in facts)
    return HEAD.format(count=len(facts)) + "\n".join(table) + "\n\n" + sections


def _section(fact: Fact) -> str:
    shown = EVENTS.get(fact.title, {})
    told = [one for one in fact.fields if one.comment or one.name in shown]
    rest = [one for one in fact.fields if one not in told]
    blocks = [
        f"## {fact.title}",
        f"{fact.meaning}{_origin(fact)}",
        _table("Field", told),
        _rest(rest, others=bool(told)),
        _table("Helper", fact.helpers),
        f"```json\n{_sample(fact)}\n```",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _origin(fact: Fact) -> str:
    methods = ", ".join(f"`{method}`" for method in fact.methods)
    base = f" A special case of `{fact.base.__name__}`." if fact.base else ""
    return f"{base}\n\n{f'From {methods}. ' if methods else ''}Seen: {SEEN[fact.seen]}."


def _table(title: str, rows: Iterable[FieldFact]) -> str:
    lines = [f"| `{one.name}` | `{one.type.replace('|', 'or')}` | {one.comment} |" for one in rows]
    return "\n".join([f"| {title} | Type | |", "|---|---|---|", *lines]) if lines else ""


def _rest(rows: list[FieldFact], *, others: bool) -> str:
    listed = ", ".join(f"`{one.name}`" for one in rows)
    return f"{'Also' if others else 'Fields'}: {listed}." if rows else ""


def _sample(fact: Fact) -> str:
    fields = sample_dict(fact)
    lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "{\n" + ",\n".join(lines) + "\n}" if fields else "{}"


def _code(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split(", ") if name)
