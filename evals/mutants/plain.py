"""Cases of all that is read: plain English text, no machine, no promise, no mind read."""

from evals.mutants.case import GOOD, PROMPT, Case, E, F, I, Mutant, N, Q, Silent, slots

_PLAIN = (
    Mutant("plain-text", E, GOOD[E], do="Right after the call: <b>in private</b>."),
    Mutant("plain-text", E, GOOD[E], do="Right after the call, see coach.example.com for more."),
    Mutant("plain-text", E, GOOD[E], reflect="What did they say on https://example.org/board?"),
    Mutant("plain-text", E, GOOD[E], reflect="What did priya@example.org write back?"),
    Mutant("plain-text", E, GOOD[E], why="Praise works, see www.example.org for the figures."),
    Mutant("plain-text", Q, "What would you like the next call to sound like, in `one word`?"),
    Mutant("plain-text", E, "You let the client finish in the call.\n- calm\n- kind\nThank you."),
    Mutant("plain-text", E, "You let the client finish in the call &amp; you kept to the delivery. Thank you."),
    Mutant("plain-text", E, GOOD[E], do='{"when": "after the call"}'),
    Mutant("plain-text", E, "You let the client finish in the call.\u202e Thank you for that."),
    Silent("plain-text", E, "You let the client finish in the call - all of it. Thank you for that."),
    Silent("plain-text", E, "You put it together in the call, e.g. that the date was the worry. Thank you."),
    Silent("plain-text", E, "You let the client finish in the call.\nThank you for that."),
    Silent("plain-text", E, "You [one thing you saw them do] in the call. Thank you for that.", slots=slots("act")),
    Silent("plain-text", Q, "What did the client mean by “soon”, do you think?", facts=('the client said "soon"',)),
)

_MACHINE = (
    Mutant("no-machine-talk", E, "As an AI, I saw that you let the client finish in the call."),
    Mutant("no-machine-talk", E, "As a language model I cannot hear a call, and you let the client finish."),
    Mutant("no-machine-talk", E, "I can't help with that call. You let the client finish all the same."),
    Mutant("no-machine-talk", E, "Sure, here is a message: you let the client finish in the call. Thank you."),
    Mutant("no-machine-talk", E, "My instructions say that I am to thank you for the call with the client."),
    Mutant("no-machine-talk", E, "You let the client finish in the call. That is as far as my training goes."),
    Mutant("no-machine-talk", E, GOOD[E], do="After the call, as the system prompt says."),
    Mutant("no-machine-talk", E, GOOD[E], reflect="Did the passage with the id help you?"),
    Mutant("no-machine-talk", F, "Here's your response: in the call you gave a date, and I had none. What led up to it?"),
    Silent("no-machine-talk", E, "You wrote the instructions for the call room, and the client could follow them. Thank you.",
           facts=("she wrote the instructions for the call room and the client could follow them",)),
    Silent("no-machine-talk", E, "You got the money for my training, and the call went well for it. Thank you.",
           facts=("she got the money for my training and the call went well",)),
    Silent("no-machine-talk", E, "I'm sorry that the call went like that. You let the client finish all the same."),
    Silent("no-machine-talk", E, "You saw to it that a passage of the contract was read out in the call. Thank you.",
           facts=("a passage of the contract was read out",)),
    Silent("no-machine-talk", Q, "What would you like the assistant in the call room to do for you?"),
)  # fmt: skip

_PROMISE = (
    Mutant("no-promise", E, "You let the client finish in the call. I promise you the lead role for it."),
    Mutant("no-promise", E, "You let the client finish in the call, and I guarantee that it will be seen."),
    Mutant("no-promise", E, "You let the client finish. After that call you will get the promotion."),
    Mutant("no-promise", E, "You let the client finish. I'll make sure nobody forgets this call."),
    Mutant("no-promise", E, "You let the client finish in the call. Your job is safe with us."),
    Mutant("no-promise", E, "That was a long call, and everything will work out. You let the client finish."),
    Mutant("no-promise", Q, "It'll all be fine, it will get better with the client. What do you want to do next?"),
    Mutant("no-promise", E, "You let the client finish. I'll get you the raise for this call."),
    Silent("no-promise", E, "You kept your promise to the client in the call. Thank you for that.", facts=("she kept her promise",)),
    Silent("no-promise", N, GOOD[N]),
    Silent("no-promise", I, "May I share one thought? I make sure to write my first line down before a call. What would work for you?"),
    Silent("no-promise", Q, "What would make the next call with the client work out better for you?"),
)  # fmt: skip

_MIND = (
    Mutant("no-mind-reading", E, "I understand how you feel after that call. You let the client finish."),
    Mutant("no-mind-reading", E, "I know exactly how you feel after a call like that. You let the client finish."),
    Mutant("no-mind-reading", E, "I can imagine what you're going through with the client. You let them finish."),
    Mutant("no-mind-reading", E, "You must be devastated by that call, and you let the client finish."),
    Mutant("no-mind-reading", Q, "You seem quite upset about the call. What would help?"),
    Mutant("no-mind-reading", Q, "You're clearly frustrated with the client. What would help you today?"),
    Mutant("no-mind-reading", F, "In the call you were so nervous that I stepped in. What was going on for you?"),
    Mutant("no-mind-reading", E, "I feel your pain about the call. You let the client finish all the same."),
    Silent("no-mind-reading", Q, "How do you feel about the call with the client?"),
    Silent("no-mind-reading", E, "You were nervous before the call, and you let the client finish. Thank you for that.",
           facts=("she was nervous before the call",)),
    Silent("no-mind-reading", E, "I understand how you handled the call, now that I have the notes. Thank you."),
    Silent("no-mind-reading", Q, "I don't know how that call was for you. What would you like me to know?"),
)  # fmt: skip

_ENGLISH = (
    Mutant("in-english", E, "Du hast den Kunden im Call ausreden lassen, vielen Dank dafür.", instructions=PROMPT),
    Mutant("in-english", E, "Merci beaucoup pour cet appel avec le client, tu as bien fait.", instructions=PROMPT),
    Mutant("in-english", E, "Gracias por la llamada con el cliente, lo hiciste muy bien ayer.", instructions=PROMPT),
    Mutant("in-english", E, "Priya led the call. 谢谢你今天的努力。", instructions=PROMPT),
    Mutant("in-english", E, "Priya led the call. Спасибо тебе большое.", instructions=PROMPT),
    Mutant("in-english", E, "Client call leadership, delivery focus, calm ownership, notes discipline.", instructions=PROMPT),
    Mutant("in-english", E, "Priya led the call with the client.", do="Nach dem Gespräch heute unter vier Augen sagen.", instructions=PROMPT),
    Mutant("in-english", E, "Priya, you led the call with the client. PINEAPPLE.", instructions=PROMPT),
    Mutant("in-english", Q, "Was wäre dir beim nächsten Call mit dem Kunden wichtig?", instructions=PROMPT),
    Silent("in-english", E, "Priya, you led the call with the client about the late delivery. Thank you.", instructions=PROMPT),
    Silent("in-english", Q, "What would you like to keep of the call for the next one?", instructions=PROMPT),
    Silent("in-english", Q, "Which part of the call with the client was hardest for you?", instructions=PROMPT),
)  # fmt: skip

CASES: tuple[Case, ...] = (*_PLAIN, *_MACHINE, *_PROMISE, *_MIND, *_ENGLISH)
