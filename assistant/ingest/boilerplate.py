"""What stands around an article and is no part of it: told by its words, and by its place."""

import re

MAX_NOTICE_WORDS = 45
MAX_NOTICE_CHARS = 500
MAX_ITEM_WORDS = 4


def _labels(listed: str) -> frozenset[str]:
    return frozenset(label for line in listed.split("\n") for part in line.split("|") if (label := part.strip()))


_CONTROLS = _labels(
    """
    top of page|bottom of page|back to top|skip to content|skip to main content|skip navigation|toggle navigation|menu|main menu|close menu|home|about|about us|contact
    contact us|blog|shop|cart|search|search...|log in|login|sign in|sign up|sign out|register|my account|subscribe|subscribe now|follow|follow us|donate|faq|careers|press
    share|share this|share this post|share this article|share this page|share on facebook|share on twitter|share on x|share on linkedin|share via email|tweet|pin it|email this
    facebook|twitter|x|instagram|linkedin|tiktok|threads|pinterest|youtube|whatsapp|reddit|mastodon|bluesky|telegram|rss|print|copy link|link copied|like|likes|views
    accept|accept all|accept cookies|accept all cookies|reject|reject all|decline|manage cookies|manage preferences|cookie settings|cookie preferences|cookie policy|got it|ok
    privacy|privacy policy|privacy notice|terms|terms of use|terms of service|terms and conditions|terms & conditions|imprint|legal notice|sitemap|accessibility statement
    all rights reserved|advertisement|sponsored|ad|read more|continue reading|see all|view all|show more|load more|learn more|next|previous|next post|previous post|prev
    next article|previous article|older posts|newer posts|reply|cancel reply|post comment|submit|send|write a comment|write a comment...|add a comment|newest|oldest|sort by
    add a rating|no ratings yet|be the first to comment|be the first to rate|log in to comment|logout|edit|download|download pdf|open in app|listen to this article
    """
)
_SUBJECTS = _labels(
    "about|contact|privacy|privacy policy|terms|faq|careers|press|follow|send|edit|accept|decline|reject|register|search"
)  # as headings too
_OPENERS = _labels(  # what comments and lists of other pages begin with, in some of the languages that site builders put it in
    """
    comments|comment|yorumlar|kommentare|commentaires|comentarios|commenti|reacties|comentários|kommentarer|komentarze
    leave a comment|leave a reply|post a comment|join the discussion|join the conversation|responses|discussion about this post
    related|related posts|related articles|related stories|related reading|recent posts|recommended|recommended for you|recommended reading|more from this author|more stories
    you may also like|you might also like|you may also be interested in|read next|keep reading|latest posts|latest articles|popular posts|trending|most read
    share this|share this post|share this article|share this page|about the author|tags|categories|filed under|archives|newsletter|stay connected|stay in touch|follow us
    """
)
_STRONG = re.compile(
    r"\d{1,5} (?:comments?|responses|replies|thoughts on .{1,200})|leave a (?:comment|reply)|post a comment|your email address will not be published.{0,100}|cancel reply",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:we|this (?:web)?site|this page|our (?:web)?site|our partners)(?: and our partners)? (?:also )?uses? cookies\b|\bby (?:continuing|using|clicking|browsing)\b.{0,60}\b(?:cookies|consent|agree|privacy policy)"
    r"|\b(?:accept|reject|manage) (?:all )?cookies\b|\bsubscribe to our\b|\bsign up (?:for|to) (?:our|the) newsletter\b|\benter your e-?mail\b|\bcomment below\b|\bleave (?:us )?a comment\b"
    r"|\b(?:join|follow|find|like|connect with) us on\b|\bshare this (?:post|article|page|story)\b|\b(?:want to )?get in touch with us\?|\ball rights reserved\b|^(?:copyright\b|©|\(c\) ?\d{4})|©\s?\d{4}"
    r"|\bpowered by (?:wordpress|ghost|wix|squarespace|drupal|hugo|jekyll)\b|\byour email address will not be published\b|\brequired fields are marked\b|\brated \d(?:\.\d)? out of \d stars?\b"
    r"|\bplease enable javascript\b|\bview this email in your browser\b|\bunsubscribe\b.{0,40}\b(?:here|any time|link)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:\d{1,3} min(?:ute)?s? read|(?:[Pp]osted|[Pp]ublished|(?:[Ll]ast )?[Uu]pdated|[Ll]ast modified)(?: on| by|:).{1,60}|(?:[Bb]y|[Ww]ritten by) (?:[A-Z][\w.'’-]{0,20} ?){1,4}"
    r"|(?:[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})(?:\W{1,5}\d{1,3} min(?:ute)?s? read)?|\d{1,7} (?:views?|likes?|shares?|comments?)|photo(?: credit)?: .{1,60}|image(?: credit)?: .{1,60})$"
)
_BULLET = re.compile(r"^\s*(?:[•·▪◦*+–—»>|-]|\d{1,2}[.)])\s+")
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|navmenu|menu|submenu|breadcrumbs?|cookies?|cookiebanner|cookie-?(?:banner|bar|notice|consent)|consent|gdpr|ccpa|onetrust|share|sharing|sharebar|addtoany|addthis|sharedaddy"
    r"|social|socials|related|recommended|recommendations|newsletter|subscribe|subscription|signup|sign-up|comments?|commentlist|respond|disqus|sidebar|footer|masthead|advert|advertisement|ads|adsense|promo|popup"
    r"|modal|overlay|skip|skip-link|pagination|pager|post-tags|tag-list|tagcloud|byline|author-bio|author-box|toolbar|widget|widgets|searchform|search-form|print-only|site-header|site-title|rating|ratings)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_furniture(names: str) -> bool:
    """Say whether an element's class, id or role is that of something around an article."""
    return bool(_NAMES.search(names[:500]))


def is_control(line: str) -> bool:
    """Say whether a line is the label of something to press, or a byline."""
    bare = _BULLET.sub("", line).strip(" \t|›»→←·").casefold()
    return bare in _CONTROLS or bool(_BYLINE.match(line.strip()))


def may_be_heading(line: str) -> bool:
    """Say whether a label to press is a word that somebody may write about."""
    return line.strip().casefold() in _SUBJECTS


def is_notice(text: str) -> bool:
    """Say whether a short paragraph speaks of the site and not of its subject."""
    return len(text) <= MAX_NOTICE_CHARS and len(text.split()) <= MAX_NOTICE_WORDS and bool(_NOTICE.search(text))


def opens_the_rest(line: str) -> bool:
    """Say whether a line may be the heading of comments, of other articles or of a footer."""
    return line.strip(" \t:!*#").casefold() in _OPENERS or opens_comments(line)


def opens_comments(line: str) -> bool:
    """Say whether what follows a line can only be what readers wrote."""
    return bool(_STRONG.fullmatch(line.strip(" \t:*#")))


def is_item(line: str) -> bool:
    """Say whether a line has the shape of an entry of a menu: a few words, no stop."""
    bare = _BULLET.sub("", line).strip()
    return 0 < len(bare.split()) <= MAX_ITEM_WORDS and bare[-1] not in ".!?:;,…"
