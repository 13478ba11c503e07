"""What somebody wants to tell a person about their work, as it is said to them: `his report was easy to read` -> `Your report was easy to read`."""

import re

_TELLING = r"\b(?:tell|telling|say to) (?:him|her|them|someone|somebody|[A-Z]\w+|(?:my|our|the|an?) (?:[a-z-]+ ){0,2}[a-z-]+) (?:that )?(?:his|her|their) "
_PRAISED = re.compile(
    _TELLING + r"(?P<what>(?:[a-z][\w-]* ){1,4}(?:was|is|were|are) (?:so |very |really )?"
    r"(?:easy to \w+|pleasant to \w+|a pleasure to \w+|clear|helpful|useful|careful|well \w+)(?: (?:to|for) (?:me|us|everybody|everyone|all of us))?)(?=$|[.!?,\n])"
)
"""What was good is named with it; `great` alone says nothing that somebody could do again."""


def find_praised(text: str) -> str | None:
    """The sentence as it is said to the person; None where none was told."""
    found = _PRAISED.search(text)
    return f"Your {found['what']}" if found else None
