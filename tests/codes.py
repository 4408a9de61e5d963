"""The short code that the next record of a kind gets, for tests that name it beforehand."""


def next_code(store, prefix):
    query = "SELECT last FROM code_counter WHERE prefix = ?"
    (last,) = store._db.execute(query, [prefix]).fetchone() or (0,)
    return f"{prefix}{last + 1}"
