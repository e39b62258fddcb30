"""One table of all sections: for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.figures import Row, Section

__all__ = ["as_markdown", "as_text", "number"]

COLUMNS = ("what", "unit", "minimum", "median", "maximum", "ratio", "aim", "")
Head = Sequence[tuple[str, str]]
Cells = tuple[str, ...]


def number(value: float) -> str:
    """Three digits that mean something."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.4f}"


def cells(row: Row) -> Cells:
    """The columns of one row."""
    figures = (min(row.values), median(row.values), max(row.values))
    ratio = f"{number(median(row.ratio))} x {row.against}" if row.ratio else ""
    aim = (
        ""
        if row.limit is None
        else f"at most {row.limit:g}{' x' if row.ratio and row.limit_is_of == 'ratio' else ''}"
    )
    verdict = {None: "", True: "met", False: "missed"}[row.met]
    return (row.name, row.unit, *map(number, figures), ratio, aim, verdict)


def as_text(head: Head, sections: Sequence[Section]) -> str:
    """The table for a terminal."""
    return "\n".join([*(f"{name:<17} {value}" for name, value in head), "", *_text_lines(sections)])


def _text_lines(sections: Sequence[Section]) -> Iterator[str]:
    groups = [(section, [cells(row) for row in section.rows]) for section in sections]
    everything = [COLUMNS, *(line for _, lines in groups for line in lines)]
    widths = [max(map(len, column)) for column in zip(*everything, strict=True)]
    yield _aligned(COLUMNS, widths)
    for section, lines in groups:
        yield from ("", section.title.upper(), *(f"  {line}" for line in section.note.splitlines()))
        yield from (_aligned(line, widths) for line in lines)


def _aligned(line: Cells, widths: Sequence[int]) -> str:
    placed = [
        f"{cell:>{width}}" if 2 <= place <= 4 else f"{cell:<{width}}"
        for place, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(placed).rstrip()


def as_markdown(head: Head, sections: Sequence[Section]) -> str:
    """The table for a page."""
    facts = [f"- {name}: {value}" for name, value in head]
    lines = ["# Results of `nox -s bench`", "", *facts, ""]
    for section in sections:
        lines += [f"## {section.title}", "", section.note, "", *_markdown_rows(section), ""]
    return "\n".join(lines)


def _markdown_rows(section: Section) -> Iterator[str]:
    yield _joined(COLUMNS)
    yield "|---|---|---:|---:|---:|---|---|---|"
    for row in section.rows:
        yield _joined(cells(row))


def _joined(line: Cells) -> str:
    return f"| {' | '.join(line)} |"
