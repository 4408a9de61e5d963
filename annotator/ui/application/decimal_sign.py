"""How this system writes numbers with fractions."""


def has_decimal_comma() -> bool:
    """Return whether a comma separates the fraction, as in 1,5."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - takes 13 ms

    return QLocale.system().decimalPoint() == ","
