"""Saved pages made by rule, each with the text and the facts that it has for a reader."""

import json
import random
import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

SITE = "The Varen Courier"
WORDS = [
    "harbour",
    "council",
    "ferry",
    "mayor",
    "bridge",
    "winter",
    "letter",
    "budget",
    "report",
    "engineer",
    "captain",
    "market",
    "school",
    "river",
    "storm",
    "repair",
    "village",
    "county",
    "minister",
    "spring",
    "autumn",
    "decision",
    "meeting",
    "hospital",
    "station",
    "company",
    "quay",
]
VERBS = [
    "opened",
    "closed",
    "promised",
    "refused",
    "reported",
    "counted",
    "repaired",
    "inspected",
    "delayed",
    "approved",
]
NAMES = ("Bo Maas", "Ana Lind", "Ari Dalo", "Mia Torv", "Jon Vesk", "Eva Rand")
MONTHS = "January February March April May June July August September October November December"


class Made(NamedTuple):
    """A page, and what a reader finds on it; empty where it does not say.

    `beside` are lines with author and date below the headline, which may be in the text or not.
    """

    html: str
    text: str
    beside: tuple[str, ...]
    headline: str
    byline: str
    published_at: str
    what: str


def made(number: int) -> Made:
    """Return the page of this number; the same number gives the same page."""
    return _Page(random.Random(number)).made()


