"""Saved pages as a person pastes them: all their text in lines, menus and forms included."""

import re

from lxml import html

from annotator.language.zones.lines import key

BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|button|center|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|option|p|pre|section|summary"
    "|table|tbody|td|tfoot|th|thead|tr|ul"
)
APART = re.compile("blockquote|h[1-4]|ol|p|ul")  # with a blank line around
UNSEEN = re.compile(
    "audio|head|iframe|noscript|object|script|select|style|svg|template|textarea|video"
)
ENCODINGS = ("utf-8", "gb18030", "shift_jis", "euc-kr", "latin-1")


def decoded(raw):
    """Return a page's text in the first encoding that fits."""
    for encoding in ENCODINGS:
        try:
            return re.sub(r"<\?xml[^>]*\?>", "", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise AssertionError


class Paste:
    """Walks over a page and writes down its lines."""

    def __init__(self, *, bullets):
        self.lines, self.words, self.bullet = [""], [], "* " if bullets else ""

    def walk(self, element):
        """Write down what an element shows."""
        if not isinstance(element.tag, str) or UNSEEN.fullmatch(element.tag):
            return
        is_block = BLOCK.fullmatch(element.tag)
        if is_block:
            self.end_line(element)
        self.words.append(self.bullet if element.tag == "li" else "")
        self.words.append(element.text or "")
        for child in element:
            self.walk(child)
            self.words.append(child.tail or "")
        if is_block:
            self.end_line(element)

    def end_line(self, element):
        """Begin a new line, below a blank one where the element stands apart."""
        line = " ".join("".join(self.words).split())
        self.words.clear()
        if line not in {"", "*"}:
            self.lines.append(line)
        if APART.fullmatch(element.tag) and self.lines[-1]:
            self.lines.append("")


def pasted(raw, *, bullets):
    """Return what a page gives when it is copied whole, with bullets as some browsers put them."""
    page, paste = html.fromstring(decoded(raw)), Paste(bullets=bullets)
    paste.walk(page)
    paste.end_line(page)
    return "\n".join(paste.lines).strip() + "\n"


def article_lines(lines, expected):
    """Return the numbers of the lines that say what the article says."""
    parts = [words(line) for line in expected.split("\n") if words(line)]
    whole = " ".join(parts)
    return {number for number, line in enumerate(lines) if is_of(words(line), parts, whole)}


def words(line):
    """Return the words of a line alone, of whatever length."""
    return key(line.strip("* "))


def is_of(said, parts, whole):
    """Return whether a line is one of an article's, or a part of one that is no single word."""
    count = len(said.split())
    is_long = count >= 6 or (count and len(said) >= 12 * count)
    return said in parts or (is_long and said in whole)
