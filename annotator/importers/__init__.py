"""Importers: files become drafts of articles, TOML becomes a codebook."""

from annotator.importers.draft import Draft, Enclosed, Refusal
from annotator.importers.folders import read_files
from annotator.importers.import_format import ImportFormat

__all__ = ["Draft", "Enclosed", "ImportFormat", "Refusal", "read_files"]
