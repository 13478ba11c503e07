"""Cases of matter: nothing invented, and every claim with a source."""

from tests.checks.cases.case import GOOD, Case, E, F, I, Mutant, N, Q, Silent, slots

_NOTHING_INVENTED = (
    Mutant("nothing-invented", E, "You stayed on the call for 47 minutes and let the client finish. Thank you."),
    Mutant("nothing-invented", E, "You answered all seven of the client's questions in the call. Thank you."),
    Mutant("nothing-invented", F, "In the call you named a delay of 30%, and I did not have it. What led up to it?"),
    Mutant("nothing-invented", E, "You led the call the way Marco would have led it. Thank you for that."),
    Mutant("nothing-invented", E, "Marco, you let the client finish in the call, and I saw it. Thank you."),
    Mutant("nothing-invented", E, "You kept the page from Salesforce open in the call, and I saw it. Thank you."),
    Mutant("nothing-invented", E, 'You led the call, and the client said "best call this year" to me. Thank you.'),
    Mutant("nothing-invented", E, "You led the call, and Tomas said “I could not have done it” to me. Thank you."),
    Mutant("nothing-invented", E, GOOD[E], do="Right after the call with Acme, in private."),
    Mutant("nothing-invented", E, GOOD[E], reflect="What did she say to Helena after it?"),
    Silent("nothing-invented", E, "Priya, you led the call and Tomas took the notes. Thank you both for it."),
    Silent("nothing-invented", E, "You let the client finish in the call, and I’m glad that I’ve seen it."),
    Silent("nothing-invented", E, "You led the call, and Tomas took notes. I read Priya’s list and Tomas’s notes with joy."),
    Silent("nothing-invented", E, "You stayed for 47 minutes and let the client finish. Thank you for that call.",
           facts=("she stayed for 47 minutes",)),
    Silent("nothing-invented", E, "You answered four questions in the call before lunch. Thank you for each of them.",
           facts=("she answered 4 questions",)),
    Silent("nothing-invented", E, 'You said "we were late" in the call, before you said anything else. Thank you.',
           facts=('she opened with "We were late"',)),
    Silent("nothing-invented", Q, 'If the client said "tell me more" on the next call, what would you say?'),
    Silent("nothing-invented", I, "May I share one or two thoughts before Friday? I write my first line down. What would work for you?"),
    Silent("nothing-invented", E, "One thing from the call: You let the client finish. Thank you for that."),
    Silent("nothing-invented", E, "You [one thing you saw them do] in the call. Thank you for that.", slots=slots("act")),
    Silent("nothing-invented", N, GOOD[N].replace("Tomas", "Silva"), people=("Tomas Silva",)),
    Silent("nothing-invented", N, GOOD[N].replace("Fifteen", "At most 15")),
)  # fmt: skip

_SOURCED = (
    Mutant("sourced", E, GOOD[E], cited=()),
    Mutant("sourced", Q, GOOD[Q], cited=("a-card-nobody-found",)),
    Mutant("sourced", E, GOOD[E], why="Praise lifts the work of 37% of all teams."),
    Mutant("sourced", E, GOOD[E], why="Praise doubled in value over nineteen studies."),
    Mutant("sourced", F, GOOD[F], why="In one survey 82% asked for more of it."),
    Silent("sourced", F, GOOD[F], why="Over 607 effects feedback helped."),
    Silent("sourced", F, GOOD[F], why="In one survey 82% asked for more of it.", cited=("card", "other")),
    Silent("sourced", E, GOOD[E], why="In one survey forty nurses were asked.", cited=("other",)),
    Silent("sourced", Q, GOOD[Q], why="One question at a time, because two are answered by half."),
    Silent("sourced", E, GOOD[E], cited=("a-card-nobody-found", "card")),
)

_CLEAN_LANGUAGE = (
    Mutant("clean-language", E, "You led the call and let the client finish. You must lead the next one too."),
    Mutant("clean-language", E, "You led the call well, and you have to lead the next one. Thank you."),
    Mutant("clean-language", Q, "What should you have said to the client?"),
    Mutant("clean-language", E, "Don't worry about the client, you let them finish and I saw it."),
    Mutant("clean-language", E, "Don’t take it personally, you let the client finish and I saw it."),
    Mutant("clean-language", E, "At least the client stayed on the line, and you let them finish."),
    Mutant("clean-language", E, "It happens to everyone in a client call. You let them finish, and I saw it."),
    Mutant("clean-language", E, "Everyone makes mistakes in a client call. You let them finish, and I saw it."),
    Mutant("clean-language", E, "These things happen in a client call. You let them finish, and I saw it."),
    Mutant("clean-language", E, "You're a natural on the phone. You let the client finish, and I saw it."),
    Mutant("clean-language", E, "You are such a patient person. You let the client finish, and I saw it."),
    Mutant("clean-language", F, "In the call you gave two dates. You are sloppy, and I lost an hour. What happened?"),
    Mutant("clean-language", E, "You sounded burned out in the call, and you let the client finish. Thank you."),
    Mutant("clean-language", Q, "Since the call you seem depressed. What would you like to do next?"),
    Silent("clean-language", E, "I don't take it for granted that you let the client finish. Thank you."),
    Silent("clean-language", Q, "You're a better judge of that call than I am. What did the client want most?"),
    Silent("clean-language", Q, "You're the one who heard the client. What did they want most?"),
    Silent("clean-language", E, "The least I can say is what I saw in the call: you let the client finish."),
    Silent("clean-language", E, "You worried about the delivery before any of us did, and you called the client."),
    Silent("clean-language", E, "You stayed on the line and let the client calm down before you answered.",
           facts=("she let the client calm down",)),
    Silent("clean-language", Q, "What would you need to know before the next call?"),
    Silent("clean-language", Q, "When a call gets loud, what do you hear right before it happens?"),
    Silent("clean-language", N, GOOD[N].replace("a no is fine", "if you're good with another day, say so, or say no")),
    Silent("clean-language", E, "You [one thing you saw them do] in the call. Thank you for that.", slots=slots("act")),
)  # fmt: skip

CASES: tuple[Case, ...] = (*_NOTHING_INVENTED, *_SOURCED, *_CLEAN_LANGUAGE)
