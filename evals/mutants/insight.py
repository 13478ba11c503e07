"""Cases of an insight: asked first, one's own, handed back, no absolutes, no borrowed story."""

from evals.mutants.case import GOOD, Case, I, Mutant, Silent, slots

_ASKS = (
    Mutant("asks-first", I, "I write my first sentence down before I call a client, and it gets me through the opening. What do you do?"),
    Mutant("asks-first", I, "Here is a thought about the call: I send the notes on the same day. What works for you?"),
    Mutant("asks-first", I, "Listen, I have something for you about calls: I name the delay first. What do you say to that?"),
    Mutant("asks-first", I, "What I do before a call is to read the last notes, and I like it. How is that for you?"),
    Silent("asks-first", I, "May I share one thought about the call? I write my first line down. What would work for you?"),
    Silent("asks-first", I, "Would it help if I told you how I open a call? I name the delay first. What would you name?"),
    Silent("asks-first", I, "I have a thought on client calls. Do you want it? I name the delay first. How do you open?"),
    Silent("asks-first", I, "Are you open to an idea about the call? I name the delay first. How do you open?"),
)

_FIRST_PERSON = (
    Mutant("first-person", I, "Would you like a thought about the call? Naming the delay first helps the client listen. What do you do?"),
    Mutant("first-person", I, "Are you open to an idea? A call starts well with the delay. What do you say to that?"),
    Mutant("first-person", I, "Would you like a tip about client calls? Good callers write the first line down. How is that for you?"),
    Mutant("first-person", I, "Do you want a thought on the call? The best callers name the date first. How do you open?"),
    Silent("first-person", I, "Would you like a thought about the call? I name the delay first. What do you do?"),
    Silent("first-person", I, "Are you open to an idea? My calls start with the delay. What do you say to that?"),
    Silent("first-person", I, "Would you like a thought about calls? What helps me is the first line on paper. What helps you?"),
    Silent("first-person", I, "Do you want a thought on the call? I’ve had the date on paper ever since. How do you open?"),
)

_HANDED_BACK = (
    Mutant("handed-back", I, "May I share a thought about the call? I name the delay first, and it works for me."),
    Mutant(
        "handed-back",
        I,
        "What do you think of the call? May I share a thought? I name the delay first. It is how I learned to call clients.",
    ),
    Mutant("handed-back", I, "Would it help if I told you how I open a call? I write the first line down. Give it a go on Monday!"),
    Mutant("handed-back", I, "May I share a thought about the call? I name the delay first. Let me know what you make of it."),
    Silent("handed-back", I, GOOD[I]),
    Silent("handed-back", I, "May I share a thought about the call? I name the delay first. Is any of that of use to you?"),
    Silent("handed-back", I, "Can I tell you what helps me in a call? I write the first line down... How do you begin?"),
    Silent("handed-back", I, "May I share a thought about the call? I name the delay first. What would you do with “tell me more”?"),
)

_NO_ABSOLUTES = (
    Mutant("no-absolutes", I, "May I share a thought about the call? I always name the delay first. What do you do?"),
    Mutant("no-absolutes", I, "May I share a thought about the call? The key is the first line, and I write it down. What do you do?"),
    Mutant("no-absolutes", I, "May I share a thought about the call? I just write the first line down. What do you do?"),
    Mutant("no-absolutes", I, "May I share a thought about the call? I never call without the date. What do you do?"),
    Mutant("no-absolutes", I, "May I share a thought about the call? Trust me, the first line on paper is enough. What do you do?"),
    Silent("no-absolutes", I, GOOD[I]),
    Silent("no-absolutes", I, "May I share a thought about the call? I adjust my first line to the client. What do you do?"),
    Silent("no-absolutes", I, "May I share a thought about the call? A simple line on paper helps me on most days. What do you do?"),
    Silent("no-absolutes", I, "May I share a thought about the call? To do the client justice I name the delay first. What do you do?"),
    Silent(
        "no-absolutes", I, "May I share a thought about the call? I name the delay first. Which part of that is something you could use?"
    ),
)

_OWN_STORY = (
    Mutant("own-story", I, "May I share a thought about the call? I once lost a contract over a spreadsheet. What would you do?"),
    Mutant("own-story", I, "May I share a story? When I started at the hospital, I dropped the tray in front of the chief. What was yours?"),
    Mutant("own-story", I, "May I share a thought about the call? Years ago, in a bank, I shouted at a customer. What would you do?"),
    Mutant("own-story", I, "May I share a thought about the call? In my first job, I hid a mistake for weeks. What would you do?"),
    Mutant("own-story", I, "May I share a thought? I used to freeze on stage until a coach taught me to breathe. What about your call?"),
    Mutant("own-story", I, "May I share a thought about the call? My first manager told me to breathe before every answer. What would you do?"),
    Silent("own-story", I, "May I share a story about a call? I once [your own true story, in one line]. What was yours?", slots=slots("story")),
    Silent("own-story", I, "May I share a thought about the call? I once shipped a broken release. What would you do?",
           facts=("I once shipped a broken release myself",)),
    Silent("own-story", I, "May I share a thought? I remember the client and the late delivery. What do you remember of the call?"),
    Silent("own-story", I, "May I share a thought about the call? I write my first line down, once. What do you do?"),
    Silent("own-story", I, GOOD[I]),
)  # fmt: skip

CASES: tuple[Case, ...] = (*_ASKS, *_FIRST_PERSON, *_HANDED_BACK, *_NO_ABSOLUTES, *_OWN_STORY)
