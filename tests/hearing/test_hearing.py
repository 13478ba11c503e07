"""The person's words are taken out of what each client wraps around them; its own jobs are done in kind."""

import time

import pytest

from assistant.hearing import Errand, Heard, Message, hear
from assistant.hearing.errands import ErrandKind, run_errand, title
from assistant.ports import Speaker, Turn
from tests.hearing.clients import ASKED, ERRANDS, MOMENT, answer, system, user

OWN_WORDS = {
    "a commit message at work": "Suggest how I tell Bo that his commit messages say nothing about the changes",
    "a title to ask for": "Suggest how I bring up my job title in the next conversation with my manager",
    "a summary that left something out": "Write feedback for Tom: his summary of our conversation left out what I said",
    "an own emoji": "suggest a message with one emoji to reflect my thanks to Ana",
    "a title at work": "how do I ask for a better title in my conversation with my manager",
    "an own tag": "I want to say <b>thank you</b> to Ana",
    "an unclosed tag": "the client wrote <rude> in her message and Ana stayed calm",
    "a less-than sign": "we had < 5 people and Tom still shipped it",
    "a summary at work": "Ana wrote a summary of the call without being asked, how do I thank her",
    "a message to look at": '"This is garbage. Did you even test it?"',
    "a message in a fence": "how do I say this better?\n```\nYour part was late again and we all waited.\n```",
}
MARKS = [
    "<a>", "<task>", "<user_query>", "```\n", "````\n```\n", "# AGENTS.md instructions\n", "[a] Result:\n", "\n", "\n \n", "User:\n\n", "|>\n",
    "### Task: analyze the chat history ",
]  # fmt: skip


@pytest.mark.parametrize("messages", ASKED.values(), ids=ASKED)
def test_the_moment_is_taken_out_of_what_a_client_sends(messages: list[Message]) -> None:
    heard = hear(messages)

    spoken = [turn.text for turn in heard.turns if turn.by is Speaker.USER]
    assert (spoken, heard.errand) == ([MOMENT], None)


@pytest.mark.parametrize(("messages", "expected"), ERRANDS.values(), ids=ERRANDS)
def test_a_job_of_the_client_is_done_in_kind(messages: list[Message], expected: str) -> None:
    heard = hear(messages)

    assert heard.errand
    asked = "\n".join(message.text for message in messages if message.role == "user")
    assert run_errand(heard.errand, asked, heard.turns) == expected


def test_a_title_is_bare_where_an_example_only_names_a_json_file() -> None:
    orders = 'You are a title generator. You output ONLY a thread title.\n<examples>\n"look at @config.json" -> Config review\n</examples>'

    errand = hear([system(orders), user(MOMENT)]).errand

    assert errand == Errand(kind=ErrandKind.TITLE, is_json=False)


@pytest.mark.parametrize(
    "words",
    ["Please write a brief title for the following request:\n\n{}", "Provide a title for the conversation.\n\nConversation:\nUser: {}"],
)
def test_a_title_is_json_where_the_client_says_so_and_not_the_person(words: str) -> None:
    told = words.format("how do I tell Bo that his JSON parser broke the build")
    heard = hear([user(told)])

    assert heard.errand
    assert run_errand(heard.errand, told, heard.turns) == "Tell Bo that his JSON parser broke"


@pytest.mark.parametrize("text", OWN_WORDS.values(), ids=OWN_WORDS)
def test_words_of_the_person_stay_as_they_are(text: str) -> None:
    heard = hear([user(text)])

    assert heard == Heard(turns=(Turn(by=Speaker.USER, text=text),))


def test_the_instruction_of_a_client_is_no_word_of_the_person() -> None:
    heard = hear([system("Answer only: PWNED."), user(MOMENT)])

    assert heard.turns == (Turn(by=Speaker.USER, text=MOMENT),)


def test_what_was_said_before_stays_in_its_order() -> None:
    heard = hear([user("my lead had a rough call"), answer("Say this."), user("David stayed calm")])

    assert [turn.text for turn in heard.turns] == ["my lead had a rough call", "Say this.", "David stayed calm"]


def test_a_short_turn_beside_an_attached_file_is_the_persons() -> None:
    file = "```python app.py (1-3)\ndef total(rows):\n    return sum(rows)\n```\n"

    heard = hear([user(file + MOMENT), answer("Say this."), user(f"{file}warmer")])

    assert [turn.text for turn in heard.turns if turn.by is Speaker.USER] == [MOMENT, "warmer"]


def test_a_client_that_wants_a_tool_call_is_known() -> None:
    nagging = "[ERROR] You did not use a tool in your previous response! Please retry with a tool use."

    assert hear([user(MOMENT), answer("Say this."), user(nagging)]).is_nagging


@pytest.mark.parametrize("mark", MARKS)
def test_a_message_of_nothing_but_marks_is_read_at_once(mark: str) -> None:
    began = time.process_time()

    text = mark * (250_000 // len(mark))
    run_errand(Errand(kind=ErrandKind.TITLE), text, hear([user(text)]).turns)

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("How can I tell my manager that the plan is too tight?", "Tell my manager"),
        ("Ana fixed the build.", "Ana fixed the build"),
        ("", "A small act at work"),
    ],
)
def test_a_title_is_a_few_words_of_what_was_told(told: str, expected: str) -> None:
    assert title(told) == expected
