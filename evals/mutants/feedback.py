"""Cases of a feedback: a moment, what was done, what it did, one point, one way on."""

from assistant.domain import Verdict
from evals.mutants.case import Case, F, Mutant, Silent, slots

_STAKE = "Priya presents the budget to the board on Friday; in the dry run she skipped the costs."

_ANCHORED = (
    Mutant("anchored", F, "You talk over clients and ideas get lost, and I lose track. What is going on?"),
    Mutant("anchored", F, "You don't send notes, and I can't plan a delivery. Could you send them?"),
    Mutant("anchored", F, "You interrupt clients, and I lose track of what they want. How do you see it?"),
    Mutant("anchored", F, "I noticed you are quiet lately, and I miss your ideas. What is going on?"),
    Mutant("anchored", F, "I'm not happy with your work, and I have told you so. What will you do?"),
    Silent("anchored", F, "When the client asked for a date, you gave one, and I had none. What led up to it?"),
    Silent("anchored", F, "Yesterday you sent the notes without the date, and I had to ask. What happened?"),
    Silent("anchored", F, "Reading your notes, I missed the date that you gave the client. Where did it go?"),
    Silent("anchored", F, "Twice in a row you answered before the client had finished, and I lost the thread. How was it for you?"),
    Silent("anchored", F, "You gave the client a date in Tuesday's call, and I had none. What led up to it?"),
    Silent(
        "anchored", F, "At [the meeting, call or piece of work] you gave a date, and I had none. What led up to it?", slots=slots("event")
    ),
)

_OBSERVABLE = (
    Mutant("observable", F, "In the call you were careless with the date, and I had to correct it. What happened?"),
    Mutant("observable", F, "In the call you always talk over the client, and I lose the thread. What is going on?"),
    Mutant("observable", F, "In the call you showed a bad attitude, and I was sorry to see it. What happened?"),
    Mutant("observable", F, "In the call you were too quiet, and I took over the client. What was going on?"),
    Mutant("observable", F, "In the call you don't listen to the client, and I lose the thread. What is going on?"),
    Mutant("observable", F, "In the call the tone was off, and the client was lost. What happened?"),
    Mutant("observable", F, "In the call you are always late with the date, and I wait for it. What is going on?"),
    Mutant("observable", F, "In the call you were unreliable with the dates, and I had to correct it. What happened?"),
    Silent("observable", F, "In the call you answered before the client had finished, and I lost the thread. How was it for you?"),
    Silent("observable", F, "I read your notes from the call and missed the date. Where did it go?"),
    Silent("observable", F, "In the call you [one thing you saw them do], and I lost the thread. What happened?", slots=slots("act")),
    Silent("observable", F, "Your message to the client after the call had no date in it, and I had to ask. What happened?"),
    Silent(
        "observable", F, "In that difficult call you answered before the client had finished, and I lost the thread. How was it for you?"
    ),
    Silent("observable", F, "After the call you sent the notes, and the mail never reached me. What happened?"),
)

_EFFECT_TOLD = (
    Mutant("feedback-effect-told", F, "In the call you gave a date, and it broke the whole budget of the year. What led up to it?"),
    Mutant("feedback-effect-told", F, "In the call you gave two dates, which confused everybody in sales. What led up to it?"),
    Mutant("feedback-effect-told", F, "In the call you looked at your phone. The whole team noticed the silence. What was going on?"),
    Mutant("feedback-effect-told", F, "In the call you gave a date. That delayed the launch by weeks, as I see it. What happened?"),
    Mutant("feedback-effect-told", F, "In the call you gave a date, and it cost us the client. What led up to it?"),
    Silent("feedback-effect-told", F, "In the call you gave two dates, and it confused the planners. What led up to it?",
           facts=("the planners were confused by two dates",)),
    Silent("feedback-effect-told", F, "In the call you gave a date, and it [what it changed]. What led up to it?", slots=slots("effect")),
    Silent("feedback-effect-told", F, "In the call you gave a date, and I had none. What led up to it?"),
    Silent("feedback-effect-told", F, "In the call you gave a date and kept the notes to yourself. I missed them. What led up to it?"),
    Silent("feedback-effect-told", F, "In the call you gave a date, which cost [what it changed]. What led up to it?", slots=slots("effect")),
)  # fmt: skip

