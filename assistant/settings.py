"""What the environment sets; the only reader of it."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import BadSettings


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
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SMALLACTS_{str(first['loc'][0]).upper()}"
        shown = "" if name in ("SMALLACTS_API_KEY", "SMALLACTS_DATABASE") else f"={first['input']!r}"
        raise BadSettings(f"{name}{shown}: {first['msg']}") from None
