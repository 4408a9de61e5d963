"""The checksum of the words at a place, which are kept in their text alone."""

from zlib import crc32


def words_checksum(start: int, end: int, prefix: str, words: str, suffix: str) -> int:
    """Return the checksum of a place, its words, and what is before and after them.

    CRC-32, less 2^31: so it takes four bytes in a row.
    """
    return crc32(f"{start},{end},{prefix}\0{words}\0{suffix}".encode()) - 0x8000_0000
