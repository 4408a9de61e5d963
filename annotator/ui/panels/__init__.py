"""The panels beside the text: each is a module, and a name here."""

from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.panels.panel import Panel
from annotator.ui.panels.sentiment import SentimentPanel

PANELS: tuple[type[Panel], ...] = (ClaimsPanel, SentimentPanel, FactCheckPanel)
"""Every panel, in the order in which they stand."""
