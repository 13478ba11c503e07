"""What somebody said they would do, and did not do."""

import re


def broken_promise(parts: list[str], at: int) -> list[str] | None:
    """`said he would lock up, but he didn't`: what was said, and that it was not done, as one clause."""
    told = re.match(
        r"(?P<said>(?:said|promised) (?:(?:he|she|they) would|to) [^,;.]+?),? (?:and|but) (?:then )?(?:(?:he|she|they) )?"
        r"(?:didn't|did not|never did|hasn't|forgot)\b",
        " ".join(part.lower() if part in ("Said", "Promised") else part for part in parts[at:]),
    )
    return [*told["said"].split(), "and", "then", "didn't"] if told else None
