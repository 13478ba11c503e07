"""An answer that a real model is asked for: whatever it writes, the person gets a checked nudge."""

import asyncio

import pytest

from assistant.domain import Answer, Nudge, Situation
from assistant.factory import Parts, open_parts
from assistant.settings import Settings
from tests.model.serving import KEY, NAME

pytestmark = pytest.mark.model

MOMENTS = [
    "Bo cut me off three times in the design meeting",
    "how do I encourage a new lead after a rough call",
]


@pytest.fixture(scope="module")
def settings(model_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real model as the one that is configured."""
    home = tmp_path_factory.mktemp("home")
    return Settings.model_validate({"home": home, "model": NAME, "model_url": model_url, "model_key": KEY, "model_timeout_s": 30})


async def asked(parts: Parts, text: str) -> Answer:
    """Ask, and let the endpoint go."""
    try:
        return await parts.assistant.suggest(Situation(text=text))
    finally:
        if parts.endpoint:
            await parts.endpoint.aclose()


@pytest.mark.parametrize("text", MOMENTS)
def test_a_small_model_ends_in_a_checked_nudge_that_says_who_wrote_it(settings: Settings, text: str) -> None:
    answer = asyncio.run(asked(open_parts(settings), text))

    assert isinstance(answer, Nudge)
    assert (answer.composer == "phrasebook") is (answer.degraded is not None)
    assert answer.sources[0].id in {passage.id for passage in asyncio.run(open_parts(settings).finder.search(Situation(text=text)))}


def test_without_the_endpoint_the_words_come_from_the_cards_and_say_so(settings: Settings) -> None:
    gone = settings.model_copy(update={"model_url": "http://127.0.0.1:9/v1"})

    answer = asyncio.run(asked(open_parts(gone), MOMENTS[0]))

    assert isinstance(answer, Nudge)
    assert (answer.composer, answer.degraded and answer.degraded.kind) == ("phrasebook", "unavailable")
