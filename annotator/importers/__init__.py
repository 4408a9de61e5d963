"""Importers: files become drafts of articles, TOML becomes a codebook."""

from annotator.importers.draft import Draft, Enclosed, Refusal

__all__ = ["Draft", "Enclosed", "Refusal"]
