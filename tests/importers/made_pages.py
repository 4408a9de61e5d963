"""Saved pages made by rule, each with the text and the facts that it has for a reader."""

import json
import random
import re
from itertools import count
from typing import NamedTuple

SITE = "The Varen Courier"
NOUNS = (
    *("harbour", "council", "ferry", "mayor", "bridge", "winter", "letter", "budget", "report"),
    *("engineer", "captain", "market", "school", "river", "storm", "repair", "village", "county"),
    *("minister", "spring", "autumn", "decision", "meeting", "hospital", "station", "quay"),
)
VERBS = ("opened", "closed", "promised", "refused", "reported", "counted", "repaired", "delayed")
NAMES = ("Bo Maas", "Ana Lind", "Ari Dalo", "Mia Torv", "Jon Vesk", "Eva Rand")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HEADINGS = (
    "<h{0}>{1}</h{0}>",
    '<h{0} class="sub" id="s{0}">{1}</h{0}>',
    '<div class="wp-block-heading"><h{0}><strong>{1}</strong></h{0}></div>',
    "<h{0}><span>{1}</span></h{0}>",
    '<h{0}><a name="x"></a>{1}</h{0}>',
    "<header><h{0}>{1}</h{0}></header>",
    '<div class="elementor-widget"><div><h{0}>{1}</h{0}></div></div>',
)
FIGURES = (
    ("<s>24</s> 42 ferries", "42 ferries"),
    ("<del>240</del> <ins>420</ins> crowns", "420 crowns"),
    ('<span style="text-decoration: line-through">7</span> 8 boats', "8 boats"),
    ("a debt of 10<sup>6</sup> crowns", "a debt of 10⁶ crowns"),
    ("30 m<sup>2</sup> of CO<sub>2</sub>", "30 m² of CO₂"),
    ("on the 1<sup>st</sup> of May", "on the 1st of May"),
    ("10<sup>-3</sup> and 10<sup>3,5</sup> tons", "10⁻³ and 10^(3,5) tons"),
    ('42<sup><a href="#far">a</a></sup> ferries', "42[a] ferries"),
)
SHAPES = ("paragraphs", "sections", "divs", "one_block", "live", "interview", "terms", "short")
ENTRIES = ('<div class="entry">{}</div>', '<section id="live-entry">{}</section>', "<div>{}</div>")
FRAMES = (
    "<main><article>{0}{1}</article></main>",
    "<article><header>{0}</header>{1}</article>",
    "<main>{0}<article>{1}</article></main>",
    '<div class="content">{0}{1}</div>',
)
COMMENTS = (
    '<div class="comments"><h2>Comments</h2><div itemprop="comment" itemscope>'
    '<span itemprop="author">Guest</span><time datetime="2009-01-01">old</time>'
    "<p>I like the ferries.</p></div></div>"
)
EMBED = (
    '<blockquote class="twitter-tweet"><p>{}</p>— Ferry Line (@ferryline) '
    '<a href="https://t.example/1">February 14, 2012</a></blockquote>'
)
BOX = (
    '<aside class="related"><h3>Read more</h3><a href="/x">{}</a>'
    '<time datetime="2014-05-06">6 May 2014</time></aside>'
)
ANOTHER = {
    "@type": "NewsArticle",
    "headline": "Quite another story of some other place",
    "url": "https://courier.example/other/1",
    "datePublished": "2011-01-01",
    "author": "Somebody Else",
}


class Made(NamedTuple):
    """A page, and what a reader finds on it; empty where it does not say.

    `beside` are lines with author and date below the headline, which may be in the text or not.
    """

    html: str
    lines: list[str]
    beside: list[str]
    headline: str
    byline: str
    published_at: str


def made(number):
    """Return the page of this number; the same number always gives the same page."""
    return _Page(random.Random(number)).made()


class _Words:
    """Words that are like no others of their page."""

    def __init__(self, chance):
        self.chance = chance
        self._numbers = count(1)

    def some(self, words):
        return " ".join(self.chance.choice(NOUNS) for _ in range(words))

    def title(self, words):
        first, *others = self.some(words).split()
        verb = self.chance.choice(VERBS)
        return " ".join((first.title(), verb, *others, str(next(self._numbers))))

    def sentence(self):
        verb, words = self.chance.choice(VERBS), self.some(self.chance.randint(5, 12))
        return f"The {self.some(1)} {verb} the {words} number {next(self._numbers)}."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 4)))


