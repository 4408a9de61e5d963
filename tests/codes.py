"""The short code that the next record of a kind gets, for tests that name it beforehand."""


def next_code(store, prefix):
    return f"{prefix}{store._writer.codes.last(prefix) + 1}"
