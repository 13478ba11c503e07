"""Every error that we raise.

AssistantError
|-- YourError             what you gave us: mend it and try again (exit 2, HTTP 4xx)
|   |-- BadInput          a situation, name or option that cannot be used
|   |-- BadGuidance       a card or document, with its file and line
|   |-- BadDocument       a file of yours that cannot be read as a document
|   |-- BadSettings       an environment variable or settings file
|   |-- NoSuchGuidance    an id that nothing has
|   |-- NotYours          an id that nothing of yours has
|   |-- NotNow            what cannot be done as things stand
|   `-- NoSuchModel       a name in a chat that is none of ours
|-- OurError              what we or the machine failed at (exit 1, HTTP 5xx)
|   |-- BadModelFile      the embedding model is missing or is another file
|   |-- DataFolderUnusable  the data folder cannot be read or written
|   |-- UnreadableEntry   what the library holds of a document is not what was written
|   |-- IndexBroken       a generation that does not hold what its manifest says
|   |-- AddressUnusable   an address that the server cannot listen on
|   |-- BuildBusy         another process is building and did not end in time
|   |-- StoreUnusable     the history cannot be read or written
|   |-- StoreBusy         another process is writing it and did not end in time
|   |-- EngineFailed      a cluster that makes the parts of a week failed
|   `-- NothingToSuggest  no composer gave a draft that passed the checks
`-- TheirError            what somebody else's service failed at; an answer still comes
    `-- ModelFailed       the endpoint of a model gave no usable reply in time; it has a kind
        `-- Setback       one call of several did, and what may be tried after it; of provider/
"""

from enum import StrEnum


class AssistantError(Exception):
    """Any error of ours. Its message is one line: what, where, and what to do."""


class YourError(AssistantError):
    """What was given cannot be used."""


class BadInput(YourError):
    """A situation, a name or an option cannot be used; `param` names the field where there is one."""

    def __init__(self, message: str, param: str | None = None) -> None:
        """Refuse it."""
        super().__init__(message)
        self.param = param


class BadGuidance(YourError):
    """A card or document breaks a rule; the message names file and line."""


class BadDocument(YourError):
    """A file cannot be read as a document; the message names it."""


class BadSettings(YourError):
    """A setting cannot be used."""


class NoSuchGuidance(YourError):
    """Nothing has this id."""


class NotYours(YourError):
    """Nothing of this person's has this id."""


class NotNow(YourError):
    """It cannot be done as things stand; the message says what must come first."""


class NoSuchModel(YourError):
    """No model of ours has this name."""


class OurError(AssistantError):
    """We, or the machine, failed."""


class BadModelFile(OurError):
    """The embedding model is missing, or is not the file that we know."""


class DataFolderUnusable(OurError):
    """The data folder cannot be read or written."""


class UnreadableEntry(OurError):
    """What the library holds of a document is not what was written."""


class IndexBroken(OurError):
    """A generation does not hold what its manifest says."""


class BuildBusy(OurError):
    """Another process holds the build lock."""


class StoreUnusable(OurError):
    """The history cannot be read or written."""


class StoreBusy(OurError):
    """Another process is writing the history."""


class AddressUnusable(OurError):
    """The server cannot listen on the address."""


class EngineFailed(OurError):
    """A cluster that makes the parts of a week failed."""


class NothingToSuggest(OurError):
    """No composer gave a draft that passed the checks."""


class TheirError(AssistantError):
    """Somebody else's service failed."""


class Failure(StrEnum):
    """Every way in which a model can fail us."""

    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    REJECTED = "rejected"
    UNKNOWN_MODEL = "unknown_model"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    TOO_LONG = "too_long"
    FILTERED = "filtered"
    REFUSED = "refused"
    BAD_REPLY = "bad_reply"
    BAD_UPSTREAM = "bad_upstream"
    OVER_BUDGET = "over_budget"
    FAULTY_DRAFT = "faulty_draft"
    NOT_ASKED = "not_asked"
    GIVEN_BEFORE = "given_before"


class ModelFailed(TheirError):
    """A model gave no usable reply in time; its message is one sentence for the operator and holds nobody's words."""

    def __init__(self, kind: Failure, message: str) -> None:
        """Fail in this way."""
        super().__init__(message)
        self.kind = kind
        self.tokens = 0
        """What it took all the same, as far as is known."""
