"""What was typed in haste, as it would be said: it comes back in words that somebody reads aloud."""

import re
from functools import lru_cache

from assistant.reading.names import named

MAX_SHOUTED = 3  # so many words in capitals may be a name, or a title
_SLIPS = dict(
    pair.split("=")
    for pair in """teh=the hte=the ppl=people pls=please plz=please u=you ur=your thx=thanks becuase=because becasue=because jsut=just
    wiht=with taht=that thier=their recieved=received recieve=receive alot=a_lot definately=definitely seperate=separate untill=until
    writting=writing tommorow=tomorrow tomorow=tomorrow yesturday=yesterday collegue=colleague coleague=colleague collegues=colleagues
    coleagues=colleagues calender=calendar custmers=customers custmer=customer realy=really allways=always allready=already
    allright=all_right wich=which whos=who's thats=that's hes=he's shes=she's theyre=they're im=I'm ive=I've didnt=didn't dont=don't
    doesnt=doesn't wasnt=wasn't werent=weren't isnt=isn't arent=aren't hasnt=hasn't havent=haven't hadnt=hadn't couldnt=couldn't
    wouldnt=wouldn't shouldnt=shouldn't cant=can't wont=won't i=I w/=with b4=before bc=because cuz=because btw=by_the_way
    wek=week nxt=next mins=minutes min=minutes hrs=hours""".split()
)
_SLIP = re.compile(rf"(?<![\w'’./@-])({'|'.join(map(re.escape, _SLIPS))})(?![\w'’/@])", re.IGNORECASE)


@lru_cache(maxsize=32)  # the gate, the search and the composer each look at one text
def spelled(text: str) -> str:
    """Mend the commonest slips, names in small letters among them; every other word stays as it was typed."""
    text = text.lower() if text.isupper() and len(text.split()) > MAX_SHOUTED else text
    return named(_SLIP.sub(_mended, text))


def _mended(found: re.Match[str]) -> str:
    typed = found[0]
    word = _SLIPS[typed.lower()].replace("_", " ")
    return word[0].upper() + word[1:] if typed[0].isupper() and len(typed) > 1 else word
