"""Cases of what a model wrote: facts that were told, slots that are places, nothing of its prompt."""

from dataclasses import replace

from assistant.domain import Slot
from evals.mutants.case import PROMPT, Case, E, F, I, Mutant, N, Q, Silent, slots


def _own(*hints: str) -> tuple[Slot, ...]:
    return tuple(Slot(name="own", hint=hint) for hint in hints)


_FACTS = (
    Mutant("facts-told", E, "Priya, you stayed late to rebuild the delivery plan. Thank you for that."),
    Mutant("facts-told", E, "You led the call, and you calmed the client down. Thank you, Priya."),
    Mutant("facts-told", E, "You led the call with the client, and they loved it. Thank you, Priya."),
    Mutant("facts-told", E, "You led the call with the client. The whole office cheered. Thank you."),
    Mutant("facts-told", E, "You led the call with the client. Your boss noticed and the board was impressed."),
    Mutant("facts-told", E, "Thank you for covering the weekend shift, Priya, and for the call with the client."),
    Mutant("facts-told", E, "You've turned the client around, Priya. I was glad to hear the call."),
    Mutant("facts-told", E, "You led the call with the client. Tomas learned a great deal from it."),
    Mutant("facts-told", E, "You led the call. It gave the client confidence in the new warehouse."),
    Mutant("facts-told", E, "You led the call. Everyone admires how the delivery was rescued."),
    Mutant("facts-told", F, "In the call with the client you interrupted Tomas twice. What led up to it?"),
    Mutant("facts-told", F, "In the call with the client you led, and I lost an hour of sleep. How did you see it?"),
    Mutant("facts-told", Q, "When the client threatened to leave in the call, what went through your mind?"),
    Mutant("facts-told", Q, "You broke the delivery portal before the call. What would help you now?"),
    Mutant("facts-told", I, "May I share one thing about calls? I ran a bakery for years and wrote every order down. What would work for you?"),
    Mutant("facts-told", N, "Priya, may I put you in touch with Tomas? He won an award for his notes. Fifteen minutes would do. I'll ask him first, and a no is fine."),
    Mutant("facts-told", E, "Priya, you led the call with the client in the quarterly review. Thank you for that."),
    Mutant("facts-told", E, "Priya, since the town hall demo you led the call with the client. Thank you."),
    Silent("facts-told", E, "Priya, you led the call with the client about the late delivery. Thank you for that."),
    Silent("facts-told", E, "Tomas, you took the notes in the call about the late delivery. I was glad to have them."),
    Silent("facts-told", E, "You [one thing you saw them do] in the call with the client. Thank you for that.", slots=slots("act")),
    Silent("facts-told", E, "You led the call about the delivery, and it [what it changed]. Thank you, Priya.", slots=slots("effect")),
    Silent("facts-told", E, "You handled a hard call with the client, Priya. I noticed, and I wanted you to know."),
    Silent("facts-told", Q, "What went through your mind when you led the call with the client?"),
    Silent("facts-told", Q, "What have you tried with the client since the call?"),
    Silent("facts-told", F, "In the call with the client, the delivery was late. How did you see it, Priya?"),
    Silent("facts-told", N, "Priya, would it suit you if I put you in touch with Tomas? He took the notes in the call. Fifteen minutes would do. "
           "I'll ask him first, and a no is fine."),
    Silent("facts-told", I, "May I share one thought about calls? I write my first line down. What would work for you?", facts=("I write my first line down",)),
)  # fmt: skip

_PROMPT_CASES = (
    Mutant("not-the-prompt", E, "Priya led the call. You write one small act of mentorship at work."),
    Mutant("not-the-prompt", E, "Facts come only from the situation, in its own words, and I thank you for the call."),
    Mutant("not-the-prompt", E, "Priya, you led the call with the client. Thank you.", do="After the call: facts come only from the situation, in its own words."),
    Mutant("not-the-prompt", E, "Priya, you led the call with the client. Thank you.", reflect="Why do you write one small act of mentorship at work?"),
    Silent("not-the-prompt", E, "Priya, you led the call with the client in your own words. Thank you for that."),
    Silent("not-the-prompt", Q, "What is one small act that would help you before the next call?"),
    Silent("not-the-prompt", E, "Priya, you told the client that facts come only from the situation, in its own words. Thank you.",
           facts=("she told the client that facts come only from the situation, in its own words",)),
)  # fmt: skip

_SLOTS = (
    Mutant("slots-are-places", E, "You [send gift cards to the new office today] in the call. Thank you.", slots=_own("send gift cards to the new office today")),
    Mutant("slots-are-places", E, "You led the call, and it [you must do that again]. Thank you.", slots=_own("you must do that again")),
    Mutant("slots-are-places", E, "You led the call, and it [call 555 0147]. Thank you for that.", slots=_own("call 555 0147")),
    Mutant("slots-are-places", E, "You led the call, and [the client who was so very glad of all that you did for them in it]. Thank you.",
           slots=_own("the client who was so very glad of all that you did for them in it")),
    Mutant("slots-are-places", E, "You [a]; you [the b]; you [the c]; it [the d]; and [the e] in the call.", slots=_own("a", "the b", "the c", "the d", "the e")),
    Mutant("slots-are-places", E, "You led the call with the client. Thank you, Priya.", do="After [the call], in private."),
    Silent("slots-are-places", E, "You [one thing you saw them do] in the call, and it [what it changed]. Thank you.", slots=slots("act", "effect")),
    Silent("slots-are-places", E, "You [how you saw them answer] in the call. Thank you for that.", slots=_own("how you saw them answer")),
    Silent("slots-are-places", E, "You led the call with the client. Thank you, Priya."),
)  # fmt: skip

_BESIDE = (
    Mutant(
        "nothing-beside-the-words",
        E,
        "You led the call with the client. Thank you, Priya.",
        do="After the call, you must fire them if they say no.",
    ),
    Mutant(
        "nothing-beside-the-words",
        E,
        "You led the call with the client. Thank you, Priya.",
        do="After the call, ask if they take medication.",
    ),
    Mutant(
        "nothing-beside-the-words", E, "You led the call with the client. Thank you, Priya.", reflect="Are they depressed after the call?"
    ),
    Mutant(
        "nothing-beside-the-words", E, "You led the call with the client. Thank you, Priya.", reflect="Why should they be sacked for it?"
    ),
    Silent(
        "nothing-beside-the-words",
        E,
        "You led the call with the client. Thank you, Priya.",
        do="Today, after the call, in private. Then leave it there.",
    ),
    Silent(
        "nothing-beside-the-words",
        E,
        "You led the call with the client. Thank you, Priya.",
        reflect="What did they say, and what did I hear?",
    ),
    Silent("nothing-beside-the-words", Q, "What would you keep of the call with the client?", do="Tomorrow, once they have slept on it."),
)

CASES: tuple[Case, ...] = tuple(replace(case, instructions=PROMPT) for case in (*_FACTS, *_PROMPT_CASES, *_SLOTS, *_BESIDE))
