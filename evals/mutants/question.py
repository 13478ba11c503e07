"""Cases of a question: one, open, short, not leading, no menu, no advice."""

from evals.mutants.case import Case, Mutant, Q, Silent, slots

_ONE = (
    Mutant("one-question", Q, "Tell me about the call with the client."),
    Mutant("one-question", Q, "I'd like to hear how the call with the client went."),
    Mutant("one-question", Q, "What went well in the call? What would you change?"),
    Mutant("one-question", Q, "How was the call? And how was the client? And how are you?"),
    Mutant("one-question", Q, "What did the client want in the call??"),
    Silent("one-question", Q, "What would you like the client to say after the next call?"),
    Silent("one-question", Q, "I was next door. How did the call sound from where you sat?"),
    Silent("one-question", Q, "Tell me, who else heard what the client said?"),
    Silent("one-question", Q, "You said you had a question about the call. What is it?"),
)

_OPEN = (
    Mutant("open-question", Q, "Did the call with the client go the way you wanted?"),
    Mutant("open-question", Q, "Are you happy with the call today?"),
    Mutant("open-question", Q, "Could you tell me what the client wanted?"),
    Mutant("open-question", Q, "Do you know what the client wanted from the call?"),
    Mutant("open-question", Q, "I heard the call. Would you lead it again?"),
    Mutant("open-question", Q, "In the call with the client, were you at ease?"),
    Mutant("open-question", Q, "When you think back to the call, did you like it?"),
    Mutant("open-question", Q, "Did you like the call, and how was it?"),
    Mutant("open-question", Q, "The client was happy with the call, right?"),
    Silent("open-question", Q, "Looking back at the call, what surprised you?"),
    Silent("open-question", Q, "If you led the call again, which part would you keep?"),
    Silent("open-question", Q, "After the call, who did you want to talk to first?"),
    Silent("open-question", Q, "And what else did the client say?"),
    Silent("open-question", Q, "Tell me, how did the call begin?"),
    Silent("open-question", Q, "I heard the end of the call. Where were you glad of the notes?"),
    Silent("open-question", Q, "Before the next call, what would you like to find out?"),
    Silent("open-question", Q, "Priya, what would help you most in the next call?"),
)

_NOT_LEADING = (
    Mutant("not-leading", Q, "Have you tried sending the client the new date?"),
    Mutant("not-leading", Q, "Okay, have you thought about calling the client back?"),
    Mutant("not-leading", Q, "What do you make of the call, and don't you think the client was right?"),
    Mutant("not-leading", Q, "Why don't you ask Tomas for the notes?"),
    Mutant("not-leading", Q, "Why don’t you ask Tomas for the notes?"),
    Mutant("not-leading", Q, "Wouldn't it be easier to send the client a date?"),
    Mutant("not-leading", Q, "I read the notes. Why did you give the client a date?"),
    Mutant("not-leading", Q, "What were you thinking in that call with the client?"),
    Mutant("not-leading", Q, "What if you simply called the client back?"),
    Mutant("not-leading", Q, "How about asking Tomas for the notes first?"),
    Silent("not-leading", Q, "What have you tried so far with the client?"),
    Silent("not-leading", Q, "How did you choose the date for the client?"),
    Silent("not-leading", Q, "What do you think the client heard in the call?"),
    Silent("not-leading", Q, "What were you hoping for when you made the call?"),
    Silent("not-leading", Q, "If you thought about the call from the client's side, what would you see?"),
)

_SHORT = (
    Mutant("short-question", Q, "What would you say to the client if they called again tomorrow and asked about the delivery and the date and the "
           "notes and the plan for the rest of it?"),
    Mutant("short-question", Q, "How did you decide in the middle of that long call with the client, with Tomas next to you taking his notes, that "
           "this was the time to name the date?"),
    Mutant("short-question", Q, "I heard it. Which of the many things that the client said in the call about the delivery, the date, the price, the "
           "notes and the plan do you still hear now that it is over?"),
    Mutant("short-question", Q, "If the client were to call you again this very afternoon, what is the first thing that you would want to say about the "
           "late delivery, the date and the notes?"),
    Silent("short-question", Q, "What would you say to the client if they called again tomorrow?"),
    Silent("short-question", Q, "I heard the call from the room next door, and I have been thinking about the client since. I have no view on it yet. "
           "What is yours?"),
    Silent("short-question", Q, "Which part of the call is still with you? I mean the one with the client."),
    Silent("short-question", Q, "How did you decide in the middle of that long call with the client, with Tomas next to you, to name the date?"),
)  # fmt: skip

_NO_MENU = (
    Mutant("no-either-or", Q, "What do you want next with the client, a call or a mail?"),
    Mutant("no-either-or", Q, "Which is better for you and the client, today or tomorrow?"),
    Mutant("no-either-or", Q, "What stayed with you from the call: the client, or the date?"),
    Mutant("no-either-or", Q, "How would you rather lead the call, alone or with Tomas?"),
    Silent("no-either-or", Q, "What was more important to the client than the delivery?"),
    Silent("no-either-or", Q, "I can call or write, as you like. How would you like to hear from me?"),
    Silent("no-either-or", Q, "What would you want a doctor, an author and a tutor to see in the call?"),
    Silent("no-either-or", Q, "What would you like to see in [the meeting, call or piece of work]?", slots=slots("event")),
    Silent("no-either-or", Q, "What would you like the client to say in a day or two?"),
)

_ALONE = (
    Mutant("question-alone", Q, "You could call the client back today. What do you think of that?"),
    Mutant("question-alone", Q, "If I were you, I'd send a date first. How does that sound?"),
    Mutant("question-alone", Q, "I think you could send the client a date. How does that sound?"),
    Mutant("question-alone", Q, "Maybe you ask Tomas for the notes. What speaks against it?"),
    Mutant("question-alone", Q, "I'd suggest a short mail to the client first. What holds you back?"),
    Mutant("question-alone", Q, "It would be better to send the notes first. What holds you back?"),
    Mutant("question-alone", Q, "Next time, start the call with the date. How does that sound?"),
    Mutant("question-alone", Q, "The call was long. The client was loud. Tomas took notes. What would you change?"),
    Mutant("question-alone", Q, "What would help you with the client? You could send them the new date."),
    Silent("question-alone", Q, "I heard the end of the call. The client was loud. What was it like for you?"),
    Silent("question-alone", Q, "I have no advice on the client. What do you see that I don't?"),
    Silent("question-alone", Q, "I'm glad you could join the call. What did you make of it?"),
    Silent("question-alone", Q, "I would like to hear your side of the call. What did you make of it?"),
    Silent("question-alone", Q, "What could you leave out of the next call?"),
)

CASES: tuple[Case, ...] = (*_ONE, *_OPEN, *_NOT_LEADING, *_SHORT, *_NO_MENU, *_ALONE)
