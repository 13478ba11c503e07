"""Why an answer was not written by the model, in one sentence for the person who reads it."""

from collections.abc import Mapping

from assistant.domain import Degraded
from assistant.errors import Failure, ModelFailed

_SINCE: Mapping[Failure, str] = {
    Failure.RATE_LIMITED: "the model's endpoint takes no more requests just now",
    Failure.QUOTA: "the quota of the model's endpoint is used up; `smallacts doctor` says more",
    Failure.REJECTED: "the model's endpoint rejected the key; `smallacts doctor` says more",
    Failure.UNKNOWN_MODEL: "the endpoint does not know the model; `smallacts doctor` says more",
    Failure.UNAVAILABLE: "the model's endpoint could not be reached",
    Failure.TIMEOUT: "the model did not answer in time",
    Failure.TOO_LONG: "what you wrote is too long for the model",
    Failure.FILTERED: "the model's endpoint filtered the request",
    Failure.REFUSED: "the model would not write them",
    Failure.BAD_REPLY: "the model's reply could not be read",
    Failure.BAD_UPSTREAM: "the model's endpoint sent what could not be used",
    Failure.OVER_BUDGET: "today's budget for the model is used up",
    Failure.FAULTY_DRAFT: "the model's words did not pass the checks",
    Failure.NOT_ASKED: "what you wrote seems to speak to a model, so none was asked",
    Failure.GIVEN_BEFORE: "the model's words were too near to what you were given lately",
}
GIVEN_BEFORE = ModelFailed(Failure.GIVEN_BEFORE, "the draft is like one that was given lately")
FAULTY = ModelFailed(Failure.FAULTY_DRAFT, "no draft passed the checks")


def unreadable(kind: Failure) -> ModelFailed:
    """A reply that was no draft at all, for this reason."""
    return ModelFailed(kind, "no reply could be read")


def degraded(failure: ModelFailed) -> Degraded:
    """Say why the words come from our own cards."""
    return Degraded(kind=failure.kind, message=f"These words are from our own cards: {_SINCE[failure.kind]}.")
