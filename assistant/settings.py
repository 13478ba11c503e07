"""What the environment sets; the only reader of it."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from assistant.errors import BadSettings

SECRET = frozenset({"SMALLACTS_API_KEY", "SMALLACTS_MODEL_KEY", "SMALLACTS_MODEL_HEADERS", "SMALLACTS_MODEL_URL"})  # never shown


class Settings(BaseSettings):
    """Every setting, read from `SMALLACTS_...`; an absent one has the default given here."""

    model_config = SettingsConfigDict(env_prefix="SMALLACTS_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: user_data_path("smallacts"),
        description="Folder of the index and of your history; made with mode 0700.",
    )
    database: SecretStr | None = Field(
        default=None,
        description="URL of the database of your history, `sqlite:///...` or `postgresql://...`; `moments.db` in the folder if absent.",
    )
    retention_days: int = Field(
        default=90,
        ge=0,
        le=3_650,
        description="How many days nudges stay in the history; 0 keeps none. Moments stay until you remove them.",
    )
    keep_situations: bool = Field(default=False, description="Whether your history keeps what you told, beside the nudge.")
    timezone: str | None = Field(default=None, description="Time zone by which your days and weeks are counted; the machine's if absent.")
    keys: Path | None = Field(default=None, description="File of the keys that callers of `/v1` give; `keys.json` in the folder if absent.")
    contacts: Path | None = Field(
        default=None, description="YAML file with your organisation's contacts for referrals; see `smallacts contacts`."
    )
    host: str = Field(default="127.0.0.1", description="Address that `smallacts serve` listens on.")
    port: int = Field(default=8765, ge=1, le=65_535, description="Port that `smallacts serve` listens on.")
    api_key: SecretStr | None = Field(
        default=None, min_length=16, description="Key that callers of `/v1` give; needed to listen on more than this machine."
    )
    people: Path | None = Field(
        default=None, description="File of names, one a line, that are hidden from a model beside those found in a situation."
    )
    model_price: str | None = Field(default=None, description="USD per million tokens that a model reads and writes: 0.15/0.60.")
    daily_tokens: int | None = Field(default=None, ge=0, description="Tokens that a model may take on one day (UTC).")
    daily_usd: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="Money that it may take on one day, in USD.")
    model: str | None = Field(
        default=None, pattern=r"\S", max_length=200, description="Name of the model that writes; without one, answers come from the cards."
    )
    model_url: str | None = Field(
        default=None, min_length=1, max_length=2_000, description="Where it is: the base address of an OpenAI-compatible endpoint."
    )
    model_key: SecretStr | None = Field(default=None, description="Key of the endpoint, sent as a bearer token.")
    model_headers: dict[str, SecretStr] = Field(default={}, description="More headers for it, as a JSON object.")
    model_timeout_s: float = Field(
        default=20.0, gt=0, le=600, allow_inf_nan=False, description="How long a reply may take, in seconds, with all that is tried for it."
    )
    model_concurrency: int = Field(default=8, ge=1, le=1_000, description="How many questions it is asked at once.")
    model_plain_http: bool = Field(default=False, description="Allow http, without encryption, to an address beyond your own network.")
    build_wait_s: float = Field(
        default=60.0, ge=0, le=3_600, description="How long to wait, in seconds, for another process that builds the index."
    )


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        BadSettings: A value cannot be used; the message names the variable.

    """
    try:
        return Settings()
    except SettingsError:
        raise BadSettings('SMALLACTS_MODEL_HEADERS: this is no JSON object of texts; it looks like {"api-key": "..."}') from None
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SMALLACTS_{str(first['loc'][0]).upper()}"
        shown = "" if name in SECRET else f"={first['input']!r}"
        raise BadSettings(f"{name}{shown}: {first['msg']}") from None
