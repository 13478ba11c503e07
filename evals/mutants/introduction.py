"""Cases of an introduction: two people, both asked first, a reason, a small ask, an easy way out."""

from evals.mutants.case import GOOD, Case, Mutant, N, Silent, slots

_SHIFTS = "Priya wants to learn how Tomas plans the night shifts. They have never met."
_SAY = (
    "Priya, may I put you in touch with Tomas? He plans the night shifts because he likes puzzles, and you asked about them. "
    "Fifteen minutes would do. I'll ask him first, and a no is fine."
)


def _instead(old: str, new: str) -> str:
    assert old in _SAY  # a case that changes nothing would test nothing
    return _SAY.replace(old, new)


_TWO_PEOPLE = (
    Mutant("two-people", N, _instead("Tomas", "somebody"), situation=_SHIFTS),
    Mutant("two-people", N, _instead("Priya, may", "May").replace("Tomas", "a colleague"), situation=_SHIFTS),
    Mutant("two-people", N, _instead("Tomas", "your manager Tomas"), situation=_SHIFTS),
    Mutant("two-people", N, _instead("you in touch with Tomas", "my direct report Tomas in touch with you"), situation=_SHIFTS),
    Mutant("two-people", N, _instead("Tomas", "Priya"), situation=_SHIFTS),
    Mutant("two-people", N, _instead("Priya", "[their name]").replace("Tomas", "an expert"), situation="Who knows about night shifts here?",
           slots=slots("person")),
    Mutant("two-people", N, _instead("Tomas?", "somebody on Monday?"), situation="Priya wants to learn on Monday how night shifts are planned."),
    Mutant("two-people", N, _instead("Tomas", "somebody"), situation="Priya has fifteen minutes to learn how night shifts are planned."),
    Mutant("two-people", N, _instead("Priya", "Anna Berg").replace("Tomas", "somebody"), situation="I want to help with the night shifts.",
           people=("Anna Berg", "Luis Ortega")),
    Silent("two-people", N, _SAY, situation=_SHIFTS),
    Silent("two-people", N, _instead("Priya", "[their name]").replace("Tomas", "[the other person]"), situation="Who knows about night shifts?",
           slots=slots("person", "other_person")),
    Silent("two-people", N, _instead("Tomas", "[the other person]"), situation=_SHIFTS, slots=slots("other_person")),
    Silent("two-people", N, _instead("Priya", "Anna").replace("Tomas", "Luis"), situation="I want to help with the night shifts.",
           people=("Anna Berg", "Luis Ortega")),
    Silent("two-people", N, _SAY, situation="how do i bring priya together with tomas who plans the night shifts"),
    Silent("two-people", N, _instead("you asked about them", "your report on rest times made him think of you"), situation=_SHIFTS,
           facts=("he read her report on rest times and thought of her",)),
)  # fmt: skip

_CONSENT = (
    Mutant("consent-of-both", N, "Priya, this is Tomas. Tomas, this is Priya, who wants to learn your night shifts. Fifteen minutes would do, and a no "
           "is fine.", situation=_SHIFTS),
    Mutant("consent-of-both", N, _instead("I'll ask him first, and a", "A"), situation=_SHIFTS),
    Mutant("consent-of-both", N, _instead("may I put you in touch with Tomas?", "I'm putting you in touch with Tomas."), situation=_SHIFTS),
    Mutant("consent-of-both", N, _instead("I'll ask him first, and", "Write to him once he is back, and"), situation=_SHIFTS),
    Mutant("consent-of-both", N, "Tomas, Priya wants to learn how you plan the night shifts, so I gave her your name for fifteen minutes. She will "
           "write to you today, and a no is fine.", situation=_SHIFTS),
    Mutant("consent-of-both", N, "Priya, meet Tomas, who plans the night shifts. You are both in copy here, so that fifteen minutes are quick to find. "
           "What do you think? A no is fine.", situation=_SHIFTS),
    Silent("consent-of-both", N, _SAY, situation=_SHIFTS),
    Silent("consent-of-both", N, _instead("I'll ask him first", "I ask you both the same question"), situation=_SHIFTS),
    Silent("consent-of-both", N, _instead("may I put you in touch with", "would you be open to a talk with"), situation=_SHIFTS),
    Silent("consent-of-both", N, _instead("I'll ask him first", "Nothing goes out before I have two yeses"), situation=_SHIFTS),
    Silent("consent-of-both", N, _instead("I'll ask him first", "Tomas has already agreed to it"), situation=_SHIFTS,
           facts=("Tomas agreed to it",)),
)  # fmt: skip

_NO_ADDRESS = (
    Mutant("no-address", N, f"{_SAY} He is at tomas.silva@example.org.", situation=_SHIFTS),
    Mutant("no-address", N, f"{_SAY} His number is +49 170 123 4567.", situation=_SHIFTS, facts=("his number is +49 170 123 4567",)),
    Mutant("no-address", N, f"{_SAY} Call him: (030) 555-0199-20.", situation=_SHIFTS, facts=("call 030 555 0199 20",)),
    Mutant("no-address", N, _instead("Tomas?", "Tomas (t.silva+work@mail.example.com)?"), situation=_SHIFTS),
    Mutant("no-address", N, f"{_SAY} He is at linkedin.com/in/tomas-silva.", situation=_SHIFTS),
    Silent("no-address", N, _SAY, situation=_SHIFTS),
    Silent("no-address", N, _instead("Fifteen minutes", "Fifteen minutes between 10 and 11"), situation=_SHIFTS,
           facts=("he is free between 10 and 11",)),
    Silent("no-address", N, _instead("I'll ask him first", "I'll ask him first and share no address before that"), situation=_SHIFTS),
    Silent("no-address", N, _instead("Fifteen minutes would do", "Fifteen minutes at the entrance would do"), situation=_SHIFTS),
)  # fmt: skip

