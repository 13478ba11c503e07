"""Where in a sentence the person acts: the subject, and its verb in the past form that follows `you`."""

import re
from collections.abc import Iterator

from assistant.reading.credit import tells_whose_work
from assistant.reading.grammar import inflect, is_form
from assistant.reading.people import GROUPS, ROLES, SENIOR, People, is_role

_ADVERBS = frozenset(
    """still also then really just even quickly quietly calmly always often again openly kindly politely finally already actually""".split()
)
_UNDERGOING = frozenset(
    """feel think want need seem look know like have get become say tell ask believe hope wish hear see remember understand mean
    love hate fear worry suffer deserve belong sound appear realize realise expect receive prefer doubt start begin use be
    happen go come sit struggle return turn join work live move wonder cry fall sleep stand retire message text ping dm""".split()
)
_MODALS = frozenset("should would could might may must can will shall ought".split())
_OPINION = frozenset("""thinks thought believes believed feels felt says said fears worried worries claims if whether""".split())
"""What follows these is somebody's opinion, not something that happened."""
_NAMED_FOR = {
    "for": frozenset("thank thanks thanking praise credit appreciate grateful compliment congratulate recognise recognize".split()),
    "about": frozenset({"feedback"}),
}
"""Words before `for staying late` or `about cancelling` after which that names what the person did."""
_ENDS = frozenset('.!?;:()"—–…')
_DETERMINERS = frozenset("a an the my our your his her their this that".split())
_SUFFERED = frozenset("sleep eat rest drink sit stop have get feel know see hear need want like".split())
"""What somebody goes without is no doing of theirs, where they did something all the same."""
_STATES = frozenset({"was", "is", "felt", "feels", "had", "has"})
_ALL_THE_SAME = frozenset({"still", "yet", "nevertheless"})
_STEADY = frozenset({"stayed", "kept", "remained", "carried", "continued", "finished"})
_AWAY = frozenset({"at", "in", "home", "away", "off", "out"})
_ON_PAPER = frozenset({"on", "in", "under", "below", "over", "above"})
_NEARLY = frozenset({"nearly", "almost"})
_PASSING = frozenset("end start begin run go finish last drag turn fall take overrun seem feel".split())
KINDNESS = re.compile(
    r"(?:cover(?:ed)? for|back(?:ed)?|help(?:ed)?|(?:stand|stood) (?:up|in) for|fill(?:ed)? in for|look(?:ed)? after|vouch(?:ed)? for|"
    r"(?:stick|stuck|speak|spoke) up for|listen(?:ed)? to) (?:me|us)\b"
)
"""What is done for the speaker is good, whatever it sounds like beside it; done again and again it is told to them in the present."""
_DONE_WHOLE = frozenset("not the all most half both every my our his her their".split())
"""What may follow `did`: `a great job` says nothing of what was done."""
_DEEDS_TO = {
    "move": re.compile(r"(?:the|all|every|our) "),
    "turn": re.compile(r"(?:\w+ ){1,4}(?:into|around|round)\b"),
    "tell": re.compile(r"(?:\w+ ){1,3}(?:the truth|the facts|straight away|at once|first|early)\b"),
    "come": re.compile(r"(?:every|each) \w+"),
    "live": re.compile(r"up to "),
    "use": re.compile(r"(?:her|his|their) own (?:time|weekend|evening|money|lunch)"),
}
"""With these behind it a verb of what mostly happens to somebody tells of a deed."""
_WORK = frozenset({"job", "work", "well"})
_PRAISE = frozenset(
    "great good well excellent brilliant amazing fantastic wonderful terrific super superb solid lovely fine outstanding".split()
)
_EXPECTED = frozenset(
    "answer reply listen share help thank greet respond come ask invite call tell include prepare test check read clean".split()
)
"""What somebody `never` does is a reproach, and said of the times at hand it is an observation."""
_PERIODS = frozenset({"shift", "class"})
"""What these do by themselves."""


def verbs_of_the_person(parts: list[str], people: People) -> Iterator[tuple[int, str]]:
    """Each place where the person acts: the index of the verb, and the verb in its past form."""
    yield from _thanked_for(parts)
    yield from _seen_doing(parts, people)
    for index in range(len(parts)):
        after = _after_subject(parts, index, people)
        if after is None:
            continue
        after = _past_adverbs(parts, after)
        if (found := _done_all_the_same(parts, after, people) or _nearly(parts, after) or _past_verb(parts, after)) is not None:
            yield found