class _Body:
    """The text of a page in HTML, and its lines."""

    def __init__(self, chance, words):
        self.lines = []
        self._notes = []
        self._chance = chance
        self._words = words
        self.html = getattr(self, f"_{chance.choice(SHAPES)}")() + self._all_notes()

    def _told(self, html, *lines):
        self.lines += lines
        return html

    def _in_turn(self, fewest, most, make):
        return "".join(make(number) for number in range(self._chance.randint(fewest, most)))

    def _paragraphs(self):
        return self._in_turn(5, 12, self._piece)

    def _sections(self):
        def section(number):
            return f"<section>{self._heading()}{self._p()}{self._piece(number)}</section>"

        return self._in_turn(3, 5, section)

    def _divs(self):
        name = self._chance.choice(["story", "entry-content", "article-body", "text"])
        return f'<div class="{name}">{self._in_turn(5, 9, self._piece)}</div>'

    def _one_block(self):
        paragraphs = [self._words.paragraph() for _ in range(4)]
        return self._told(f"<div>{'<br><br>'.join(paragraphs)}</div>", *paragraphs)

    def _live(self):
        level, frame = self._chance.choice("234"), self._chance.choice(ENTRIES)

        def entry(number):
            time, head = f"{20 - number}:0{number}", self._words.title(3)
            top = f"<time>{time}</time><h{level}>{head}</h{level}>"
            return frame.format(f"{self._told(top, time, head)}{self._p()}{self._p()}")

        return self._in_turn(4, 8, entry)

    def _interview(self):
        form = self._chance.choice(["<h3>{}</h3>", "<h4>{}</h4>", "<p><b>{}</b></p>", "<p>{}</p>"])

        def exchange(_):
            question = f"{self._words.title(5)}, is that so?"
            answer = self._chance.choice(["Yes, number 7.", "No.", *[self._words.paragraph()] * 2])
            return self._told(f"{form.format(question)}<p>{answer}</p>", question, answer)

        return self._p() + self._in_turn(4, 7, exchange) + self._p()

    def _terms(self):
        def term(_):
            question, answer = f"{self._words.title(5)}?", self._words.paragraph()
            return self._told(f"<dt>{question}</dt><dd>{answer}</dd>", question, answer)

        folded = self._words.title(3)
        more = f"<details>{self._told(f'<summary>{folded}</summary>', folded)}{self._p()}</details>"
        return f"{more}{self._p()}<dl>{self._in_turn(3, 6, term)}</dl>{self._p()}"

    def _short(self):
        one, two = self._words.sentence(), self._words.sentence()
        return self._told(f"<p>{one}</p>", one) + self._heading() + self._told(f"<p>{two}</p>", two)

    def _p(self):
        words = self._words.paragraph()
        return self._told(f"<p>{words}</p>", words)

    def _piece(self, number):
        kinds = (self._list, self._table, self._quote, self._figures, self._note, self._caption)
        kinds += (self._embed, self._box, self._teaser)
        likely = (*[self._p] * 6, *[lambda: self._heading() + self._p()] * 4)
        return self._chance.choice((*likely, *kinds) if number else [self._p])()

    def _heading(self):
        words = self._words.title(3)
        level = self._chance.randint(2, 6)
        return self._told(self._chance.choice(HEADINGS).format(level, words), words)

    def _list(self):
        items = [self._words.sentence() for _ in range(3)]
        tag = self._chance.choice(["ul", "ol"])
        return self._told(f"<{tag}><li>{'</li><li>'.join(items)}</li></{tag}>", *items)

    def _table(self):
        rows = [(self._words.title(1), str(number * 37)) for number in range(1, 4)]
        cells = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in rows)
        return self._told(f"<table>{cells}</table>", *map("\t".join, rows)) + self._p()

    def _quote(self):
        words = self._words.paragraph()
        return self._told(f"<blockquote><p>{words}</p></blockquote>", words)

    def _figures(self):
        html, words = self._chance.choice(FIGURES)
        line = f"{self._words.sentence()} There were {{}}. {self._words.sentence()}"
        return self._told(f"<p>{line.format(html)}</p>", line.format(words))

    def _note(self):
        words, number = self._words.paragraph(), len(self._notes) + 1
        self._notes.append(self._words.sentence())
        mark = f'<sup><a href="#note{number}">{number}</a></sup>'
        return self._told(f"<p>{words} It cost 42{mark}.</p>", f"{words} It cost 42[{number}].")

    def _all_notes(self):
        notes = "".join(f'<li id="note{n}">{each}</li>' for n, each in enumerate(self._notes, 1))
        return self._told(f"<ol>{notes}</ol>" if notes else "", *self._notes)

    def _caption(self):
        words = f"A ferry leaves {self._words.title(2)}, on Aug. 31, 2013. (Courier)"
        return f'<figure><img src="x.jpg" alt=""><figcaption>{words}</figcaption></figure>'

    def _embed(self):
        words, by = self._words.sentence(), "— Ferry Line (@ferryline) February 14, 2012"
        return self._told(EMBED.format(words), words, by)

    def _box(self):
        return BOX.format(self._words.title(4))

    def _teaser(self):
        words = self._words.title(6)
        return (
            f'<div class="teaser"><a href="/y">{words}</a><span class="author">Guest</span></div>'
        )


