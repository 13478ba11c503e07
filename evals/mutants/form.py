"""Cases of form: one action, length, sayable, grounded, cue, reflection."""

from evals.mutants.case import GOOD, PROMPT, Case, E, F, I, Mutant, N, Q, Silent, slots

_ONE_ACTION = (
    Mutant("one-action", E, GOOD[E], do="Say it after the call. Write it down tonight. Send it to her lead tomorrow."),
    Mutant("one-action", E, GOOD[E], do="After the call, say it to her face, and also send a note to her lead."),
    Mutant("one-action", Q, GOOD[Q], do="- ask it after the call\n- send the notes tonight"),
    Mutant("one-action", Q, GOOD[Q], do="1. Ask it today.\n2. Write the answer down tomorrow."),
    Mutant("one-action", F, GOOD[F], do="Say it after the call as well as in the next meeting."),
    Mutant("one-action", I, GOOD[I], do="Offer it right after the call. Additionally, write it down for the team."),
    Mutant("one-action", N, GOOD[N], do="• Today: ask her\n• Tomorrow: ask him"),
    Mutant("one-action", E, GOOD[E], do="Say it after the call, and send a note to her lead.", instructions=PROMPT),
    Mutant("one-action", E, GOOD[E], do="Say it after the call, then write it down for the team.", instructions=PROMPT),
    Mutant("one-action", Q, GOOD[Q], do="Ask it today and tell the whole team about it.", instructions=PROMPT),
    Silent("one-action", Q, GOOD[Q], do="When you are both back from the call, ask it and let the silence be.", instructions=PROMPT),
    Silent("one-action", E, GOOD[E], do="Right after the call, before the next one. Keep it to one breath."),
    Silent("one-action", E, GOOD[E], do="Once the client has hung up, take a breath - then say it."),
    Silent("one-action", Q, GOOD[Q], do="When she is back from the call, ask it and wait."),
    Silent("one-action", F, GOOD[F], do="Within a day, by chat: two lines, no more."),
    Silent("one-action", F, GOOD[F], do="After lunch, e.g. on the way back to the call room, say it. Then stop."),
    Silent("one-action", I, GOOD[I], do="At the end of the call, well away from the others."),
)

_LENGTH = (
    Mutant("length", Q, "What helped you there?"),
    Mutant("length", E, "You led the call well."),
    Mutant("length", F, "In the call you spoke over the client, and I winced."),
    Mutant("length", I, "May I share a thought about calls?"),
    Mutant("length", N, "Priya, meet Tomas, is that okay? I asked both."),
    Mutant(
        "length",
        Q,
        "The call was long and the client had a great many things to say about the delivery and the dates and the notes. "
        "Tomas wrote as fast as he could and still had to listen to the recording for half of it. What was the one thing that mattered?",
    ),
    Mutant("length", E, GOOD[E], why=" ".join(["Praise for something done tells a person what to do again."] * 13)),
    Silent("length", Q, "What did the client want most?"),
    Silent("length", E, "You let the client finish before you answered. Thank you."),
    Silent("length", F, "In the call you gave a date, and I had none. What led up to it?"),
    Silent("length", I, GOOD[I]),
    Silent("length", N, GOOD[N]),
    Silent("length", E, GOOD[E], why=" ".join(["Praise for something done tells a person what to do again."] * 10)),
)

_SAYABLE = (
    Mutant("sayable", E, "Let them know that you saw how they let the client finish in the call."),
    Mutant("sayable", E, "Tell her that you liked the call, because she let the client finish."),
    Mutant("sayable", E, "Encourage him to lead the next call, and say that you will be there."),
    Mutant("sayable", F, "Ask the team what happened in the call, and say that you lost the thread of it."),
    Mutant("sayable", E, "Tell Priya that you saw how she let the client finish, and that you liked it."),
    Mutant("sayable", E, "Praise for the calm voice in the call, sincere and specific, about the late delivery."),
    Mutant("sayable", E, "You [one thing you saw them do] in the call with the client. Thank you for that."),
    Mutant("sayable", E, "You let the client finish in the call, and I saw it. Thank you.", slots=slots("effect")),
    Mutant("sayable", E, "You {act} in the call with the client, and I saw it. Thank you."),
    Mutant("sayable", E, "**Thank you** for the way you let the client finish in the call."),
    Mutant("sayable", N, f"{GOOD[N]} He is at https://example.org/tomas."),
    Silent("sayable", Q, "Tell me, how did the call with the client go for you?"),
    Silent("sayable", E, "You told them what you knew about the delivery, and you let them ask. Thank you."),
    Silent("sayable", E, "You let them tell you what was late before you answered. Thank you for that."),
    Silent("sayable", E, "You [one thing you saw them do] in the call. Thank you for that.", slots=slots("act")),
    Silent("sayable", Q, "What would be different if the next call were an easy one?"),
    Silent("sayable", I, "May I share how the calls went for us? We wrote the first line down. What would suit you?"),
    Silent("sayable", N, "Priya, may I put you in touch with Tomas about the notes? I'll ask him if ten minutes suit him before you hear "
           "from either of us, and a no is fine."),
)  # fmt: skip

