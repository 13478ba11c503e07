"""knowledge/safety -> what the gate knows: exemplars, lexicons, referrals, holds."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from assistant.domain import Concerned, Risk, Urgency, Value, clean
from assistant.errors import BadGuidance, BadSettings

FILES = ("exemplars.yaml", "off_topic.yaml", "lexicons.yaml", "referrals.yaml", "who.yaml", "holds.yaml")
RED = frozenset({"self_harm", "violence", "harassment", "discrimination", "wrongdoing"})
AMBER = frozenset({"legal", "medical", "burnout", "grief", "discipline", "unsure"})
Contacts = Mapping[str, str]


class LexiconRule(Value):
    """Concepts that together tell of a category: regular expressions, each group a concept."""

    all: tuple[tuple[str, ...], ...] = Field(min_length=1)
    none: tuple[tuple[str, ...], ...] = ()
    within: int | None = None


class Variant(Value):
    """The words of a referral for one kind of person concerned."""

    say_to_user: str
    steps: tuple[str, ...] = Field(min_length=1, max_length=4)
    do_not: tuple[str, ...] = Field(min_length=1, max_length=3)
    can_still_help: str


class ReferralForm(Value):
    """A category's referral: how urgent, whom to turn to, and the words."""

    urgency: Urgency
    contacts: tuple[str, ...]
    variants: Mapping[Concerned, Variant]


class HoldForm(Value):
    """The words of a hold, and the signs by which it is known."""

    message: str
    question: str | None = None
    signs: tuple[str, ...] = ()


class SafetyGuidance(Value):
    """All that the gate knows."""

    exemplars: Mapping[str, tuple[str, ...]]
    lexicons: Mapping[str, tuple[LexiconRule, ...]]
    referrals: Mapping[str, ReferralForm]
    fallbacks: Mapping[str, str]
    who: Mapping[Literal["you", "manager_duty"], tuple[str, ...]]
    holds: Mapping[str, HoldForm]

    @cached_property
    def openings(self) -> Mapping[str, tuple[str, ...]]:
        """Category -> every way to name the first concept of one of its rules: where none stands in a text, no rule fires."""
        return {category: tuple(dict.fromkeys(way for rule in rules for way in rule.all[0])) for category, rules in self.lexicons.items()}

    def risk(self, category: str) -> Risk:
        """The class of a category."""
        return Risk.RED if category in RED else Risk.AMBER if category in AMBER else Risk.GREEN


def read_safety(folder: Path) -> SafetyGuidance:
    """Read the gate's files.

    Raises:
        BadGuidance: A file breaks its form; the message names it.

    """
    raw = {name: _load(folder / name) for name in FILES}
    referrals = dict(raw["referrals.yaml"])
    fields = {
        "exemplars": {**raw["exemplars.yaml"], **raw["off_topic.yaml"]},
        "lexicons": raw["lexicons.yaml"],
        "fallbacks": referrals.pop("fallbacks", {}),
        "referrals": {category: _with_variants(form) for category, form in referrals.items()},
        "who": raw["who.yaml"],
        "holds": raw["holds.yaml"],
    }
    try:
        guidance = SafetyGuidance.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadGuidance(f"{folder}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    if missing := (RED | AMBER) - set(guidance.referrals):
        raise BadGuidance(f"{folder / 'referrals.yaml'}: no referral for {', '.join(sorted(missing))}")
    return guidance


def safety_hash(folder: Path) -> str:
    """Fingerprint the bytes of every file of the gate."""
    return hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in FILES)).hexdigest()


def read_contacts(path: Path | None) -> Contacts:
    """Read the organisation's contacts: a YAML file of `role: words to show`.

    Raises:
        BadSettings: The file cannot be read, or is no such list.

    """
    if path is None:
        return {}
    try:
        given = TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        return {role: clean(words) for role, words in given.items()}
    except OSError as error:
        raise BadSettings(f"SMALLACTS_CONTACTS: {path}: {error.strerror}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadSettings(
            f"SMALLACTS_CONTACTS: {path}: expected lines of `role: words to show`, as in `hr: the HR desk, room 12`"
        ) from error


def _with_variants(form: Any) -> Any:
    """The forms name the three kinds of person concerned beside their other fields."""
    if not isinstance(form, dict):
        return form
    return {
        "variants": {who: form[who] for who in Concerned if who in form},
        **{name: value for name, value in form.items() if name not in set(Concerned)},
    }


def _load(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise BadGuidance(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadGuidance(f"{path}:{mark.line + 1 if mark else 1}: not YAML: {getattr(error, 'problem', None)}") from error
    if not isinstance(raw, dict):
        raise BadGuidance(f"{path}:1: expected fields, one `name: value` a line")
    return raw