def verbs_of_a_group(parts: list[str], people: People) -> Iterator[tuple[int, str]]:
    """`The night shift kept the ward running`: a group that opens the sentence is spoken to as one person is."""
    if people.person or people.pronoun in ("he", "she") or parts[0].lower() not in ("my", "our", "the"):
        return
    at = next((at for at in range(1, min(5, len(parts))) if parts[at].lower() in GROUPS), None)
    if at is None or any(is_role(part) or part in _ENDS or part == "," for part in parts[1 : at + 2]):
        return
    after = _past_adverbs(parts, at + 1)
    passes = parts[at].lower() in _PERIODS and inflect(parts[after], "VB") in _PASSING if after < len(parts) else True
    if not passes and (found := _past_verb(parts, after)) is not None:
        yield found


def _past_adverbs(parts: list[str], at: int) -> int:
    while at < len(parts) and parts[at].lower() in _ADVERBS:
        at += 1
    return at


def _done_all_the_same(parts: list[str], at: int, people: People) -> tuple[int, str] | None:
    """`Amir did not sleep and still fixed the export`: what was done comes behind what was suffered."""
    low = [part.lower() for part in parts]
    negated = at + 2 if low[at : at + 2] == ["did", "not"] else at + 1 if low[at : at + 1] == ["didn't"] else 0
    is_suffered = low[negated : negated + 1] and low[negated] in _SUFFERED if negated else low[at : at + 1] and low[at] in _STATES
    if not is_suffered or {"i", "we"} & set(low[:at]):
        return None
    for joint in range(at + 1, len(parts)):
        if parts[joint] in _ENDS or parts[joint] in people.names:
            return None
        is_contrast = low[joint] == "but" or (low[joint] == "and" and _is_all_the_same(low[joint + 1 : joint + 3]))
        if is_contrast:
            verb = _past_adverbs(parts, joint + 1 + (low[joint + 1 : joint + 2] == ["yet"]))
            return _past_verb(parts, verb) if verb < len(parts) and is_form(parts[verb], "VBD") else None
    return None


def _after_subject(parts: list[str], index: int, people: People) -> int | None:
    """The index after a subject that is the person, or None."""
    word, low = parts[index], parts[index].lower()
    before = parts[index - 1].lower() if index else ""
    if before in _OPINION:
        return None
    joined = before == "and" and index > 1 and parts[index - 2] in people.names
    if joined or (before in ("with", "to", "for", "of", "from", "about", "by", "at", "than", "on") and word not in ("he", "she")):
        return None
    if people.person and word == people.person:
        return _skip_who(parts, index + 3 if _are_two(parts, index, people) else index + 1 + _with_others(parts, index))
    if low in ("he", "she") and people.pronoun == low:
        return index + 1
    if people.person is None and index == 0 and low in ("someone", "somebody"):
        return index + 1
    if (people.person is None and low in ("my", "our", "the", "a", "an", "one")) or (index == 0 and low == "new"):
        for at in range(index + 1, min(index + 6, len(parts))):
            if is_role(parts[at]) and _is_the_one(parts, at) and (low == "one" or not _are_others(parts[at], people)):
                return _skip_who(parts, at + 1)
            if parts[at] in _ENDS or parts[at].lower() in ("and", "that", "who", "when", "with", "other"):
                return None
    return None


def _are_two(parts: list[str], index: int, people: People) -> bool:
    """`Tom and Ana fixed it`."""
    return people.other is not None and parts[index + 1 : index + 3] == ["and", people.other]


def _with_others(parts: list[str], index: int) -> int:
    """How many words follow that name who was with them: `Olu and his team`."""
    beside = [part.lower() for part in parts[index + 1 : index + 4]]
    return 3 if len(beside) == 3 and beside[0] == "and" and beside[1] in ("his", "her", "their") and beside[2] in GROUPS else 0


def is_done_by_two(parts: list[str], verb: int, people: People) -> bool:
    """Whether the person did it together with the other: both names stand before the verb."""
    return any(parts[at] == people.person and _are_two(parts, at, people) for at in range(max(0, verb - 5), verb - 2))


def _are_others(role: str, people: People) -> bool:
    """Several, where the text speaks of one by `he` or `she`."""
    return people.pronoun in ("he", "she") and role.lower() not in ROLES and role.lower().endswith("s")


