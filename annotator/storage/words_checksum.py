"""The checksum of the words at a place, which are kept in their text alone."""

from zlib import crc32


def words_checksum(start: int, end: int, words: str) -> int:
    """Return the checksum of a place and its words, with what is before and after them.

    CRC-32, begun with a number made of the place, and less 2^31: so it takes four bytes in a row.
    """
    return crc32(words.encode(), (start * 65_599 + end) & 0xFFFF_FFFF) - 0x8000_0000