class _Page:
    """One page that is being put together."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.lines: list[str] = []
        self.what: list[str] = []
        self.notes: list[str] = []
        self.numbers = count(1)
        self.headline = self.title(6)
        self.author = chance.choice(NAMES)
        self.day = (
            f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-{chance.randint(2, 27):02}"
        )
        self.url = f"https://courier.example/{self.pick('kind of address', 'news', 'a')}/{chance.randint(1, 9999)}"

    def pick(self, of, *choices):
        """Choose one, and remember what it was."""
        found = self.chance.choice(choices)
        self.what.append(f"{of}: {found}")
        return found

    def title(self, words):
        chosen = [self.chance.choice(WORDS) for _ in range(words)]
        return " ".join(
            (chosen[0].title(), self.chance.choice(VERBS), *chosen[1:], str(next(self.numbers)))
        )

    def sentence(self, words=12):
        chosen = " ".join(self.chance.choice(WORDS) for _ in range(words - 4))
        verb = self.chance.choice(VERBS)
        return f"The {self.chance.choice(WORDS)} {verb} the {chosen} number {next(self.numbers)}."

    def paragraph(self):
        return " ".join(
            self.sentence(self.chance.randint(9, 16)) for _ in range(self.chance.randint(2, 4))
        )

    # ---- The text ----

    def told(self, html, line=None):
        """Return a piece of the page whose words belong to the text."""
        self.lines += [html] if line is None else [line] if isinstance(line, str) else line
        return html

    def body(self):
        shape = self.pick(
            "shape", "paragraphs", "sections", "divs", "one block", "live", "interview", "short"
        )
        return getattr(self, "_" + shape.replace(" ", "_"))()

    def _paragraphs(self):
        return "".join(self._piece(n) for n in range(self.chance.randint(5, 12)))

    def _sections(self):
        return "".join(
            f"<section>{self._heading()}{self._p()}{self._piece(n)}</section>"
            for n in range(self.chance.randint(3, 5))
        )

    def _divs(self):
        inner = "".join(self._piece(n) for n in range(self.chance.randint(5, 9)))
        return f'<div class="{self.chance.choice(["story", "entry-content", "article-body", "text"])}">{inner}</div>'

    def _one_block(self):
        paragraphs = [self.told(self.paragraph()) for _ in range(4)]
        return f"<div>{'<br><br>'.join(paragraphs)}</div>"

    def _live(self):
        level = self.chance.choice("234")
        entries = []
        for hour in range(18, 18 - self.chance.randint(4, 8), -1):
            time = self.told(f"<time>{hour}:0{hour % 7}</time>", f"{hour}:0{hour % 7}")
            head = self.title(3)
            head = self.told(f"<h{level}>{head}</h{level}>", head)
            entries.append(f'<div class="entry">{time}{head}{self._p()}{self._p()}</div>')
        return "".join(entries)

    def _interview(self):
        level = self.pick("questions", "h3", "h4", "strong", "p")
        found = [self._p()]
        for _ in range(self.chance.randint(4, 7)):
            question = f"{self.title(5)}, is that so?"
            html = (
                f"<p><strong>{question}</strong></p>"
                if level == "strong"
                else f"<{level}>{question}</{level}>"
            )
            found.append(self.told(html, question))
            answer = self.chance.choice(
                ["Yes.", "No, not at all.", self.paragraph(), self.paragraph()]
            )
            found.append(self.told(f"<p>{answer}</p>", answer))
        return "".join(found)

    def _short(self):
        return self._p(1) + self._heading() + self._p(1)

    def _p(self, sentences=0):
        words = (
            " ".join(self.sentence() for _ in range(sentences)) if sentences else self.paragraph()
        )
        return self.told(f"<p>{words}</p>", words)

    def _piece(self, n):
        if n == 0:
            return self._p()
        kinds = (
            *[self._p] * 6,
            *[lambda: self._heading() + self._p()] * 4,
            *(self._list, self._table, self._quote, self._figures, self._note, self._caption),
            *(self._embed, self._box, self._link),
        )
        return self.chance.choice(kinds)()

    def _heading(self):
        level, words = self.chance.randint(2, 6), self.title(3)
        self.what.append(f"h{level}")
        form = self.chance.choice(
            [
                "<h{0}>{1}</h{0}>",
                '<h{0} class="sub" id="s{0}">{1}</h{0}>',
                '<div class="wp-block-heading"><h{0}><strong>{1}</strong></h{0}></div>',
                "<h{0}><span>{1}</span></h{0}>",
                '<h{0}><a name="x"></a>{1}</h{0}>',
                "<header><h{0}>{1}</h{0}></header>",
            ]
        )
        return self.told(form.format(level, words), words)

    def _list(self):
        tag, items = self.chance.choice(["ul", "ol"]), [self.sentence() for _ in range(3)]
        return self.told(f"<{tag}>{''.join(f'<li>{each}</li>' for each in items)}</{tag}>", items)

    def _table(self):
        rows = [(self.title(1), str(n * 37)) for n in range(1, 4)]
        cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
        return self.told(f"<table>{cells}</table>", [f"{a}\t{b}" for a, b in rows]) + self._p()

    def _quote(self):
        words = self.paragraph()
        return self.told(f"<blockquote><p>{words}</p></blockquote>", words)

    def _figures(self):
        html, words = self.chance.choice(
            [
                ("<s>24</s> 42 ferries", "42 ferries"),
                ("<del>240</del> <ins>420</ins> crowns", "420 crowns"),
                ('<span style="text-decoration: line-through">7</span> 8 boats', "8 boats"),
                ("a debt of 10<sup>6</sup> crowns", "a debt of 10⁶ crowns"),
                ("30 m<sup>2</sup> of CO<sub>2</sub>", "30 m² of CO₂"),
                ("on the 1<sup>st</sup> of May", "on the 1st of May"),
                ("10<sup>-3</sup> and 10<sup>3,5</sup> tons", "10⁻³ and 10^(3,5) tons"),
            ]
        )
        before, after = self.sentence(), self.sentence()
        return self.told(
            f"<p>{before} There were {html}. {after}</p>", f"{before} There were {words}. {after}"
        )

    def _note(self):
        words, number = self.paragraph(), len(self.notes) + 1
        self.notes.append(self.sentence())
        mark = f'<sup><a href="#note{number}">{number}</a></sup>'
        return self.told(f"<p>{words} It cost 42{mark}.</p>", f"{words} It cost 42[{number}].")

    def _caption(self):
        self.what.append("caption")
        words = f"A ferry leaves {self.title(2)}, on Aug. 31, 2013. (Courier)"
        return f'<figure><img src="x.jpg" alt=""><figcaption>{words}</figcaption></figure>'

    def _embed(self):
        self.what.append("embed")
        words, day = self.sentence(), "February 14, 2012"
        by = "— Ferry Line (@ferryline)"
        html = f'<blockquote class="twitter-tweet"><p>{words}</p>{by} <a href="https://t.example/1">{day}</a></blockquote>'
        return self.told(html, [words, f"{by} {day}"])

    def _box(self):
        self.what.append("box")
        return (
            f'<aside class="related"><h3>Read more</h3><a href="/x">{self.title(4)}</a>'
            '<time datetime="2014-05-06">6 May 2014</time></aside>'
        )

    def _link(self):
        self.what.append("link")
        return f'<div class="teaser"><a href="/y">{self.title(6)}</a><span class="author">Guest</span></div>'

    # ---- The facts ----

    def made(self):
        told = self.pick("date in", "JSON-LD", "meta", "time", "words", "address", "nothing")
        named = self.pick("byline in", "JSON-LD", "meta", "byline", "rel", "nothing")
        if told == "address":
            self.url = f"https://courier.example/{self.day.replace('-', '/')}/story"
        head = self._head(told, named)
        top = f"<h1>{self.headline}</h1>{self._top(told, named)}"
        body = self.body()
        if self.notes:
            items = "".join(f'<li id="note{n}">{each}</li>' for n, each in enumerate(self.notes, 1))
            body += self.told(f"<ol>{items}</ol>", self.notes)
        html = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{self._around(top, body)}</body></html>"
        return Made(
            html=html,
            text="\n".join(self.lines),
            beside=tuple(self.beside),
            headline=self.headline,
            byline="" if named == "nothing" else self.author,
            published_at="" if told == "nothing" else self.day,
            what="; ".join(self.what),
        )

    def _head(self, told, named):
        parts = ['<meta charset="utf-8">', f'<link rel="canonical" href="{self.url}">']
        form = self.pick("title", "{0} | {1}", "{0} - {1}", "{1}: {0}", "{0}")
        parts.append(f"<title>{form.format(self.headline, SITE)}</title>")
        if self.chance.random() < 0.5:
            parts.append(f'<meta property="og:site_name" content="{SITE}">')
        if told == "meta":
            parts.append(
                f'<meta property="article:published_time" content="{self.day}T10:00:00+01:00">'
            )
        if named == "meta":
            parts.append(f'<meta name="author" content="{self.author}">')
        return "".join(parts) + self._linked(told, named)

    def _linked(self, told, named):
        own = {"@type": "NewsArticle", "headline": self.headline}
        if told == "JSON-LD":
            own["datePublished"] = f"{self.day}T12:00:00Z"
        if named == "JSON-LD":
            own["author"] = {"@type": "Person", "name": self.author}
        other = {
            "@type": "NewsArticle",
            "headline": "Quite another story of some other place",
            "url": "https://courier.example/other/1",
            "datePublished": "2011-01-01",
            "author": "Somebody Else",
        }
        shapes = {"alone": own, "graph": {"@graph": [{"@type": "WebPage"}, own]}}
        shapes |= {
            "last": [other, own],
            "first": [own, other],
            "graph of two": {"@graph": [other, own]},
        }
        if "JSON-LD" not in (told, named):
            shapes |= {"none": {}, "another's": other}
        shape = self.pick("JSON-LD", *shapes)
        return f'<script type="application/ld+json">{json.dumps(shapes[shape])}</script>'

    def _top(self, told, named):
        year, month, day = self.day.split("-")
        name = MONTHS.split()[int(month) - 1]
        ordinal = {"1": "st", "2": "nd", "3": "rd"}.get(day[-1] if day[0] != "1" else "", "th")
        words = self.chance.choice(
            [
                f"{name} {int(day)}, {year}",
                f"{int(day)} {name} {year}",
                f"{name} {int(day)}{ordinal}, {year}",
                f"{name[:3]}. {int(day)}, {year}",
            ]
        )
        form = (
            '<p class="meta">By {0} on Monday, {1} at 11:04 a.m.</p>',
            "<p>Published {1}</p>",
            "<div>{1}</div>",
        )
        top = {"time": f'<time datetime="{self.day}T09:00">{words}</time>'}
        top["words"] = self.chance.choice(form).format(
            self.author if named != "nothing" else "us", words
        )
        self.beside = [re.sub("<.*?>", "", top["words"]), words, f"By {self.author}", self.author]
        by = {
            "byline": f'<p class="byline">By {self.author}</p>',
            "rel": f'<a rel="author" href="/a">{self.author}</a>',
        }
        return f"<div>{by.get(named, '')}{top.get(told, '')}</div>"

    def _around(self, top, body):
        menu = "".join(f'<li><a href="/{each}">{each.title()}</a></li>' for each in WORDS[:9])
        cards = "".join(
            f'<article class="card"><a href="/c{n}"><h3>{self.title(5)}</h3></a>'
            f'<span class="author">Jo Card</span><time datetime="2010-0{n}-01">then</time></article>'
            for n in range(1, 5)
        )
        comments = (
            '<div class="comments"><h2>Comments</h2><div itemprop="comment" itemscope>'
            '<span itemprop="author">Guest</span><time datetime="2009-01-01">old</time>'
            "<p>I like the ferries.</p></div></div>"
        )
        after = self.pick("after", "", f'<section class="more">{cards}</section>', comments)[:9999]
        self.what[-1] = f"after: {after[:24]}"
        logo = self.pick("logo", "", f'<a href="/">{SITE}</a>', f'<h1><a href="/">{SITE}</a></h1>')
        frames = (
            "<main><article>{0}{1}</article></main>",
            "<article><header>{0}</header>{1}</article>",
        )
        frames += ("<main>{0}<article>{1}</article></main>", '<div class="content">{0}{1}</div>')
        frame = self.pick("frame", *frames).format(top, body)
        foot = f"<footer><p>© {SITE}. All rights reserved.</p></footer>"
        return f"<header>{logo}<nav><ul>{menu}</ul></nav></header>{frame}{after}{foot}"


def pages(number: int) -> Iterator[Made]:
    """Return so many pages."""
    return map(made, range(number))