_ELSEWHERE = "Today, in private."
_GENERAL = "Specific praise"

_GROUNDED = (
    Mutant("grounded", E, "You did a great thing there and I was glad to see it. Thank you.", do=_ELSEWHERE, title=_GENERAL),
    Mutant("grounded", Q, "What is the one skill that you would like to learn this year?", do=_ELSEWHERE, title=_GENERAL),
    Mutant("grounded", F, "In that review you skipped the tests, and I lost an hour. What happened?", do=_ELSEWHERE, title=_GENERAL),
    Mutant("grounded", I, "May I share a thought? I plan my mornings on paper, and I like it. What do you do?", do=_ELSEWHERE, title=_GENERAL),
    Mutant("grounded", N, "Anna, may I put you in touch with Bela about gardening? Ten minutes would do. I'll ask both, and a no is fine.",
           do=_ELSEWHERE, title=_GENERAL, people=("Anna", "Bela")),
    Mutant("grounded", Q, "Who would you like to learn from this year, and why them?", do=_ELSEWHERE, title=_GENERAL, score=0.64),
    Mutant("grounded", Q, "Who would you like to learn from this year?", do=_ELSEWHERE, title=_GENERAL, score=0.9, instructions=PROMPT),
    Silent("grounded", Q, "Who would you like to learn from this year, and when?", do=_ELSEWHERE, title=_GENERAL, score=0.65),
    Silent("grounded", E, "You let the client finish before you answered. Thank you for that.", do=_ELSEWHERE, title=_GENERAL),
    Silent("grounded", E, "Priya, I saw what you did there, and I liked it a lot.", do=_ELSEWHERE, title=_GENERAL),
    Silent("grounded", Q, "What would you like me to know about delivering on time?", do=_ELSEWHERE, title=_GENERAL),
    Silent("grounded", Q, "What would you like to do with it from here?", do=_ELSEWHERE, title="Ask after a client call"),
    Silent("grounded", E, "You [one thing you saw them do], and I was glad to see it. Thank you.", do=_ELSEWHERE, title=_GENERAL,
           slots=slots("act")),
    Silent("grounded", E, "You rewrote the escalation page, and I read all of it. Thank you.", do=_ELSEWHERE, title=_GENERAL,
           facts=("she rewrote the escalation page",)),
)  # fmt: skip

_CUE = (
    Mutant("cue", E, GOOD[E], do="Say it in private."),
    Mutant("cue", E, GOOD[E], do="Keep it short, and look at them."),
    Mutant("cue", Q, GOOD[Q], do="Ask it in person rather than in chat."),
    Mutant("cue", F, GOOD[F], do="In private, with the door closed."),
    Mutant("cue", I, GOOD[I], do="Write it in one line, and leave it there."),
    Mutant("cue", E, GOOD[E], do="Say it quietly at your desk."),
    Silent("cue", E, GOOD[E], do="Before the next stand-up, at her desk."),
    Silent("cue", E, GOOD[E], do="As soon as the client has hung up."),
    Silent("cue", Q, GOOD[Q], do="On Monday, over coffee."),
    Silent("cue", Q, GOOD[Q], do="While you walk back from the call."),
    Silent("cue", F, GOOD[F], do="Next Tuesday, over lunch."),
    Silent("cue", I, GOOD[I], do="Within the hour, in chat."),
    Silent("cue", N, GOOD[N], do="At the end of the shift, to each of them."),
)

_REFLECTION = (
    Mutant("reflection", E, GOOD[E], reflect=""),
    Mutant("reflection", E, GOOD[E], reflect="Think about how it went."),
    Mutant("reflection", Q, GOOD[Q], reflect="How did it land? What would you change?"),
    Mutant("reflection", F, GOOD[F], reflect="Did it help? Write it down."),
    Mutant("reflection", I, GOOD[I], reflect="How did it land?!"),
    Silent("reflection", E, GOOD[E], reflect="What did they do next?"),
    Silent("reflection", Q, GOOD[Q], reflect="I asked and then waited. How long did I wait?"),
    Silent("reflection", F, GOOD[F], reflect="Which of my words did they repeat, if any?"),
    Silent("reflection", I, GOOD[I], reflect="Did I hand it back, so that they had the last word? "),
)

CASES: tuple[Case, ...] = (*_ONE_ACTION, *_LENGTH, *_SAYABLE, *_GROUNDED, *_CUE, *_REFLECTION)
