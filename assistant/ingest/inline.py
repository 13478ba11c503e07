"""Markdown within a line -> the words that a reader sees."""

import html
import re

_MARKED = re.compile(r"[\\!\[<*_~`&]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_KEPT = re.compile("[\ue000-\ue07f]")  # private characters never come in: every text is cleaned of them before
_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\((?:[^()]|\([^()]{0,200}\)){0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{0,1000})\]\((?:[^()]|\([^()]{0,200}\)){0,2000}\)")
_REFERENCE = re.compile(r"!?\[([^\[\]^][^\[\]]{0,1000})\]\[[^\[\]]{0,200}\]")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]{1,100}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_OPENING = re.compile(r"(?<![\w*~])(?:\*{1,3}|~~)(?=\S)|(?<!\w)_{1,3}(?=\S)")
_CLOSING = re.compile(r"(?<=\S)(?:\*{1,3}|~~)(?![\w*~])|(?<=\S)_{1,3}(?!\w)")


def plain(text: str) -> str:
    """Return a line without its marks: a link is its words, an image is nothing, an entity is its character."""
    if not _MARKED.search(text):
        return text
    text = _ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _FOOTNOTE_MARK.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _CLOSING.sub("", _OPENING.sub("", text)).replace("`", "")
    return html.unescape(_KEPT.sub(lambda match: chr(ord(match[0]) - 0xE000), text))
