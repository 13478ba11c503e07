"""What follow-ups there are, and the words by which most of them are known."""

from enum import StrEnum

from assistant.domain import Tone


class FollowUp(StrEnum):
    """What may be asked of an answer, or told after it."""

    SHORTER = "shorter"
    TONE = "tone"
    PRACTICE = "practice"
    ANOTHER = "another"
    DIFFERENT = "different"
    WHY = "why"
    WHAT_IF = "what_if"
    UNSEEN = "unseen"
    DONE = "done"
    THANKS = "thanks"
    WHEN = "when"
    YES = "yes"
    NO = "no"
    LOG = "log"
    WEEK = "week"
    HELP = "help"
    OTHERWISE = "otherwise"
    MISREAD = "misread"
    SHY = "shy"
    OWN_VOICE = "own_voice"
    START = "start"
    PLACE = "place"
    NOT_NOW = "not_now"
    REMOTE = "remote"
    ELSEWHERE = "elsewhere"
    NAMED = "named"
    ABSENT = "absent"
    CHANNEL = "channel"
    ESCALATE = "escalate"
    AVOID = "avoid"
    AFRAID = "afraid"


MAKE = r"(?:(?:make|say|put|write|word|phrase|keep|have|turn|do|send|give|rewrite|rephrase|reword|cut|trim|shorten)\b (?:it|this|that|them|me|the (?:message|words|text))?\s*)?(?:down |back )?(?:to |into |be |sound |in |for |as )?"
MUCH = r"(?:(?:a (?:bit|little|touch|lot|tad|good deal)|much|even|still|way|slightly|somewhat|more|far|something|in|an?|to be)?\s*){0,2}"
BARE = r"(?=$|[,.!;]| (?:please|pls|and|but|for|version|one|then|instead|now|enough|to me|here)\b)"
"""What may stand behind a plain adjective: `short please`, and not `short call with Bo`."""
THEM = r"(?:he|she|they|we|i)"
ARE = rf"{THEM}(?:'s|'re|'m| is| are| am)"
WHILE = r"(?: (?:until|till|all|for|this|next|today|tomorrow|on|now|yet|again|from)\b.{0,25})?"
SIDES = r"(?:in (?:front of|private|public|the (?:meeting|group|team|open|room|standup|round))|alone|private(?:ly)?|public(?:ly)?|one[- ](?:to|on)[- ]one|with (?:everybody|everyone|the others|the team)|right there|on the spot)"
SIGNS: tuple[tuple[FollowUp, Tone | None, str], ...] = (
    (FollowUp.PLACE, None, rf"(?:(?:should|do|can|shall|could) i .{{0,30}}|(?:is it |would it be )?better |rather )?{SIDES}\b.{{0,30}}\bor\b.{{1,40}}$|(?:should|can|do|shall|could) i (?:do|say|tell|ask|give|bring)(?: (?:it|that|this|him|her|them))*(?: up)? {SIDES}\b.{{0,30}}$|where (?:do|should|can|would) i (?:say|tell|do|bring|give|ask)\b.*$"),
    (FollowUp.PLACE, None, rf"(?:better |rather |only )?{SIDES}$|(?:he|she|they) (?:(?:doesn't|don't|does not|do not) (?:like|want|enjoy)|hates?|dislikes?) (?:\w+ ){{0,3}}(?:attention|praise|spotlight|public|fuss|compliments?|limelight)$|(?:he|she|they)(?:'s|'re| is| are) (?:very |quite |rather |a bit |so |too |really )?(?:shy|introverted|an introvert|a (?:very )?private person|reserved|easily embarrassed)$"),
    (FollowUp.AVOID, None, r"what not to (?:say|do|mention|write)\b.{0,20}$|what (?:should|must|do|can) (?:i|we) (?:not|never|avoid)(?: (?:to )?(?:say|do|mention|write|saying|doing))?\b.{0,20}$|what (?:shouldn't|mustn't|can't) i (?:say|do|mention|write)\b.{0,20}$|what (?:is|are|would be) (?:the )?(?:wrong|bad) (?:thing|words?)\b.{0,20}$|(?:any|what) (?:don'?ts|pitfalls|mistakes to avoid)$"),
    (FollowUp.NOT_NOW, None, r"(?:is|would|will) (?:tomorrow|monday|tuesday|wednesday|thursday|friday|next week|tonight|the weekend|it|that)(?: be)? (?:too (?:late|soon|early)|ok(?:ay)?|fine|all right|soon enough|early enough)(?: (?:for (?:it|that|this)|too|then))?$|(?:should|can|could|shall) (?:i|it|this|that) (?:do (?:it|this|that) |say (?:it|this|that) |wait ?|be )+(?:on |until |till )?(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week|a (?:day|week)|the weekend)?$"),
    (FollowUp.TONE, Tone.WRITTEN, r"(?:an? )?(?:card|note|letter|e-?mail|text message|message|thank[- ]you (?:card|note))(?: (?:then|instead|maybe|perhaps))?$|(?:just )?write (?:it|this|that)(?: down| up| out)?(?: for me| to (?:him|her|them))?$"),
    (FollowUp.CHANNEL, None, r"(?:better |rather |is it better |should i do it )?(?:(?:on|over|by|via|in|as|through) )?(?:the |an? )?(?:phone|call|e-?mail|chat|text|person|face[- ]to[- ]face|writing|message|slack|teams|video|note|letter)(?: call| message)? or (?:(?:on|over|by|via|in|as|through|better|rather) )*(?:the |an? )?(?:phone|call|e-?mail|chat|text|person|face[- ]to[- ]face|writing|message|slack|teams|video|note|letter|talk)(?: call| message)?$"),
    (FollowUp.ESCALATE, None, r"(?:should|must|do|can|shall) i (?:have to |need to )?(?:tell|involve|inform|go to|talk to|speak to|report (?:it|this|him|her|them) to|bring in|escalate(?: it| this)? to|take (?:it|this) to)(?: it to)? (?:(?:my|our|the|his|her|their) )?(?:boss|manager|lead|hr|supervisor|director|head|management)(?: about (?:it|this|that|him|her|them))?$"),
    (FollowUp.WHAT_IF, None, r"(?:they |so )?(?:both|all)(?: of them)?(?: have)? (?:said|say|agreed to|want(?:ed)?)(?: a)? ?(?:yes|it|to)\b.{0,12}$|(?:they )?both agreed$"),
    (FollowUp.START, None, r"(?:how|where) (?:do|should|can|would|could) i (?:start|begin|open|bring (?:it|this|that) up)\b.{0,30}$|how to (?:start|begin|open|bring (?:it|this|that) up)\b.{0,30}$|what (?:do|should|can|would|could) i (?:say|open with|start with) (?:first|to (?:start|begin|open)(?: with)?)$|(?:what's |what is |give me )?(?:the |a |my )?(?:first (?:sentence|line|words?)|opener|opening(?: line| sentence)?)$"),
    (FollowUp.TONE, Tone.WRITTEN, rf"(?:it|this)(?:'s|'ll be| is| will be| has to be| goes| must be| needs to be)(?: all| only| just)? (?:by|via|over|in|on|through) (?:e-?mail|text|chat|slack|teams|message|writing|whatsapp|phone message)$|(?:{THEM} )(?:only|mostly|just|always) (?:read|write|talk|speak|chat|use|answer|do|text|email)s?(?: (?:by|over|via|in|on|to))? ?(?:e-?mails?|text|chat|slack|teams|messages?|writing|whatsapp)?$"),
    (FollowUp.REMOTE, None, rf"(?:but )?(?:{THEM} (?:all |only |mostly )?works? (?:remote(?:ly)?|from home|in (?:another|a different) \w+|at (?:another|a different) \w+|in [A-Z]\w+)|{ARE} (?:all |fully |mostly )?(?:remote|(?:on|at|in) (?:another|a different|the other) (?:site|office|city|country|floor|building|time ?zone|location|branch|plant|continent)|in [A-Z]\w+)(?:{WHILE})|{THEM} (?:never|hardly ever|rarely|seldom|don't|do not) (?:meet|see (?:him|her|them|each other))(?: (?:in person|face to face))?)$"),
    (FollowUp.ABSENT, None, r"(?:but )?(?:i (?:can't|cannot|won't|will not|can not) (?:be (?:there|at (?:it|the \w+)|in the room|around)|come|attend|make it)|i(?:'m| am) not (?:invited|there|at (?:it|the \w+)))(?: (?:then|that day|myself|in person|on \w+))?$"),
    (FollowUp.NOT_NOW, None, rf"(?:but )?(?:i (?:can't|cannot|can not|couldn't|won't|don't have time to) (?:do|say|tell|make|manage|be|get to)(?: (?:it|that|this|him|her|them|there))*(?: (?:to|until|till|before) (?!me\b)\w+)?(?: (?:today|now|this week|before \w+|right now|tomorrow|until \w+|till \w+))|i (?:can't|won't|cannot) see (?:him|her|them)\b.{{0,25}}|(?:not today|no time today|today is (?:bad|full|too much))|{ARE}(?: not| n't)? (?:away|off|out|on (?:leave|holiday|vacation|a trip)|travelling|traveling|ill|sick|gone|(?<=not )(?:in|here|there|around)){WHILE}|(?:{THEM}(?:'ll| will)) be (?:off|away|out|gone|on (?:leave|holiday|vacation)){WHILE}|{THEM} (?:isn't|aren't|is not|are not|won't be) (?:here|there|in|around){WHILE}|i(?:'ll| will)?(?: only)? (?:see|meet) (?:him|her|them)(?: only| again| next)* (?:on|next|in|tomorrow|this|at)\b.{{0,25}})$"),
    (FollowUp.AFRAID, None, r"i(?:'m| am) (?:so |too |a bit |really |quite |honestly )*(?:afraid|scared|frightened|terrified|intimidated) (?:of|by) (?:him|her|them)\b.{0,20}$|(?:he|she|they) (?:scares?|frightens?|intimidates?) me\b.{0,20}$"),
    (FollowUp.ELSEWHERE, None, r"(?:(?:make|have|turn) (?:it|this|that)(?: more)? (?:about|for)|(?:do|say|put) (?:it|this|that) about) (?P<what>(?!(?:him|her|them|me|us|it|this|that|now|slack|teams|chat|e-?mail|writing|(?:an? |the )?(?:e-?mail|text|message|dm|note|card|chat|slack|question))$)(?:\w[\w'-]* ?){1,6})$|(?:can it be|could it be|i want it to be) about (?P<other>(?:[\w'-]+ ?){1,5})$"),
    (FollowUp.NAMED, None, r"(?:(?:her|his|their|the) (?:first )?names? (?:is|are|'s)|(?:he|she|they)(?:'s| is| are)(?: called| named)|call (?:him|her|them)) (?P<name>(?-i:[A-Z][\w'-]+(?:(?: and)? [A-Z][\w'-]+)*))$"),
    (FollowUp.OWN_VOICE, None, r"(?:that|this|it)(?:'?s| is|'?s really| really isn't| isn't)? ?(?:not )?(?:me|like me|my style|how i (?:talk|speak|say (?:it|things|that))|the way i (?:talk|speak))$|not (?:me|like me|my style)$|(?:i ?)?(?:would|'d) never (?:say|talk|speak)(?: (?:it|that|this|like that))?$|(?:i )?(?:don't|do not) (?:talk|speak|say (?:it|things)) (?:like (?:that|this)|that way)$|(?:it |that |this )?(?:is |sounds? |feels? |seems? |'s )?(?:too |a bit |so |very |kind of |really )*(?:fake|forced|scripted|artificial|unnatural|phon(?:e)?y|awkward|weird|cringe\w*|rehearsed|like (?:a|an) (?:hr|coach|therapist|script|textbook|consultant|robot|brochure)\b.{0,15}|not natural|not (?:very )?(?:genuine|authentic|honest))$|(?:more natural|more like me|in my (?:own )?(?:words|voice)|less (?:fake|forced|scripted|awkward))$|i (?:don't|do not) want to (?:sound|seem|come across)(?: (?:like|as))?(?: too)? (?!(?:harsh|rude|mean|bossy|cold|angry|aggressive|pushy|blunt|strict)\b)\w.{0,30}$"),
    (FollowUp.TONE, Tone.WARMER, r"i (?:don't|do not) want to (?:sound|seem|come across|be)(?: (?:like|as))?(?: too)? (?:harsh|rude|mean|bossy|cold|angry|aggressive|pushy|blunt|strict)\b.{0,20}$"),
    (FollowUp.ANOTHER, None, r"(?:give me |what are |show me |tell me )?(?:just )?(?:the|some|any) (?:exact )?(?:words|wording|sentences?|phras(?:e|ing))(?: (?:to say|please|for (?:it|that|this)))?$"),
    (FollowUp.SHORTER, None, rf"{MAKE}{MUCH}(?:shorter|briefer|concise|(?:short|brief){BARE}|one (?:line|sentence)|less (?:wordy|long|text)|fewer words|crisper|tighter|punchier|snappier|pithier)\b"),
    (FollowUp.SHORTER, None, r"(?:it's |it is |that's |that is |this is )?(?:too|a bit|way too|rather|still too|quite) (?:(?:long|wordy)\b(?! to)|(?:much|many words)(?= text| words|,|$))"),
    (FollowUp.SHORTER, None, r"(?:shorten|trim|cut) (?:it|this|that)\b|(?:any|nothing) shorter\b|tl;?dr\b"),
    (FollowUp.TONE, Tone.WARMER, rf"{MAKE}{MUCH}(?:(?:warm|kind|soft|nic)er|gentler|friendlier|(?:warm(?:ly)?|kind(?:ly)?|soft(?:ly)?|gently?|gentle|friendly|nicely|casual(?:ly)?){BARE}|(?:less|not so|not that|not as) (?:cold|stiff|formal|harsh|direct|blunt)|more (?:personal|human|caring|heart|casual|informal|relaxed)\w*)\b"),
    (FollowUp.TONE, Tone.WARMER, r"(?:it's |it is |that's |that |this |it )?(?:(?:is |sounds? |feels? |reads? )?(?:too|a bit|rather|so|very|kind of|still too|a bit too) |(?:sounds?|feels?|reads?) )(?:cold|stiff|formal|harsh|blunt|direct|distant|robotic|dry|like a robot)\b"),
    (FollowUp.TONE, Tone.DIRECT, rf"{MAKE}{MUCH}(?:(?:blunt|firm|straight|clear|plain|simpl|strong|tough|sharp|hard)er|straightforward|to the point|(?:direct(?:ly)?|blunt(?:ly)?|firm(?:ly)?|straight|clear(?:ly)?|plain(?:ly)?|simple|simply){BARE}|more (?:direct|blunt|firm|simple|straightforward)\w*|(?:less|not so|not that|not as) (?:soft|flowery|sweet|polite|mushy|cheesy))\b"),
    (FollowUp.TONE, Tone.DIRECT, rf"(?:it's |it is |that's |that |this |it )?(?:(?:is |sounds? |feels? )?(?:too|a bit|rather|so|very|kind of|still too|a bit too) |(?:sounds?|feels?) )?(?:soft|flowery|sweet|cheesy|mushy|vague|polite|sappy|corny){BARE}"),
    (FollowUp.TONE, Tone.WRITTEN, r"(?!(?:he|she|they|we|it|people|everyone|everybody|nobody)\b)(?:\w+ ){0,8}(?:in|as|for|by|over|via|into) (?:an? |the )?(?:writing|written (?:message|form|note)|e-?mail|text(?: message)?|message|dm|chat(?: message)?|slack(?: message)?|teams(?: message)?|note|card|whatsapp|sms)\b|(?:written|e-?mail|text|chat|slack|dm)(?: version| form| one)?$|(?:make|turn|have) (?:it|this|that) (?:into )?(?:an? |the )?(?:e-?mail|text|message|dm|note|card)\b"),
    (FollowUp.TONE, Tone.WRITTEN, r"(?:how (?:do|would|can|should) i |to )?(?:write|text|email|e-mail|message|dm|slack) (?:it|this|that|him|her|them)\b(?: instead| to (?:him|her|them))?$"),
    (FollowUp.DIFFERENT, None, r"(?:something|anything) (?:else|different|other)\b|(?:a )?(?:totally |completely |very )?different (?:act|approach|idea|way|one|angle)\b|another (?:approach|idea|way|angle|act)\b|(?:that|this|it) (?:doesn't|does not|won't|will not) (?:fit|work|suit)(?: (?:for|with) (?:me|us|him|her|them|this|that))?(?: here| now| at all)?(?:$|,)"),
    (FollowUp.ANOTHER, None, r"(?:(?:just )?one more|another(?: one| version| wording| option| try| go)?|other words|(?:some )?(?:more|other|different) (?:options?|ideas?|versions?|words|wordings?|ones)|next(?: one)?|again|more|hm+|meh|(?:i'm )?not (?:so |really |quite )?sure(?: (?:about|of) (?:it|that|this))?|what else(?: (?:could|can|should) i say)?|(?:two|three|2|3|a few|some) (?:more|others?|options?|ideas?|versions?)|alternatives?|(?:i )?don'?t like (?:it|this|that)(?: one)?|not (?:that|this)(?: one)?|say it differently|(?:say|put) (?:it|that) another way)$"),
    (FollowUp.WHY, None, r"why\b(?! (?:he|she|they)\b)(?! (?:did|does|do|is|was|are|were|would|has|have|should|can|could) (?:he|she|they|we|my|our|someone|people|nobody|everyone)\b)(?! (?:did|does|do|is|was|am|would|has|have|can|could) i\b)(?! not)(?=.{0,50}$)|(?:what|where)(?:'s| is| are| does)? (?:the |this |that |it )?(?:evidence|source|sources|research|science|reason|study|proof|come from|based on|from\b)|says who|says which|who says (?:that|so|this)|(?:got|have you|any|do you have)(?: got)? (?:a |any )?(?:sources?|evidence|research|proof)|how do you know|(?:the )?(?:sources?|evidence|research|references?)(?: please)?$|is (?:there|that|this) (?:any )?(?:evidence|research|proven|true)|explain(?: (?:it|this|that|why))?$|what is (?:it|this|that) based on|does (?:it|this|that) (?:really |actually )?work"),
    (FollowUp.WHAT_IF, None, r"what (?:if|when)\b|(?:and )?(?:what )?then$|and (?:after(?:wards)?|what) (?:that|then|next)$|what (?:comes|happens) (?:next|then|after)\b|what (?:do|should|can|would) i (?:do|say|answer|reply) (?:if|when)\b|how (?:do|should|can|would) i (?:answer|respond|react|reply)\b|(?:if|suppose|imagine) (?:he|she|they) (?:says?|gets?|asks?|refuses?|cr(?:y|ies)|doesn't|don't|won't|laughs?)\b"),
    (FollowUp.WHAT_IF, None, r"(?:\w+ )?(?:he|she|they|[a-z]+)(?: just| only)? (?:says?|said|thinks?|thought|claims?|claimed|insists?|insisted|answered|replied)(?: that)? (?:it|that|this)(?:'s| was| is)(?: all| only| just)* (?:luck|nothing|a fluke|no big deal|not a big deal|(?:his|her|their|my) job|normal|the team)\b|(?:he|she|they) (?:just )?(?:said|says) (?:only |just )?(?:luck|no(?:pe)?(?: thanks)?|no (?:problem|worries|big deal)|don't mention it|it'?s nothing)$|(?:he|she|they) (?:said no|refused|got (?:defensive|angry|upset|mad)(?: (?:with|at) me)?|(?:didn't|did not|never|hasn't|haven't) (?:answer|answered|reply|replied|respond|responded)(?: me| to me| yet)?|laughed (?:it off|at me)|shrugged(?: it off)?|ignored (?:me|it|my message)|started (?:crying|to cry))$"),
    (FollowUp.WHAT_IF, None, r"(?:if|suppose|imagine|in case) (?:they (?!had\b|were\b|did\b)\w+|(?!i\b|you\b|we\b)[a-z]+ (?:\w+s|doesn't|won't|can't))\b|what (?:do|should|can|could|would) i (?:say|write|tell (?:him|her|them)) (?:then|next|after(?:wards)?|on (?:that|the) day)$"),
    (FollowUp.WHEN, None, r"(?:and )?what (?:do|should|can|shall) i do(?: now| next| then| first)?$"),
    (FollowUp.ANOTHER, None, r"what (?:do|should|can|could|would|else do|else should) i (?:say|write|tell|answer|reply)(?: to)?(?: (?:him|her|them))?(?: now)?$"),
    (FollowUp.UNSEEN, None, r"(?:i|we) (?:wasn'?t|was not|weren'?t|were not) (?:there|in (?:the|that) \w+|on (?:the|that) \w+|at (?:the|that) \w+|present|around|part of it|in the room|on it|in it)\b|i (?:didn'?t|did not|haven'?t|have not|never) (?:actually |really )?(?:see|seen|saw|hear|heard|witness(?:ed)?|attend(?:ed)?|watch(?:ed)?|join(?:ed)?)\b(?! (?:from|back|anything from|an? |(?:him|her|them) (?:this|so|that|like)\b))|i (?:only|just) (?:heard|read|know) (?:about|of|it|that)\b"),
    (FollowUp.LOG, None, r"(?:log|track|note|record|save) (?:it|this|that|the moment)\b"),
    (FollowUp.WEEK, None, r"(?:plan (?:my|the|this|for the|for this) week|(?:a )?plan for (?:the|this|my) week|three moments(?: (?:for|a|this) week)?|weekly (?:plan|challenge))\b"),
    (FollowUp.WHEN, None, r"(?:how|where) (?:do|should|can|would) i (?:start|begin|bring (?:it|this|that) up)\b|(?:should|can|do|shall|could) i (?:do|say|tell|ask|give|bring)(?: (?:it|that|this|him|her|them))*(?: \w+)? (?:in front of|in public|in private|alone|now|today|later|at once|right away|in the meeting)\b|(?:when|where)(?: exactly)?(?: (?:do|should|can|would|shall) i (?:say|tell|ask|do|bring|send|give)\b.*| and (?:when|where|how))?$|when(?: is| would be)? (?:the )?(?:best|right|good) (?:time|moment)\b|is (?:now|today|it) (?:a good time|too (?:soon|late|early))|how (?:soon|long should i wait)\b"),
    (FollowUp.HELP, None, r"(?:who|what|how) are you\b|are you (?:an? |chat ?gpt|human|real|claude|copilot)|(?:which|what) (?:model|ai|llm) (?:are|is)\b|(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo)(?: there| smallacts)?$|what (?:can|do) you do\b|help$|how (?:does|do) (?:this|you) work\b|what is this\b|how (?:can|could) you help\b"),
    (FollowUp.OTHERWISE, None, rf"{MAKE}{MUCH}(?:longer|funn(?:y|ier)|(?:more )?(?:formal|professional|detail\w*|playful|poetic|elaborate)(?:ly)?|in (?:german|french|spanish|italian|polish|dutch|portuguese|turkish|chinese|japanese|hindi))(?: please| version)?$|translate (?:it|this|that|the (?:words|message|text))\b.{{0,20}}$"),
    (FollowUp.MISREAD, None, r"(?:no[ ,]+)?(?:that|this|it)(?:'?s| is| was) (?:not (?:it|right|true|correct|what i (?:meant|said|asked|mean|want(?:ed)?)|what happened|my (?:question|point|case))|wrong|(?:totally |completely )?off|beside the point)\b.{0,30}$|(?:you|you've|you have) (?:misunderstood|misread|got (?:it|that|me) wrong|(?:didn't|did not|don't) (?:understand|get (?:it|me|that)))\b|wrong$|i (?:didn't|did not) (?:mean|ask|say) (?:that|this|it)$|not what i (?:meant|asked|said)\b"),
    (FollowUp.SHY, None, r"i(?:'m| am) (?:too |so |a bit )?(?:shy|afraid|scared|nervous|anxious|embarrassed)(?: of (?:how|what) .{1,30}| (?:to|about|of) (?:say|ask|tell|send|do|saying|asking|telling|doing|sending)?(?: ?(?:it|that|this|him|her|them))?(?: (?:to )?(?:him|her|them|aloud|out loud))?)?$|i (?:don't|do not|wouldn't) dare(?: (?:to )?(?:say|ask|tell|do|send)?(?: ?(?:it|that|this|him|her|them))?(?: (?:to )?(?:him|her|them|aloud|out loud))?)?$|i (?:can't|cannot|couldn't|can not) (?:say|ask|tell|do|send) (?:it|that|this)(?: (?:to )?(?:him|her|them|aloud|out loud))?$"),
)  # fmt: skip
"""In the order in which they are tried."""