def _is_the_one(parts: list[str], at: int) -> bool:
    """A role is the person's if no other role is told, or if it is not the boss's."""
    named = (
        p.lower() for i, p in enumerate(parts) if is_role(p) and not is_role("".join(parts[i + 1 : i + 2])) and not _is_a_paper(parts, i)
    )
    roles = set(named)
    after = parts[at + 1].lower() if at + 1 < len(parts) else ""
    if is_role(after) or after == "'s":
        return False
    return len(roles) == 1 or parts[at].lower() not in SENIOR or tells_whose_work(parts[at + 2 :])


def _is_a_paper(parts: list[str], at: int) -> bool:
    """`on my report`, `in our guide`: what is written, and nobody."""
    return at > 1 and parts[at - 2].lower() in _ON_PAPER and parts[at].lower() in ("report", "guide", "leader", "reports", "guides")


def _skip_who(parts: list[str], index: int) -> int:
    if index < len(parts) and parts[index] == "," and index + 1 < len(parts) and parts[index + 1].lower() == "who":
        return index + 2
    if index < len(parts) and parts[index].lower() == "who":
        return index + 1
    return _skip_place(parts, index)


def _skip_place(parts: list[str], index: int) -> int:
    """`the nurse on my ward noticed`: the place between the role and the verb."""
    if index < len(parts) and parts[index].lower() in ("on", "in", "at", "from", "of"):
        for at in range(index + 1, min(index + 5, len(parts))):
            if parts[at].lower() in ("is", "was", "has", "didn't", "keeps", "always", "never") or (
                is_form(parts[at], "VBD") and at > index + 1 and parts[at - 1].lower() not in _DETERMINERS
            ):
                return at
    return index


def _is_all_the_same(following: list[str]) -> bool:
    """`and still ran it`, `and stayed polite`; to stay away is nothing that was done."""
    return following[:1] != [] and (following[0] in _ALL_THE_SAME or (following[0] in _STEADY and not set(following[1:]) & _AWAY))


def _nearly(parts: list[str], at: int) -> tuple[int, str] | None:
    """`nearly hit a pallet`: without the first word it would be told that it happened."""
    is_near = parts[at : at + 1] and parts[at].lower() in _NEARLY and at + 1 < len(parts)
    return (at, parts[at].lower()) if is_near and is_form(parts[at + 1], "VBD") and _is_done(parts, at + 1) else None


def _past_verb(parts: list[str], at: int) -> tuple[int, str] | None:
    """Read the verb at this place as the past form that follows `you`."""
    if at >= len(parts) or parts[at].lower() in _MODALS:
        return None
    word, low = parts[at], parts[at].lower()
    following = parts[at + 1].lower() if at + 1 < len(parts) else ""
    if (undone := _undone(parts, at)) is not None:
        return undone
    if low in ("did", "does"):
        return (at, "did") if following in _DONE_WHOLE else _done_well(parts, at)
    if low in ("keeps", "kept") and is_form(following, "VBG"):
        return at, "kept"
    if low in ("has", "have", "had", "'s") and is_form(following, "VBN") and _is_done(parts, at + 1):
        return at + 1, inflect(following, "VBD")
    if (manner := _manner(parts, at)) is not None:
        return manner, "were"
    if low == "was" and is_form(following, "VBG") and inflect(following, "VB") not in _UNDERGOING:
        return at, "were"
    if low in ("is", "'s") and following in ("always", "constantly") and at + 2 < len(parts) and is_form(parts[at + 2], "VBG"):
        return at + 1, "kept"
    if not _is_done(parts, at):
        return None
    if is_form(word, "VBD"):
        return at, low
    if is_form(word, "VBZ") and not is_form(word, "VBD"):
        base = inflect(word, "VB")
        return at, base if KINDNESS.match(" ".join([base, *parts[at + 1 : at + 4]])) else inflect(word, "VBD")
    return None


def _undone(parts: list[str], at: int) -> tuple[int, str] | None:
    """What they did not do, where they could have: `doesn't answer`, `never answers`, both as `didn't answer`."""
    low, following = parts[at].lower(), parts[at + 1].lower() if at + 1 < len(parts) else ""
    if low in ("didn't", "couldn't", "wouldn't", "doesn't", "don't") and is_form(following, "VB"):
        is_done = _is_done(parts, at + 1) or following == "come"
        return (at, low if low.endswith("ldn't") else "didn't") if is_done else None
    is_told = is_form(following, "VBZ") or is_form(following, "VBD")
    if low == "never" and is_told and (base := inflect(following, "VB")) in _EXPECTED:
        return at + 1, f"didn't {base}"
    return None


