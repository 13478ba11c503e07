"""A conversation over the real assistant."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from assistant.conversation.talk import Conversation
from assistant.factory import Parts
from assistant.factory_chat import open_conversation
from tests.conversation.talking import Talking, talk_with


@pytest.fixture
def conversation(parts: Parts) -> Conversation:
    return replace(open_conversation(parts), today=lambda: date(2026, 11, 27))


@pytest.fixture
def talk(conversation: Conversation) -> Talking:
    return partial(talk_with, conversation)
