"""The places where the texts stand: the keyword type, the docstring of `connect`, and the page."""

import ast
import re
import textwrap
from pathlib import Path

from livetok import RecordOptions
from livetok.options import Endpoints, Options, Retry, Session
from tools.options.texts import Option, options_of

WIDTH = 110
PAGE = """\
# Options

Generated from the docstrings of `livetok.options` by `python -m tools.options`; do not edit.

Keyword arguments of `connect()`, and of `watch()`, `follow()`, `open_live()` and `replay()`, which hand them on. All
are checked at the call, before anything is sent; a wrong one is a `UserError` whose hint says how it should look.
`help(livetok.connect)` lists them too, and editors show each text at the keyword.

{options}
## Endpoints

`from livetok import Endpoints`

{endpoints}
## Retry

`from livetok import Retry`

{retry}
## Session

`from livetok import Session`

{session}"""


def rendered(root: Path) -> dict[str, str]:
    """Gives the right text of every file, by its name below the root of the project."""
    options, recording = options_of(Options), options_of(RecordOptions)
    keywords, connect = "src/livetok/options.py", "src/livetok/_client/connect.py"
    record, page = "src/livetok/_recording/options.py", "docs/recording.md"
    texts = {name: (root / name).read_text(encoding="utf-8") for name in (keywords, connect, record, page)}
    return {
        keywords: _with_keyword_texts(texts[keywords], "ConnectOptions", options),
        connect: _with_docstring(texts[connect], options),
        record: _with_keyword_texts(texts[record], "RecordKeywords", recording),
        page: _with_table(texts[page], recording),
        "docs/options.md": PAGE.format(
            options=_table(options),
            endpoints=_table(options_of(Endpoints)),
            retry=_table(options_of(Retry)),
            session=_table(options_of(Session)),
        ),
    }


def _with_keyword_texts(source: str, keyword_type: str, options: list[Option]) -> str:
    """Puts each text under its field of the keyword type."""
    texts = {option.name: option.text for option in options}
    (keywords,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == keyword_type
    )
    fields = [node for node in keywords.body if isinstance(node, ast.AnnAssign)]
    names = [ast.unparse(field.target) for field in fields]
    if names != list(texts):
        raise ValueError(f"{keyword_type} lacks or invents {set(names) ^ set(texts) or 'the order'}")
    lines = source.splitlines()
    body: list[str] = []
    for name, field in zip(names, fields, strict=True):
        body += [*lines[field.lineno - 1 : field.end_lineno], *_literal(texts[name])]
    return "\n".join([*lines[: fields[0].lineno - 1], *body, *lines[keywords.end_lineno :]]) + "\n"


def _literal(text: str) -> list[str]:
    one_line = f'    """{text}"""'
    if len(one_line) <= WIDTH:
        return [one_line]
    wrapped = textwrap.wrap(text, WIDTH - 4, initial_indent='"""', break_long_words=False)
    return [f"    {line}" for line in [*wrapped, '"""']]


def _with_docstring(source: str, options: list[Option]) -> str:
    """Lists the options in the docstring of `connect`, between its parameter and what it raises."""
    pattern = re.compile(r"(        \*\*options: [^\n]*\n)(?:.*?)(\n    Returns:)", re.DOTALL)
    entries = "\n".join(
        textwrap.fill(
            f"{option.name}: {option.short}",
            WIDTH,
            initial_indent=" " * 12,
            subsequent_indent=" " * 16,
            break_long_words=False,
        )
        for option in options
    )
    new, count = pattern.subn(lambda match: f"{match[1]}\n{entries}\n{match[2]}", source, count=1)
    if not count:
        raise ValueError("connect() has no entry for its options")
    return new


def _with_table(page: str, options: list[Option]) -> str:
    """Replaces what stands between the marks of a page."""
    head, begin, rest = page.partition("<!-- options: begin -->\n")
    _, end, tail = rest.partition("<!-- options: end -->")
    if not end:
        raise ValueError("the page has no marks around its options")
    return head + begin + _table(options) + end + tail


def _table(options: list[Option]) -> str:
    rows = [
        f"| `{option.name}` | {_code(option.default) or 'required'} | {_meaning(option)} | `{option.example}` |"
        for option in options
    ]
    return "\n".join(["| option | default | meaning | example |", "|---|---|---|---|", *rows]) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _meaning(option: Option) -> str:
    text = option.short.replace("|", r"\|")
    return re.sub(r" (?:Default (?:`[^`]+`|[\w.]+?)|Required)\.$", "", text)
