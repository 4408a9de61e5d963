"""What stands around an edit on its way to the disk."""

import pytest

from annotator.storage import engine
from annotator.storage.writing import Transaction


def test_a_transaction_that_something_else_ended_is_no_success():
    db = engine.in_memory()
    transaction = Transaction(db)
    transaction.begun(lambda: db.execute("ROLLBACK"))

    with pytest.raises(engine.EngineError, match="no transaction is active"):
        transaction.commit()


def test_an_error_inside_a_transaction_takes_it_back():
    db = engine.in_memory()
    db.execute("CREATE TABLE kept (word TEXT NOT NULL)")

    def two():
        db.execute("INSERT INTO kept VALUES ('x')")
        db.execute("INSERT INTO kept VALUES (NULL)")

    with pytest.raises(engine.ConstraintError):
        Transaction(db).begun(two)

    assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert not db.in_transaction


def test_a_commit_that_fails_takes_the_edit_back():
    db = engine.in_memory()
    db.execute(
        "CREATE TABLE kept (id PRIMARY KEY, one REFERENCES kept DEFERRABLE INITIALLY DEFERRED)"
    )
    transaction = Transaction(db)
    transaction.begun(lambda: db.execute("INSERT INTO kept VALUES (1, 2)"))

    with pytest.raises(engine.ConstraintError):
        transaction.commit()

    assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)
