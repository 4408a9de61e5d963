"""The table of zones."""

from typing import Final

from annotator.exporters.facts import ArticleFacts, ZoneFacts
from annotator.exporters.table import Column, Kind, Link, Table, key

ZONES: Final[Table[ArticleFacts, ZoneFacts]] = Table(
    name="zones",
    description="One row per stretch of whole lines that a person has called something of its own.",
    items=lambda facts: facts.zones,
    key=("zone_id",),
    links=(Link("article_id", "articles", "article_id"),),
    columns=(
        Column("zone_id", Kind.ID, lambda f: key("z", f.zone.id), "Key."),
        Column("article_id", Kind.ID, lambda f: key("a", f.article.id), "Its article."),
        Column("article_code", Kind.CODE, lambda f: f.article.code, "Short code of the article."),
        Column("text_version", Kind.WHOLE, lambda f: f.version_no, "Version of the text."),
        Column(
            "start_char",
            Kind.WHOLE,
            lambda f: f.zone.start,
            "First code point in the text file, counted from 0.",
        ),
        Column("end_char", Kind.WHOLE, lambda f: f.zone.end, "Code point after the last one."),
        Column(
            "kind_code",
            Kind.CODE,
            lambda f: f.zone.kind,
            "What it is: headline, byline, dateline, body, caption, boilerplate, tags, related,"
            " comments, contents, duplicate.",
        ),
        Column(
            "is_excluded",
            Kind.FLAG,
            lambda f: f.zone.is_excluded,
            "Not part of the article: excluded from its word count.",
        ),
        Column(
            "rule", Kind.CODE, lambda f: f.zone.rule, "What proposed it; empty when set by hand."
        ),
        Column("state", Kind.CODE, lambda f: f.zone.state, "taken: a person has said so."),
    ),
)
