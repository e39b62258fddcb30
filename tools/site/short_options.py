"""A griffe extension: the keyword options of `connect` are a section of its page, not a paragraph of its docstring."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Function

NESTED = re.compile(r"(\*\*options: )[^\n]*\n\n {8,}.*?(?=\n\nReturns:)", re.DOTALL)


class ShortOptions(Extension):
    """Cuts what `tools.options` puts into the docstring, for people without this site."""

    def on_function(self, *, func: Function, **_: Any) -> None:
        """Takes the list of options out, where a docstring has one."""
        if func.docstring is not None:
            func.docstring.value = NESTED.sub(
                r"\1All keyword-only; see *All options* below.", func.docstring.value
            )
