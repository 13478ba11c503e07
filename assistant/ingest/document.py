"""What a document is once it is read, whatever it was before."""

from typing import Literal

from pydantic import Field

from assistant.domain import Value

READER_VERSION = 1  # raise it when the same bytes are read another way, so that what was read before is read again
MAX_SECTION_WORDS = 180  # about 240 tokens: a section fits the embedder's 256 whole
MIN_SECTION_WORDS = 20  # less than this says too little to be found or cited alone

Kind = Literal["markdown", "text", "html", "pdf", "office"]


class Section(Value):
    """A part of a document that says one thing; it becomes one Passage."""

    path: tuple[str, ...] = Field(description="The headings above it, outermost first; none where there are none.")
    text: str


class Document(Value):
    """One file, read: only words that its reader would have seen."""

    title: str
    kind: Kind
    sections: tuple[Section, ...] = Field(min_length=1)
    link: str | None = Field(default=None, description="Where it was published, as it says itself; https only.")
    licence: str | None = None
    suspicious: tuple[str, ...] = Field(
        default=(), description="Lines that speak to a model, or were hidden: somebody must look at them before they are used."
    )
    warnings: tuple[str, ...] = ()
