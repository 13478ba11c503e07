"""python -m evals.verb_forms: make assistant/reading/verbs.txt anew from lemminflect's dictionary, in a second or two."""

import argparse
import sys
from collections.abc import Iterator, Sequence

import lemminflect
from lemminflect import Lemmatizer, getAllLemmas, getInflection

from assistant.reading.grammar import AUXILIARY, TABLE, TAGS


def main(words: Sequence[str]) -> None:
    """Write the table."""
    argparse.ArgumentParser(prog="python -m evals.verb_forms", description=__doc__).parse_args(words)
    lines = list(rows())
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines)} lines from lemminflect {lemminflect.__version__}")


def rows() -> Iterator[str]:
    """Yield each word with the verbs that it can be a form of, then after an empty line each verb with its forms."""
    verbs: set[str] = set()
    known = Lemmatizer()
    for word in sorted({*known._getLemmaDict(), *known._getOverridesDict()}):
        found = getAllLemmas(word)
        if verb := found.get("VERB"):
            verbs.update(verb)
            yield f"{word}\t{'/'.join(verb)}"
        elif auxiliary := found.get("AUX"):
            yield f"{word}\t{AUXILIARY}{auxiliary[0]}"
    yield ""
    for verb in sorted(verbs):
        yield "\t".join([verb, *("/".join(getInflection(verb, tag)) for tag in TAGS)])


if __name__ == "__main__":
    main(sys.argv[1:])
