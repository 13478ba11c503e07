"""Cases of an encouragement: it names an act, adds no effect, acknowledges what was hard, and stands alone."""

from assistant.domain import Verdict
from evals.mutants.case import CALL, Case, E, Mutant, Silent, slots

_ROUGH = "Priya had a rough call: the client shouted at her about the late delivery."
_DENIED = "Tomas was turned down for the lead role, and he had to hear it in the team meeting."

_ACT_NAMED = (
    Mutant("act-named", E, "Great work in the client call, everyone here is proud of you and glad that you are with us."),
    Mutant("act-named", E, "You're doing a fantastic job with the client, keep it up, it is a joy to see."),
    Mutant("act-named", E, "Your way with the client is a joy, and I like every call with you in it."),
    Mutant("act-named", E, "What a call! Your calm voice is a gift to this team, and to the client."),
    Mutant("act-named", E, "You can be proud of the call with the client, and so can we all."),
    Silent("act-named", E, "You let the client finish before you answered. Thank you for that."),
    Silent("act-named", E, "In the call you calmly named the delay, and I saw how the client took it in."),
    Silent("act-named", E, "I heard how you took the client's second question first. Thank you for that."),
    Silent("act-named", E, "You [one thing you saw them do] in the call, and I was glad of it.", slots=slots("act")),
    Silent("act-named", E, "I'm sorry that the call went like that. I have time after lunch if you like.", verdict=Verdict.NA),
    Silent("act-named", E, "Priya, I'm thinking of you after that call, and no reply is needed.", verdict=Verdict.NA),
)

_EFFECT_TOLD = (
    Mutant("encouraging-effect-told", E, "You let the client finish, and it made the whole office breathe again. Thank you."),
    Mutant("encouraging-effect-told", E, "You took the notes by hand, which saved us a week of work. Thank you, Tomas."),
    Mutant("encouraging-effect-told", E, "You stayed with the client to the end. That won us a second order this year."),
    Mutant("encouraging-effect-told", E, "You let the client finish and saved the whole year for us. Thank you, Priya."),
    Mutant("encouraging-effect-told", E, "You let the client finish in the call, and everyone noticed how the mood changed."),
    Mutant("encouraging-effect-told", E, "You led the call, and the whole team felt proud when you hung up. Thank you."),
    Mutant("encouraging-effect-told", E, "Thanks to you, the release went out on time. You let the client finish, and I saw it."),
    Mutant("encouraging-effect-told", E, "You let the client finish, and that is why they signed for another year. Thank you."),
    Silent("encouraging-effect-told", E, "You let the client finish, and it meant they agreed to look at the new date. Thank you.",
           facts=("the client agreed to look at the new date",)),
    Silent("encouraging-effect-told", E, "You led the call, and everyone noticed how the mood changed. Thank you, Priya.",
           facts=("everyone noticed how the mood changed",)),
    Silent("encouraging-effect-told", E, "You let the client finish, and it [what it changed]. Thank you for that.", slots=slots("effect")),
    Silent("encouraging-effect-told", E, "You let the client finish, which meant [what it changed]. Thank you.", slots=slots("effect")),
    Silent("encouraging-effect-told", E, "You let the client finish and kept the call on the delivery. Thank you for both."),
    Silent("encouraging-effect-told", E, "I saw that you made the call yourself, Priya. Thank you for that, and for the notes."),
)  # fmt: skip

_ACKNOWLEDGED = (
    Mutant("hard-moment-acknowledged", E, "Great job on the call, Priya! You let the client finish and answered every point.", situation=_ROUGH),
    Mutant("hard-moment-acknowledged", E, "You answered every question the client had about the delivery. Good work, Priya.", situation=_ROUGH),
    Mutant("hard-moment-acknowledged", E, "Tomas, you spoke so well in the team meeting, and you always do.", situation=_DENIED),
    Mutant("hard-moment-acknowledged", E, "You kept smiling in the meeting, Tomas. Onwards and upwards to the next lead role!", situation=_DENIED),
    Mutant("hard-moment-acknowledged", E, "You led the call and told the client about the delay. The next call is yours too.",
           facts=("she cried afterwards",)),
    Silent("hard-moment-acknowledged", E, "That was a rough call, Priya. You let the client finish, and I heard it.", situation=_ROUGH),
    Silent("hard-moment-acknowledged", E, "I'm sorry that you heard it in front of all of us, Tomas. You asked what comes next.", situation=_DENIED),
    Silent("hard-moment-acknowledged", E, "Being shouted at is a lot, Priya. You let the client finish all the same.", situation=_ROUGH),
    Silent("hard-moment-acknowledged", E, "You let the client finish and answered every point in the call.", verdict=Verdict.NA),
    Silent("hard-moment-acknowledged", E, "You rehearsed the failover twice before the release. Good to have you on it.",
           situation="Nadia rehearsed the failover before the release.", title="Praise for a release", verdict=Verdict.NA),
    Silent("hard-moment-acknowledged", E, "You put the slides in an order that anyone can follow. Well made, Priya.",
           situation="Priya worked hard on the slides all week.", title="Praise for slides", verdict=Verdict.NA),
)  # fmt: skip

_ALONE = (
    Mutant("encouragement-alone", E, "You let the client finish in the call, but you gave the date too early."),
    Mutant("encouragement-alone", E, "You led the call well. Next time, send the client the date first."),
    Mutant("encouragement-alone", E, "You let the client finish. However, the notes came late, and I waited for them."),
    Mutant("encouragement-alone", E, "You led the call well. Try to send the notes on the same day."),
    Mutant("encouragement-alone", E, "You let the client finish. Maybe you ask Tomas for the date before the next one."),
    Mutant("encouragement-alone", E, "You led the call with the client well, although the delivery part came late."),
    Mutant("encouragement-alone", E, "You led the call well. If I were you, I'd ask Tomas for his notes."),
    Silent("encouragement-alone", E, "You let the client finish before you answered. Thank you for that."),
    Silent("encouragement-alone", E, "You pressed no button and let the client finish. Thank you for that.",
           facts=("she did not press the mute button",)),
    Silent("encouragement-alone", E, "You called the client instead of sending a mail. Thank you for that.",
           facts=("she called instead of writing",)),
    Silent("encouragement-alone", E, "I thought you might like to hear it: you let the client finish, and I saw it."),
    Silent("encouragement-alone", E, "You led the call about the trying part of the delivery, and let the client finish."),
    Silent("encouragement-alone", E, "You did what you could in that call, and you let the client finish.", situation=CALL),
)  # fmt: skip

CASES: tuple[Case, ...] = (*_ACT_NAMED, *_EFFECT_TOLD, *_ACKNOWLEDGED, *_ALONE)
