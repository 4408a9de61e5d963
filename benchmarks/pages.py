"""How fast saved pages become articles, beside trafilatura alone doing the same.

Run it with `python -m benchmarks.pages`; `python -m benchmarks.pages FOLDER` instead prints, as the
table of docs/saved-pages.md, how well real pages are read (FOLDER/html, txt and metadata).
"""

import logging
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction, extract

from annotator.importers import html
from benchmarks import page_quality

Row = tuple[str, str, str, str]

PAGES, FEWER, SIZE, SEED = 1_000, 200, 60_000, 7
WORDS = """
the a of to and in that said would not government minister report year people according city council
vote number money school hospital water police court week market price company plan
"""
HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | The Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Post">
<link rel="canonical" href="https://post.example/2025/03/04/{number}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "2025-03-04T08:00:00+01:00", "author": {{"name": "Ana Lind"}}}}</script>
<style>{style}</style></head><body>"""
LINK = '<li class="nav-item"><a class="link" href="/{number}/{number}">{words}</a></li>'
TEASER = (
    '<div class="teaser related"><a href="/story/{number}"><img src="/{number}.jpg" alt="">'
    '<h3 class="teaser-title">{words}</h3></a><span class="time">{number} min ago</span></div>'
)


def rows(count: int = FEWER) -> list[Row]:
    """Return what was timed, our figure, trafilatura's, and their ratio.

    Text and metadata are what an article needs; the text alone shows what the rest costs.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = [page(number) for number in range(count)]
    took = dict.fromkeys((ours, facts_too, text_only), 0.0)
    for each in pages:  # page by page, so that all three meet the same load
        for action in took:
            took[action] += seconds(action, each)
    what = f"{count:,} saved pages of {sum(map(len, pages)) / count / 1_000:.0f} kB"
    mine, all_of_it, less = took.values()
    return [
        (what, f"{mine:.1f} s", f"{all_of_it:.1f} s, text and metadata", f"{mine / all_of_it:.2f}"),
        (what, f"{mine:.1f} s", f"{less:.1f} s, text only", f"{mine / less:.2f}"),
    ]


def seconds(action: Callable[[bytes], object], content: bytes) -> float:
    """Return how long the action takes for a page."""
    started = time.perf_counter()
    action(content)
    return time.perf_counter() - started


def ours(content: bytes) -> object:
    """Return the article of a page as it would come in."""
    return next(html.drafts(content, "page.html"))


def facts_too(content: bytes) -> object:
    """Return what trafilatura alone finds when asked for what we want: text and metadata."""
    return bare_extraction(content, include_comments=False, with_metadata=True)


def text_only(content: bytes) -> object:
    """Return what trafilatura alone finds when asked for the least."""
    return extract(content, include_comments=False)


def page(number: int) -> bytes:
    """Return a made-up page of about 60 kB, most of it furniture, as saved pages have it."""
    chance = random.Random(SEED + number)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS.split(), k=count)).capitalize()

    def many(form: str, count: int, length: int) -> str:
        return "\n".join(form.format(number=each, words=words(length)) for each in range(count))

    head = HEAD.format(title=words(8), number=number, style=".a{color:red}\n" * 300)
    space = ("&nbsp;", " ")[number % 2]
    text = "".join(f"<p>{words(60)}, <b>40{space}000</b> {words(9)}.</p>\n" for _ in range(25))
    main = (
        f"<main><article><h1>{words(8)}</h1><p class='byline'>Ana Lind</p>{text}</article></main>"
    )
    menu, related = many(LINK, 120, 2), many(TEASER, 80, 9)
    parts = (head, f"<nav><ul>{menu}</ul></nav>", main, f"<aside>{related}</aside>")
    found = "\n".join((*parts, f"<footer><ul>{many(LINK, 60, 3)}</ul></footer></body></html>"))
    return found.replace("</body>", f"<!-- {'x' * (SIZE - len(found))} --></body>").encode()


if __name__ == "__main__":
    table = page_quality.table(Path(sys.argv[1])) if sys.argv[1:] else rows(PAGES)
    for row in table:
        print("| " + " | ".join(row) + " |")
