"""Where in a sentence the person acts: the subject, and its verb in the past form that follows `you`."""

import re
from collections.abc import Iterator

from assistant.reading.credit import tells_whose_work
from assistant.reading.deeds import KNOWING, UNDERGOING, is_done
from assistant.reading.grammar import inflect, is_form
from assistant.reading.people import GROUPS, ROLES, SENIOR, People, is_role
from assistant.reading.witnessed import seen_doing, thanked_for

_ADVERBS = frozenset(
    """double still also then really just even quickly quietly calmly always often again openly kindly politely finally already actually""".split()
)
_MODALS = frozenset("should would could might may must can will shall ought".split())
_OPINION = frozenset("""thinks thought believes believed feels felt says said fears worried worries claims if whether""".split())
"""What follows these is somebody's opinion, not something that happened."""
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
_WORK = frozenset({"job", "work", "well"})
_PRAISE = frozenset(
    "great good well excellent brilliant amazing fantastic wonderful terrific super superb solid lovely fine outstanding".split()
)
_EXPECTED = frozenset(
    "answer reply listen share help thank greet respond come ask invite call tell include prepare test check read clean say write wash wear sign close lock knock apologise apologize offer remember bring".split()
)
"""What somebody `never` does is a reproach, and said of the times at hand it is an observation."""
_SAID = frozenset("thank thanks hello hi good goodbye sorry please".split())
_PRESENT = frozenset("there here on at in ready prepared available".split())
"""Where, and how, somebody could have been."""
_PERIODS = frozenset({"shift", "class"})
"""What these do by themselves."""


def verbs_of_the_person(parts: list[str], people: People) -> Iterator[tuple[int, str]]:
    """Each place where the person acts: the index of the verb, and the verb in its past form."""
    yield from thanked_for(parts)
    yield from seen_doing(parts, people)
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
            if is_role(parts[at]) and _is_the_one(parts, at) and (low == "one" or not _are_others(parts[at:], people)):
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


def _are_others(parts: list[str], people: People) -> bool:
    """Several, where the text speaks of one by `he` or `she`, or names the one behind them as the cause."""
    is_of_one = people.pronoun in ("he", "she") or bool({"because", "since"} & {part.lower() for part in parts})
    return is_of_one and _are_several(parts[0])


def _are_several(role: str) -> bool:
    return role.lower() not in ROLES and role.lower().endswith("s")


def _is_the_one(parts: list[str], at: int) -> bool:
    """A role is the person's if no other role is told, or if it is not the boss's."""
    named = (
        p.lower() for i, p in enumerate(parts) if is_role(p) and not is_role("".join(parts[i + 1 : i + 2])) and not _is_a_paper(parts, i)
    )
    roles = set(named)
    if parts[at + 1 : at + 2] and parts[at + 1].lower() in ("doesn't", "didn't", "never"):
        roles -= {role for role in roles if _are_several(role) and role != parts[at].lower()}
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
    if [part.lower() for part in parts[index : index + 2]] == ["next", "door"]:
        return index + 2
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
    return (at, parts[at].lower()) if is_near and is_form(parts[at + 1], "VBD") and is_done(parts, at + 1) else None


def _past_verb(parts: list[str], at: int) -> tuple[int, str] | None:
    """Read the verb at this place as the past form that follows `you`."""
    if at >= len(parts) or parts[at].lower() in _MODALS:
        return None
    word, low = parts[at], parts[at].lower()
    following = parts[at + 1].lower() if at + 1 < len(parts) else ""
    if (undone := _undone(parts, at)) is not None:
        return undone
    if (helped := _helped(parts, at)) is not None:
        return helped
    if low in ("did", "does"):
        return (at, "did") if following in _DONE_WHOLE else _done_well(parts, at)
    if low == "only" and is_form(following, "VBZ"):
        found = _past_verb(parts, at + 1)
        return (at + 1, f"only {found[1]}") if found and found[0] == at + 1 else None
    if is_form(word, "VBD") or (low == "used" and following not in ("to", "")):
        return (at, low) if low == "used" or is_done(parts, at) else None
    return (at, _as_said(parts, at)) if is_form(word, "VBZ") and is_done(parts, at) else None


def _helped(parts: list[str], at: int) -> tuple[int, str] | None:
    """A verb of two words: `has fixed`, `was explaining`, `keeps asking`, `is always asking`, `was late`."""
    low, following = parts[at].lower(), parts[at + 1].lower() if at + 1 < len(parts) else ""
    if low in ("keeps", "kept") and is_form(following, "VBG"):
        return at, "kept"
    if low in ("has", "have", "had", "'s") and is_form(following, "VBN") and is_done(parts, at + 1):
        return at + 1, inflect(following, "VBD")
    if (manner := _manner(parts, at)) is not None:
        return manner, "were"
    if low == "was" and is_form(following, "VBG") and inflect(following, "VB") not in UNDERGOING:
        return at, "were"
    is_constant = low in ("is", "'s") and following in ("always", "constantly") and at + 2 < len(parts) and is_form(parts[at + 2], "VBG")
    return (at + 1, "kept") if is_constant else None


def _as_said(parts: list[str], at: int) -> str:
    """A habit is told in the past, as it was seen; a kindness, and what somebody has in their head for others, as it is."""
    base = inflect(parts[at], "VB")
    is_as_it_is = base in KNOWING or KINDNESS.match(" ".join([base, *parts[at + 1 : at + 4]]))
    return base if is_as_it_is else inflect(parts[at], "VBD")


def _undone(parts: list[str], at: int) -> tuple[int, str] | None:
    """What they did not do, where they could have: `doesn't answer`, `never answers`, both as `didn't answer`."""
    low, following = parts[at].lower(), parts[at + 1].lower() if at + 1 < len(parts) else ""
    is_cause = bool({"because", "since"} & {part.lower() for part in parts[:at]})
    if is_cause and ((low, following) == ("was", "not") or low == "wasn't"):
        where = at + 2 if low == "was" else at + 1
        return (where - 1, "weren't") if parts[where : where + 1] and parts[where].lower() in _PRESENT else None
    if parts[at + 2 : at + 3] and parts[at + 2].lower() in ("himself", "herself", "themselves"):
        return None  # it is hard for them
    if low in ("didn't", "couldn't", "wouldn't", "doesn't", "don't") and is_form(following, "VB"):
        could_be = (
            is_done(parts, at + 1)
            or following in ("come", "tell")
            or (following == "say" and _SAID & {p.lower() for p in parts[at + 2 : at + 4]})
        )
        return (at, low if low.endswith("ldn't") else "didn't") if could_be else None
    is_told = is_form(following, "VBZ") or is_form(following, "VBD")
    is_of_words = inflect(following, "VB") != "say" or bool(_SAID & {part.lower() for part in parts[at + 2 : at + 3]})
    if low == "never" and is_told and is_of_words and (base := inflect(following, "VB")) in _EXPECTED:
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
