"""Whether a text tells whoever answers what to answer: such a text is given to no model."""

import re

from assistant.domain import Situation
from assistant.ingest.suspicion import speaks_to_a_model
from assistant.wording import sentences

MAX_NAME_WORDS = 5
_ANSWER = r"(?:answer|reply|response|output|message|words)s?"
_ADDRESSED = re.compile(
    "|".join(
        (
            r"\b(?:reply|respond|answer|output|write|say|print)(?: \w+){0,3} (?:only|exactly|always|nothing else|no others?|exclusively|verbatim)\b",
            r"\b(?:only|exactly|always|just|nothing but) (?:reply|respond|answer|output)\b",
            rf"\bin (?:your|every|each|all) {_ANSWER}\b",
            rf"\b(?:add|append|put|include|insert|mention)(?: \w+){{0,4}} (?:to|in|into|at the end of) (?:your|every|each|all|the) {_ANSWER}\b",
            rf"\b(?:every|each|all|any) {_ANSWER} (?:must|should|ends?|begins?|starts?|contains?)\b",
            r"\b(?:close|end|begin|start|finish|open)(?: \w+){0,2} with (?:the )?(?:line|words?|phrase|sentence|xoxo)\b",
            r"\b(?:the|your|this) (?:text|draft|wording|last (?:sentence|word|line)|first (?:sentence|word|line))s? (?:(?:has to|must|should|is to) (?:be (?:in|written|signed)|say|read|name|mention|contain|include|end|begin|start|close)|(?:ends?|ended|closes?|closed) (?:with|on)|names)\b|(?:the|your|this) (?:text|last (?:sentence|word|line)) (?:be|is|reads?):",
            r"\b(?:please|kindly|also)(?: \w+)? (?:(?:finish|end|close) (?:with|by|on)|(?:include|insert|work in|use) (?:the|this|a) (?:words?|phrase|line|sentence|link|name))\b|\bwork in the (?:word|phrase|line)\b",
            r"\bfrom now on,? (?:you|reply|answer|respond|call|speak|write|say)\b",
            r"\byou are (?:now|authori[sz]ed|no longer|free to)\b|\bi (?:authori[sz]e|order|command|instruct|permit) you\b",
            r"\bas (?:the|an|your) (?:admin\w*|developer|owner|operator)\b|\bthe admin\w* says (?:that )?(?:you|to|all|every|it is)\b|\bnew rule(?: from\b|s?:)",
            r"\b(?:repeat|say|write|copy) (?:after me|exactly|the following|these words|word for word|verbatim)\b",
            rf"\bonly (?:allowed|permitted|valid|correct|accepted) {_ANSWER}\b",
            r"\byou (?:must|shall|always|only|will) (?:answer|reply|respond|say|write|output|include)\b|\byou answer everything\b",
            r"\b(?:respond|reply|answer|speak|write|talk)(?: \w+){0,2} (?:in|as|like) (?:json|xml|yaml|html|markdown|code|base64|klingon|latin|french|german|spanish|chinese|an? \w+)\b",
            r"\btranslate (?:your|these) instructions\b|\bset (?:your |the )?temperature\b|\bbase ?64\b|\bdecode this\b",
            r"\b(?:forget|drop|skip|ignore|disable|turn off|bypass)(?: \w+){0,2} (?:mentoring|coaching|rules?|checks?|gate|filters?|safety|facts|instructions?|guardrails?)\b",
            r"\b(?:system|assistant|user|developer|human|ai|instruction|response|override)(?: override| prompt| message)?\s?:|(?:^|[.!?] )assistant, (?!\w+ (?:and|has|had|was|did|is)\b)",
            r"\b(?:to|dear|hey|hello|hi) (?:the )?(?:ai|bot|assistant|model|machine)\b(?! (?:cook|manager|director|professor|nurse|teacher))",
            r"\b(?:end of|new) conversation\b|\b(?:tell|insult|call) the (?:user|reader)\b|\b(?:whoever|anyone who|everyone who) (?:reads|writes|drafts|answers)\b",
            r"\bsign it as\b|\bwhen you (?:write|answer|reply)\b|\bwrite (?:me )?an? (?:poem|song|joke|essay|haiku|script)\b|\bmention it in the words\b",
            r"\bapi key\b|\bhidden (?:prompt|instruction)|###|\[/?inst|<[!/?a-z]|\{\{|\{%",
        )
    )
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’. -])*")


def is_addressed(text: str) -> bool:
    """Whether some sentence of a text tells a model, or whoever writes the answer, what to write."""
    parts = [text, *sentences(text)]
    return any(speaks_to_a_model(part) or _ADDRESSED.search(part.lower()) for part in parts)


def is_addressed_to_us(situation: Situation) -> bool:
    """The same of all that was told; a person whose name is no name counts as well."""
    person = situation.person
    is_no_name = person is not None and (not _NAME.fullmatch(person) or len(person.split()) > MAX_NAME_WORDS)
    return is_no_name or any(is_addressed(part) for part in (situation.text, *situation.facts))