_REASON = (
    Mutant("reason-for-each", N, "Priya, may I put you in touch with Tomas? Fifteen minutes would do. I'll ask both of you. Say no if you like.",
           situation=_SHIFTS),
    Mutant("reason-for-each", N, "Tomas, would you be open to a chat with Priya? I'd ask her first, one question each. No pressure at all.",
           situation=_SHIFTS),
    Mutant("reason-for-each", N, "Priya, would a coffee with Tomas suit you? I'll ask both. No rush, and no hard feelings if not.", situation=_SHIFTS),
    Mutant("reason-for-each", N, "Priya, may I put you in touch with Tomas? Ten minutes would do. I'll ask him first, and a no is fine.",
           situation=_SHIFTS),
    Mutant("reason-for-each", N, "Priya, would about fifteen minutes with Tomas suit you? I'll ask both. Say no if you like, whenever.",
           situation=_SHIFTS),
    Silent("reason-for-each", N, _SAY, situation=_SHIFTS),
    Silent("reason-for-each", N, _instead("because he likes puzzles, and you asked about them", "and you are learning it"), situation=_SHIFTS),
    Silent("reason-for-each", N, "Priya, may I put you in touch with Tomas about the night shifts? Ten minutes would do. I'll ask both. Say no if "
           "you like.", situation=_SHIFTS),
    Silent("reason-for-each", N, "Priya, may I put you in touch with Tomas? I thought of you, [why you thought of them]. Ten minutes would do. I'll "
           "ask both. Say no if you like.", situation=_SHIFTS, slots=slots("reason")),
)  # fmt: skip

_SMALL = (
    Mutant("small-ask", N, _instead("Fifteen minutes would do.", "He has a lot to say."), situation=_SHIFTS),
    Mutant("small-ask", N, _instead("Fifteen minutes would do.", "It would be weekly, for a year."), situation=_SHIFTS),
    Mutant("small-ask", N, _instead("Fifteen minutes would do.", "He would mentor you from then on."), situation=_SHIFTS),
    Mutant("small-ask", N, _instead("Fifteen minutes would do.", "You would work through all of his plans."), situation=_SHIFTS),
    Mutant(
        "small-ask", N, _instead("Fifteen minutes would do.", "He would mentor you for a year, once you both say yes."), situation=_SHIFTS
    ),
    Silent("small-ask", N, _SAY, situation=_SHIFTS),
    Silent("small-ask", N, _instead("Fifteen minutes would do.", "A coffee would do."), situation=_SHIFTS),
    Silent("small-ask", N, _instead("Fifteen minutes would do.", "One question is enough to begin with."), situation=_SHIFTS),
    Silent("small-ask", N, _instead("Fifteen minutes would do.", "Half an hour at most."), situation=_SHIFTS),
    Silent("small-ask", N, _instead("Fifteen minutes would do.", "At most 15 minutes."), situation=_SHIFTS, facts=("15 minutes would do",)),
)

_WAY_OUT = (
    Mutant("easy-way-out", N, _instead(", and a no is fine", ""), situation=_SHIFTS),
    Mutant("easy-way-out", N, _instead("and a no is fine", "and I count on you"), situation=_SHIFTS),
    Mutant("easy-way-out", N, _instead("and a no is fine", "and I've told him that you are in"), situation=_SHIFTS),
    Mutant("easy-way-out", N, _instead("and a no is fine", "and then send you a time this week"), situation=_SHIFTS),
    Mutant("easy-way-out", N, _instead("and a no is fine", "so please don't say no"), situation=_SHIFTS),
    Silent("easy-way-out", N, GOOD[N]),
    Silent("easy-way-out", N, _instead("a no is fine", "no hard feelings"), situation=_SHIFTS),
    Silent("easy-way-out", N, _instead("and a no is fine", "and if you'd rather not, that's the end of it"), situation=_SHIFTS),
    Silent("easy-way-out", N, _instead("and a no is fine", "and you can pass on this without a reason"), situation=_SHIFTS),
)

_INTRODUCTION_ALONE = (
    Mutant("introduction-alone", N, f"{GOOD[N]} Next time, send the notes earlier."),
    Mutant("introduction-alone", N, f"{GOOD[N]} My advice: bring the list of late deliveries."),
    Mutant("introduction-alone", N, f"{GOOD[N]} You might want to plan the questions beforehand."),
    Mutant("introduction-alone", N, f"{GOOD[N]} If I were you, I'd say yes."),
    Silent("introduction-alone", N, GOOD[N]),
    Silent("introduction-alone", N, GOOD[N].replace("Fifteen minutes would do", "Fifteen minutes next week would do")),
    Silent("introduction-alone", N, GOOD[N].replace("a no is fine", "you might like to say no, which is fine")),
)

CASES: tuple[Case, ...] = (*_INTRODUCTION_ALONE, *_TWO_PEOPLE, *_CONSENT, *_NO_ADDRESS, *_REASON, *_SMALL, *_WAY_OUT)