def _done_well(parts: list[str], at: int) -> tuple[int, str] | None:
    """`did a great job moving the shop`: what was done well comes behind the praise."""
    low = [part.lower() for part in parts[at + 1 : at + 6]]
    work = next((index for index, word in enumerate(low) if word in _WORK), None)
    if work is None or not _PRAISE & set(low[: work + 1]):
        return None
    doing = at + work + 2 + (low[work + 1 : work + 2] in (["of"], ["in"]))
    return (doing, inflect(parts[doing], "VBD")) if doing < len(parts) and is_form(parts[doing], "VBG") else None


def _manner(parts: list[str], at: int) -> int | None:
    """`was patient`, `has been late`: how somebody was, where that is a doing of theirs."""
    low = [part.lower() for part in parts[at : at + 3]]
    been = low[1:2] == ["been"] and low[0] in ("has", "'s")
    is_manner = low[1 + been : 2 + been] and low[1 + been] in ("late", "calm", "patient", "polite", "honest", "quick")
    return at + been if is_manner and (been or low[0] in ("was", "is")) else None


def _is_done(parts: list[str], at: int) -> bool:
    is_leaving = inflect(parts[at], "VB") == "leave" and parts[at + 1 : at + 2] in (["after"], ["us"], ["on"], ["in"], ["for"], ["soon"])
    return (inflect(parts[at], "VB") not in _UNDERGOING and not is_leaving) or _is_deed(parts, at)


def _is_deed(parts: list[str], at: int) -> bool:
    """What mostly happens to somebody is a deed in some turns: to look after, to ask a question, to stand up."""
    word = parts[at].lower()
    following = parts[at + 1].lower() if at + 1 < len(parts) else ""
    base = inflect(word, "VB")
    if base == "look":
        return following == "after"
    if base in _DEEDS_TO and _DEEDS_TO[base].match(" ".join(parts[at + 1 : at + 8])):
        return True
    if base in ("tell", "say"):
        return tells_whose_work(parts[at + 1 :])
    if base == "ask":
        return following in ("a", "an", "the") or bool({"question", "questions"} & {part.lower() for part in parts[at + 2 : at + 5]})
    if base == "work" and (following in ("all", "until", "till", "double", "overtime") or parts[at + 1 : at + 3] == ["the", "whole"]):
        return True
    turns = ("quiet", "late", "to", "up", "around", "down", "through", "over", "in", "with", "silent", "by", "early", "for", "on")
    return base in ("start", "begin", "go", "come", "stand", "turn", "sit", "work", "move") and is_form(word, "VBD") and following in turns


def _thanked_for(parts: list[str]) -> Iterator[tuple[int, str]]:
    """`thank Ana for staying late and fixing the build` -> stayed late and fixed the build."""
    low = [p.lower() for p in parts]
    for index, word in enumerate(low):
        if word not in ("for", "about") or index + 1 >= len(parts) or not is_form(parts[index + 1], "VBG"):
            continue
        if set(low[max(0, index - 7) : index]) & _NAMED_FOR[word]:
            if inflect(parts[index + 1], "VB") in ("be", "have"):
                continue
            for later in range(index + 3, len(parts)):
                if low[later - 1] == "and" and is_form(parts[later], "VBG"):
                    parts[later] = inflect(parts[later], "VBD")
            yield index + 1, inflect(parts[index + 1], "VBD")


def _seen_doing(parts: list[str], people: People) -> Iterator[tuple[int, str]]:
    """`I saw David handle the call` -> handled the call."""
    for index in range(len(parts) - 2):
        if parts[index].lower() not in ("saw", "watched", "noticed", "heard", "seen"):
            continue
        who, verb = parts[index + 1], parts[index + 2]
        is_person = who == people.person or (who.lower() in ("him", "her") and people.pronoun is not None)
        if is_person and (is_form(verb, "VB") or is_form(verb, "VBG")) and not is_form(verb, "VBD"):
            yield index + 2, inflect(verb, "VBD")
