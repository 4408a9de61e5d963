"""A person at work, as a process of its own that can be killed: every edit that returned is told.

Run as `python desk.py PROJECT STATE SEED [EDIT]`. Without an edit it goes on at random until it is
killed; with one it does just that and closes the project. Each acknowledgement is one line: the
number and the hash of the journal's last line, written straight after the edit returned.
"""

import os
import sys
from pathlib import Path
from random import Random

import sabotage
from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.label_key import LabelKey
from annotator.domain.span import Span
from annotator.storage.journal import Journal
from annotator.storage.project import create_project, open_project
from tests.codes import next_code

WORDS = "The minister said that no guarantee had been given. 😀 Nobody asked. " * 40
SCHEME = Scheme(
    id="trial@1",
    layer="claim_type",
    title="Trial",
    labels=(Label(code="number", name="Number"), Label(code="quote", name="Quote")),
)


class Desk:
    """Does one kind of edit after the other in a project, and acknowledges each."""

    def __init__(self, path, state_folder, seed):
        self.path, self.state_folder = path, state_folder
        self.random = Random(seed)
        self.store = open_project(path, state_folder) if path.exists() else self.new_project()
        self.store.sign_in("Ana")

    def new_project(self):
        """Make the project."""
        return create_project(self.path, "Trial", [SCHEME], self.state_folder)

    def look(self):
        """Do nothing."""

    def add_article(self, group=None):
        """Bring an article in, its text and its bytes."""
        text = f"{self.random.random()} {WORDS}"
        words, original = Content(text), Content(text.encode())
        article = Article(code=next_code(self.store, "A"), headline="Guarantees")
        version = TextVersion(
            article_id=article.id,
            sha256=words.sha256,
            length=len(text),
            original_sha256=original.sha256,
            created_by=self.store.annotator.id,
        )
        changes = (Change(None, article), Change(None, version))
        contents = (words, original)
        self.store.apply(Edit(label="Import", changes=changes, contents=contents, group=group))

    def add_articles(self):
        """Bring several articles in as one step of several edits."""
        for _ in range(3):
            self.add_article(group=f"import {self.random.random()}")

    def add_claim(self):
        """Add a claim with a mention of two stretches, an attribution and a label."""
        if not (versions := self.store.reader.find(TextVersion)):
            return
        version = self.random.choice(versions)
        text, who = self.store.reader.text(version.sha256), self.store.annotator.id
        start = self.random.randrange(len(text) - 200)
        claim = Claim(
            code=next_code(self.store, "C"),
            text="No guarantee was given",
            labels=frozenset({LabelKey(SCHEME.id, "number")}),
            created_by=who,
        )
        spans = [Span(start, start + 40), Span(start + 60, start + 90)]
        anchor = anchored(version.id, text, spans)
        mention = Mention(
            claim_id=claim.id, anchor_id=anchor.id, annotator_id=who, attributions=(Attribution(),)
        )
        self.store.apply(Edit.add("Add claim", claim, anchor, mention))

    def change_claim(self):
        """Change the wording of any claim."""
        if claims := self.store.reader.find(Claim):
            before = self.random.choice(claims)
            after = replace(before, text=f"{before.text[:40]} {self.random.random()}")
            self.store.apply(Edit.swap("Change wording", before, after))

    def rename_label(self):
        """Rename a label of the codebook."""
        (scheme,) = self.store.reader.find(Scheme)
        label = replace(scheme.labels[0], name=f"Number {self.random.random()}")
        after = replace(scheme, labels=(label, *scheme.labels[1:]))
        self.store.apply(Edit.swap("Rename label", scheme, after))

    def undo(self):
        """Take the last step back."""
        self.store.undo()

    def redo(self):
        """Do it again."""
        self.store.redo()

    def acknowledge(self):
        """Tell how far the journal has come."""
        tip = Journal(self.store._db).tip()
        os.write(1, f"{tip.seq} {tip.hash}\n".encode())

    def work(self):
        """Do edits at random, and never stop."""
        kinds = [self.add_article, self.add_articles, self.rename_label]
        kinds += [self.add_claim, self.change_claim] * 5 + [self.undo, self.undo, self.redo]
        while True:
            self.random.choice(kinds)()
            self.acknowledge()


if __name__ == "__main__":
    sabotage.make()
    project, state, seed, *edit = sys.argv[1:]
    desk = Desk(Path(project), Path(state), seed)
    if edit:
        getattr(desk, edit[0])()
        desk.acknowledge()
        desk.store.close()
    else:
        desk.acknowledge()
        desk.work()