_EFFECT_GIVEN = (
    Mutant("effect-given", F, "In the call you answered before the client had finished. What happened there?"),
    Mutant("effect-given", F, "When the client asked, you gave a date without a check. How do you see that?"),
    Mutant("effect-given", F, "Yesterday you sent the notes of the call without the date. What happened there?"),
    Mutant("effect-given", F, "In the call you looked at your phone twice. Could you put the phone away next time?"),
    Silent("effect-given", F, "In the call you answered before the client had finished, and I lost the thread. What happened?"),
    Silent("effect-given", F, "In the call you gave a date, and we had no plan for it. What led up to it?"),
    Silent("effect-given", F, "In the call you gave a date, and it [what it changed]. What led up to it?", slots=slots("effect")),
    Silent("effect-given", F, "In the call you gave a date. I'm telling you because I'd rather say it to you. How do you see it?"),
)

_NO_SANDWICH = (
    Mutant("not-a-sandwich", F, "In the call you let the client finish, but you gave a date too early, and I had none. What happened?"),
    Mutant("not-a-sandwich", F, "You led the call well this morning. However, you gave a date, and I had none. What happened?"),
    Mutant("not-a-sandwich", F, "In the call I liked your opening. That said, you gave a date, and I had none. What happened?"),
    Mutant("not-a-sandwich", F, "In the call you were well prepared, although you gave a date and I had none. What happened?"),
    Mutant("not-a-sandwich", F, "In the call I liked your opening. The only thing: you gave a date, and I had none. What happened?"),
    Mutant("not-a-sandwich", F, "In the call I liked your opening, yet you gave a date, and I had none. What happened?"),
    Silent("not-a-sandwich", F, "In the call you gave a date before we had one, and I took it back later. What led up to it?"),
    Silent("not-a-sandwich", F, "In the call you pressed the mute button twice, and I missed the answer. What happened?"),
    Silent("not-a-sandwich", F, "In the call you told the client all but one of the dates, and I had to add it. What happened?"),
    Silent("not-a-sandwich", F, "During the call you said that the date was fixed, and I had none. How do you see it?"),
    Silent("not-a-sandwich", F, "In the call you thought aloud about the date, and I wondered what the client heard. What was the idea?"),
)

_WAY_ON = (
    Mutant("one-way-on", F, "In the call you answered before the client had finished, and I lost the thread. That is all."),
    Mutant("one-way-on", F, "What happened in the call? You gave a date, and I had none. I was stuck there."),
    Mutant("one-way-on", F, "In the call you gave a date, and I had none. We can talk about it or not."),
    Mutant("one-way-on", F, "In the call you gave a date, and I had none. I wanted you to know it from me."),
    Silent("one-way-on", F, "In the call you gave a date, and I had none. How do you see it?"),
    Silent("one-way-on", F, "In the call you gave a date, and I had none. Next time, ask me for it first."),
    Silent("one-way-on", F, "In the call you gave a date, and I had none. I'd like to hear it before the client does."),
    Silent("one-way-on", F, "In the call you gave a date, and I had none. From now on, send it to me first."),
)

_BELIEF = (
    Mutant("belief-said", F, "In the dry run you skipped the costs, and I had to ask. What was the idea?", situation=_STAKE, title="A dry run"),
    Mutant("belief-said", F, "In the dry run you left the costs out, and I missed them. Could you add them before Friday?", situation=_STAKE,
           title="A dry run"),
    Mutant("belief-said", F, "During the dry run you skipped the costs, and it was noted. What happened there?", situation=_STAKE,
           title="A dry run"),
    Mutant("belief-said", F, "In the call you gave a date, and I had none. What led up to it?", facts=("she is up for promotion",)),
    Silent("belief-said", F, "The board wants every cost, and I know you can show them. In the dry run you skipped the costs. What was the idea?",
           situation=_STAKE, title="A dry run"),
    Silent("belief-said", F, "In the dry run you skipped the costs. The bar is a full budget, and it is within your reach. What is missing?",
           situation=_STAKE, title="A dry run"),
    Silent("belief-said", F, "In the dry run you skipped the costs. I'm sure you have them, and I'd like to see them first. What is missing?",
           situation=_STAKE, title="A dry run"),
    Silent("belief-said", F, "In the call you gave a date, and I had none. What led up to it?", verdict=Verdict.NA),
    Silent("belief-said", F, "In the onboarding call you skipped the dashboard, and I missed it. What was the idea?",
           situation="Tomas skipped the dashboard in the onboarding call.", verdict=Verdict.NA),
)  # fmt: skip

CASES: tuple[Case, ...] = (
    *_ANCHORED,
    *_OBSERVABLE,
    *_EFFECT_TOLD,
    *_EFFECT_GIVEN,
    *_NO_SANDWICH,
    *_WAY_ON,
    *_BELIEF,
)
