"""Any changes of a codebook in use leave every label valid, and come back by undo and redo."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.stamp import utc_now
from annotator.exporters.codebook import codebook_to_toml
from annotator.importers import codebook as codebooks
from annotator.operations import codebook as operations
from annotator.operations.codebook_import import import_codebook
from annotator.operations.codebook_rules import CodebookChangeError
from annotator.storage.project import create_project, open_project
from annotator.storage.rows import TABLES
from annotator.storage.verification import findings

LAYERS = (Layer.CLAIM_TYPE, Layer.VERDICT, Layer.QUOTE_TYPE)
ANY_LAYER = st.sampled_from(LAYERS)
NAMES = st.sampled_from(["Rumour", "Satire", "Übung", "流言", "Refuted", "Rules", ""])
WORDS = st.sampled_from(["", "One", "“Two”\n\t\\"])
KEYS = st.sampled_from([*"123", ""])
TONES = st.sampled_from(["", "refuted", "supported"])
PLACES = st.integers(0, 12)


def few(name):
    """Return the schemes of a shipped codebook that are tried."""
    return [scheme for scheme in codebooks.named(name) if scheme.layer in LAYERS]


class Codebooks(RuleBasedStateMachine):
    """A house codebook grows and shrinks while claims are labelled with it."""

    @initialize()
    def new_project(self):
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "trial.annotator"
        self.state_folder = Path(self.folder.name) / "state"
        schemes = [
            replace(scheme, labels=scheme.labels[: None if scheme.is_fixed else 3])
            for scheme in few("standard")
        ]
        self.store = create_project(self.path, "Trial", schemes, self.state_folder)
        self.store.sign_in("Ana")
        by, verdicts = self.store.annotator.id, self.book.scheme(Layer.VERDICT)
        types = self.book.scheme(Layer.CLAIM_TYPE)
        self.claims = [
            Claim(text=label.name, labels=frozenset({types.key(label.code)}), created_by=by)
            for label in types.labels
        ]
        checks = [
            FactCheck(claim_id=claim.id, verdict=verdicts.key(label.code), checked_by=by)
            for claim, label in zip(self.claims, verdicts.labels, strict=True)
        ]
        self.store.set_up(Edit.add("Set up", *self.claims, *checks))
        self.states = [self.hash()]
        self.place = 0

    def hash(self):
        """Return one hash of all rows of all records, and of the order of what can be chosen."""
        db, found = self.store._db, [self.store.reader.codebook()]
        for table in TABLES:
            names = ", ".join(table.columns.names)
            found.append(db.execute(f"SELECT {names} FROM {table.name} ORDER BY id").fetchall())
            if table.parts:
                names = ", ".join(table.parts.names)
                rows = db.execute(f"SELECT {names} FROM {table.parts.table} ORDER BY {names}")
                found.append(rows.fetchall())
        return sha256(repr(found).encode()).hexdigest()

    def do(self, made):
        """Apply an edit unless it is refused in words."""
        try:
            edit = made()
        except CodebookChangeError:
            return
        if any(change.before != change.after for change in edit.changes):
            self.store.apply(edit.stamped(utc_now()))
            self.states = [*self.states[: self.place + 1], self.hash()]
            self.place += 1

    @property
    def book(self):
        return self.store.reader.codebook()

    def scheme(self, data, layers=ANY_LAYER):
        return data.draw(st.sampled_from(self.book.layer(data.draw(layers))))

    def code(self, data, scheme):
        return data.draw(st.sampled_from([label.code for label in scheme.labels]))

    @rule(data=st.data(), number=st.integers(0, 2), size=st.integers(0, 2))
    def label(self, data, number, size):
        claim = self.store.reader.get(Claim, self.claims[number].id)
        scheme = self.scheme(data, st.just(Layer.CLAIM_TYPE))
        codes = frozenset(self.code(data, scheme) for _ in range(size))
        self.do(lambda: Edit.swap("Label", claim, claim.labelled(scheme.id, codes)))

    @rule(data=st.data(), number=st.integers(0, 2))
    def judge(self, data, number):
        scheme = self.scheme(data, st.just(Layer.VERDICT))
        verdict = scheme.key(self.code(data, scheme))
        claim_id = self.claims[number].id
        by = self.store.annotator.id
        found = self.store.reader.find(FactCheck, claim_id=claim_id)
        check = FactCheck(claim_id=claim_id, checked_by=by, status="in_progress")
        before = found[0] if found else None
        after = replace(before or check, verdict=verdict)
        self.do(lambda: Edit.swap("Judge", before, after) if before else Edit.add("Judge", after))

    @rule(data=st.data(), name=NAMES)
    def add(self, data, name):
        scheme = self.scheme(data)
        self.do(lambda: operations.add_label(scheme, name))

    @rule(data=st.data(), name=NAMES, words=WORDS, key=KEYS, tone=TONES)
    def change(self, data, name, words, key, tone):
        scheme = self.scheme(data)
        label = scheme.label(self.code(data, scheme))
        new = data.draw(
            st.sampled_from([{"name": name}, {"definition": words}, {"key": key}, {"colour": tone}])
        )
        self.do(lambda: operations.change_label(scheme, replace(label, **new)))

    @rule(data=st.data(), place=PLACES)
    def move(self, data, place):
        scheme = self.scheme(data)
        code = self.code(data, scheme)
        self.do(lambda: operations.move_label(scheme, code, place))

    @rule(data=st.data(), back=st.booleans())
    def retire(self, data, back):
        scheme = self.scheme(data)
        code = self.code(data, scheme)
        act = operations.restore_label if back else operations.retire_label
        self.do(lambda: act(scheme, code))

    @rule(data=st.data())
    def merge(self, data):
        scheme = self.scheme(data)
        uses = self.store.reader.label_uses()
        codes = [each.code for each in scheme.labels]
        used = [code for code in codes if uses.get(scheme.key(code))]
        code, into = data.draw(st.sampled_from(used or codes)), self.code(data, scheme)
        self.do(lambda: operations.merge_label(self.store.reader, scheme, code, into))

    @rule(data=st.data())
    def remove(self, data):
        scheme = self.scheme(data)
        code = self.code(data, scheme)
        self.do(lambda: operations.remove_label(self.store.reader, scheme, code))

    @rule(layer=ANY_LAYER, title=NAMES, names=st.lists(NAMES, max_size=3, unique=True))
    def add_scheme(self, layer, title, names):
        self.do(lambda: operations.add_scheme(self.book, layer, title, names, multi_select=False))

    @rule(data=st.data(), title=NAMES, place=PLACES)
    def move_and_rename_scheme(self, data, title, place):
        scheme = self.scheme(data)
        self.do(lambda: operations.move_scheme(self.book, scheme, place))
        now = next(each for each in self.book.schemes if each.id == scheme.id)
        self.do(lambda: operations.rename_scheme(now, title))

    @rule(data=st.data())
    def remove_scheme(self, data):
        scheme = self.scheme(data)
        self.do(lambda: operations.remove_scheme(self.store.reader, self.book, scheme))

    @rule(name=st.sampled_from(["standard", "truth-scale"]))
    def take_over(self, name):
        self.do(lambda: import_codebook(self.book, few(name), name))

    @rule()
    def undo(self):
        assert (self.store.undo() is None) == (self.place == 0)
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self):
        assert (self.store.redo() is None) == (self.place == len(self.states) - 1)
        self.place = min(self.place + 1, len(self.states) - 1)

    @precondition(lambda self: self.place > 2)
    @rule()
    def restart(self):
        self.store.close()
        self.store = open_project(self.path, self.state_folder)
        self.store.sign_in("Ana")

    @invariant()
    def every_row_is_as_it_was(self):
        assert self.hash() == self.states[self.place]

    @invariant()
    def every_label_of_every_record_is_in_the_codebook(self):
        reader, book = self.store.reader, self.book
        used = {key for claim in reader.each(Claim) for key in claim.labels}
        used |= {check.verdict for check in reader.each(FactCheck) if check.verdict}
        assert all(book.label(key) for key in used)
        assert {key for key, count in reader.label_uses().items() if count} >= used

    @invariant()
    def every_scheme_offers_a_label(self):
        for scheme in self.book.schemes:
            assert any(not label.is_retired for label in scheme.labels)

    @invariant()
    def what_goes_out_comes_in_again_equal(self):
        path = Path(self.folder.name) / "out.toml"
        path.write_text(codebook_to_toml(self.book.schemes, "Out"), encoding="utf-8", newline="")
        assert codebooks.load(path) == self.book.schemes

    def teardown(self):
        while self.store.undo():
            pass
        assert self.hash() == self.states[0]
        while self.store.redo():
            pass
        assert self.hash() == self.states[-1]
        self.store.close()
        assert list(findings(self.path, self.state_folder)) == []
        self.folder.cleanup()


TestCodebooks = Codebooks.TestCase
TestCodebooks.settings = settings(max_examples=5, stateful_step_count=25, deadline=None)
