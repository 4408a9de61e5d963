"""Ways in: files become drafts of articles, TOML becomes a codebook."""

from annotator.importers.draft import Draft, Enclosed, ImportFormat, Refusal
from annotator.importers.files import read_files
from annotator.importers.formats import FORMATS

__all__ = ["FORMATS", "Draft", "Enclosed", "ImportFormat", "Refusal", "read_files"]