class _Page:
    """One page that is being put together."""

    def __init__(self, chance):
        self._chance = chance
        self._words = _Words(chance)
        self._headline = self._words.title(6)
        self._author = chance.choice(NAMES)
        self._date = (chance.randint(2015, 2025), chance.randint(1, 12), chance.randint(2, 27))
        self._day = "{}-{:02}-{:02}".format(*self._date)
        ways = ("JSON-LD", "meta", "time", "words", "address", "nothing")
        self._dated = chance.choice(ways)
        self._named = chance.choice(["JSON-LD", "meta", "byline", "rel", "nothing"])
        place = self._day.replace("-", "/") if self._dated == "address" else "news/12"
        self._url = f"https://courier.example/{place}/story"

    def made(self):
        top, beside = self._top()
        body = _Body(self._chance, self._words)
        head = self._head() + self._linked()
        whole = self._around(f"<h1>{self._headline}</h1>{top}", body.html)
        return Made(
            html=f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{whole}</body></html>",
            lines=body.lines,
            beside=beside,
            headline=self._headline,
            byline="" if self._named == "nothing" else self._author,
            published_at="" if self._dated == "nothing" else self._day,
        )

    def _head(self):
        form = self._chance.choice(["{0} | {1}", "{0} - {1}", "{1}: {0}", "{0}"])
        named = f'<meta name="author" content="{self._author}">'
        dated = f'<meta property="article:published_time" content="{self._day}T10:00:00+01:00">'
        site = f'<meta property="og:site_name" content="{SITE}">'
        return (
            f'<meta charset="utf-8"><title>{form.format(self._headline, SITE)}</title>'
            f'<link rel="canonical" href="{self._url}">{self._chance.choice(["", site])}'
            f"{named * (self._named == 'meta')}{dated * (self._dated == 'meta')}"
        )

    def _linked(self):
        own = {"@type": "NewsArticle", "headline": self._headline}
        if self._dated == "JSON-LD":
            own["datePublished"] = f"{self._day}T12:00:00Z"
        if self._named == "JSON-LD":
            own["author"] = {"@type": "Person", "name": self._author}
        shapes = [own, {"@graph": [{"@type": "WebPage"}, own]}, {"@graph": [ANOTHER, own]}]
        shapes += [[ANOTHER, own], [own, ANOTHER]]
        if "JSON-LD" not in (self._dated, self._named):
            shapes += [{}, ANOTHER]
        told = json.dumps(self._chance.choice(shapes))
        return f'<script type="application/ld+json">{told}</script>'

    def _top(self):
        """Return the lines below the headline in HTML, and how they may stand in the text."""
        year, month, day = self._date
        end = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
        name = MONTHS[month - 1]
        forms = (f"{name} {day}, {year}", f"{day} {name} {year}", f"{name} {day}{end}, {year}")
        words = self._chance.choice((*forms, f"{name[:3]}. {day}, {year}"))
        author = "us" if self._named == "nothing" else self._author
        meta = f'<p class="meta">By {author} on Monday, {words} at 11:04 a.m.</p>'
        shown = self._chance.choice([meta, f"<p>Published {words}</p>", f"<div>{words}</div>"])
        dated = {"time": f'<time datetime="{self._day}T09:00">{words}</time>', "words": shown}
        named = {
            "byline": f'<p class="byline">By {author}</p>',
            "rel": f'<a rel="author" href="/a">{author}</a>',
        }
        top = f"<div>{named.get(self._named, '')}{dated.get(self._dated, '')}</div>"
        beside = (re.sub("<.*?>", "", each) for each in (top, shown))
        return top, [*beside, words, f"By {author}", author]

    def _around(self, top, body):
        menu = "".join(f'<li><a href="/{each}">{each.title()}</a></li>' for each in NOUNS[:9])
        cards = "".join(
            f'<article class="card"><a href="/c{n}"><h3>{self._words.title(5)}</h3></a>'
            f'<span class="author">Jo</span><time datetime="2010-0{n}-01">then</time></article>'
            for n in range(1, 5)
        )
        after = self._chance.choice(["", f'<section class="more">{cards}</section>', COMMENTS])
        link = f'<a href="/">{SITE}</a>'
        logo = self._chance.choice(["", link, f"<h1>{link}</h1>"])
        frame = self._chance.choice(FRAMES).format(top, body)
        foot = f"<footer><p>© {SITE}. All rights reserved.</p></footer>"
        return f"<header>{logo}<nav><ul>{menu}</ul></nav></header>{frame}{after}{foot}"
