"""What a model's tokens cost, by a setting or by the price list that ships with genai-prices; unknown is None, never 0."""

from collections.abc import Callable
from urllib.parse import urlsplit

import genai_prices

from assistant.errors import BadSettings
from assistant.ports import Usage

Price = Callable[[Usage], float | None]
_PER = 1_000_000


def price_of(model: str, url: str | None, setting: str | None) -> Price:
    """Return how to price a reply of this model.

    `setting` is two prices in USD per million tokens, read and written: `0.15/0.60`. A model on this machine has no list price.

    Raises:
        BadSettings: The setting is no such pair.

    """
    if setting is not None:
        return _fixed(setting)
    if url is not None and (urlsplit(url).hostname or "") in ("localhost", "127.0.0.1", "::1"):
        return lambda _: None
    return lambda usage: _listed(model, usage)


def _fixed(setting: str) -> Price:
    try:
        read, written = (float(part) for part in setting.split("/"))
    except ValueError:
        read = written = -1.0
    if not (0 <= read < _PER and 0 <= written < _PER):
        raise BadSettings(f"SMALLACTS_MODEL_PRICE={setting!r}: expected USD per million tokens read and written, as in 0.15/0.60")
    return lambda usage: (usage.input_tokens * read + usage.output_tokens * written) / _PER


def _listed(model: str, usage: Usage) -> float | None:
    tokens = genai_prices.Usage(input_tokens=usage.input_tokens, output_tokens=usage.output_tokens)
    try:
        return float(genai_prices.calc_price(tokens, model_ref=model.rpartition("/")[2]).total_price)
    except LookupError:
        return None
