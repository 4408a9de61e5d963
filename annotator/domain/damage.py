"""Damaged records: they are reported and left in place, so that all others stay usable."""

from msgspec import Struct

from annotator.i18n import capitalised, tr


class Damage(Struct, frozen=True, kw_only=True):
    """One record or text that is no longer as the program wrote it.

    `id` is empty for a part of a table that cannot be read. `name` is a description such as
    “a mention of claim C3”; `reason` follows it in a sentence. `article_id` is empty where it
    belongs to no article, or to an unknown one.
    """

    table: str
    id: str
    name: str
    reason: str
    article_id: str = ""

    @property
    def sentence(self) -> str:
        """Return the message for the user."""
        name = capitalised(self.name)
        return tr("{name} is damaged: {reason}.", name=name, reason=self.reason)
