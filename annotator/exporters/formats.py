"""The export formats, each with the module that writes it, which is loaded when it is used."""

from typing import Final

from annotator.exporters.csv_options import COLUMNS_OPTION, OPTIONS, TABLES_OPTION
from annotator.exporters.export_format import ExportFormat, ExportOption, FormatGroup, later
from annotator.exporters.features import Feature
from annotator.exporters.marks import LABELS, NEVER_HELD
from annotator.i18n import N_

FORMATS: Final[tuple[ExportFormat, ...]] = (
    ExportFormat(
        id="csv",
        name=N_("CSV tables"),
        group=FormatGroup.TABLES,
        description=N_("A folder with all tables, the texts and a README."),
        pieces=later("csv_package.pieces"),
        options=(*OPTIONS, TABLES_OPTION, COLUMNS_OPTION),
        warnings=later("csv_package.package_warnings"),
        columns=later("csv_package.package_columns"),
        guide="README.txt",
        leaves_out=N_("The original files and the history of changes are not exported."),
    ),
    ExportFormat(
        id="csv-flat",
        name=N_("One CSV table"),
        group=FormatGroup.TABLES,
        description=N_("One file with a row for each mention of a claim."),
        pieces=later("csv_package.flat"),
        options=(*OPTIONS, COLUMNS_OPTION),
        warnings=later("csv_package.flat_warnings"),
        columns=later("csv_package.flat_columns"),
        suffix=".csv",
        leaves_out=N_("Only the mentions of claims are exported, a row for each."),
        lacks=frozenset(
            {
                Feature.SENTIMENTS,
                Feature.UNMENTIONED,
                Feature.EVIDENCE,
                Feature.NOTES,
                Feature.VERSIONS,
                Feature.ZONES,
            }
        ),
    ),
    ExportFormat(
        id="xlsx",
        name=N_("Excel workbook"),
        group=FormatGroup.TABLES,
        description=N_("One file with a sheet for each table; text stays text."),
        pieces=later("workbook.pieces"),
        options=(TABLES_OPTION, COLUMNS_OPTION),
        warnings=later("workbook.workbook_warnings"),
        suffix=".xlsx",
        columns=later("workbook.workbook_columns"),
        leaves_out=N_("The texts, the original files and the history of changes are not exported."),
    ),
    ExportFormat(
        id="claimreview",
        name=N_("ClaimReview pages and feed"),
        group=FormatGroup.PUBLISHING,
        description=N_("Finished checks for your website and for search engines."),
        pieces=later("claim_review.pieces"),
        guide="feed.jsonld",
        options=(
            ExportOption(
                name="page",
                title=N_("Address of a check"),
                help=N_(
                    "Where a check is published; {code} stands for the code of its claim, as in"
                    " https://desk.example/checks/{code}."
                ),
                default="",
            ),
            ExportOption(
                name="publisher",
                title=N_("Publisher"),
                help=N_(
                    "The organisation that publishes the checks; otherwise the checker is named."
                ),
                default="",
            ),
            ExportOption(
                name="site",
                title=N_("Its website"),
                help=N_("The address of the publisher’s website."),
                default="",
            ),
        ),
        leaves_out=N_("Only finished checks are exported, each with its claim."),
        lacks=frozenset(
            {
                Feature.SENTIMENTS,
                Feature.ATTRIBUTIONS,
                Feature.EVIDENCE,
                Feature.NOTES,
                Feature.ZONES,
            }
        ),
        warnings=later("claim_review.warnings"),
    ),
    ExportFormat(
        id="web-annotation",
        name=N_("W3C Web Annotation"),
        group=FormatGroup.PUBLISHING,
        description=N_("Marks with quotation and position, for any web tool."),
        pieces=later("web_annotation.pieces"),
        suffix=".jsonld",
        leaves_out=N_("The texts themselves, the original files and the history are not exported."),
        lacks=frozenset({Feature.ZONES, Feature.VERSIONS}),
    ),
    ExportFormat(
        id="doccano",
        name=N_("doccano lines"),
        group=FormatGroup.TOOLS,
        description=N_("Texts with labelled passages, for doccano."),
        pieces=later("span_lines.doccano"),
        suffix=".jsonl",
        options=(LABELS,),
        leaves_out=N_("Only texts, passages and their labels are exported."),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS, Feature.CHECKS},
    ),
    ExportFormat(
        id="spacy",
        name=N_("spaCy and Prodigy lines"),
        group=FormatGroup.TOOLS,
        description=N_("Texts with labelled passages, for spaCy and Prodigy."),
        pieces=later("span_lines.spacy"),
        suffix=".jsonl",
        options=(LABELS,),
        leaves_out=N_("Only texts, passages and their labels are exported."),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS, Feature.CHECKS, Feature.GAPS, Feature.NOTES},
    ),
    ExportFormat(
        id="label-studio",
        name=N_("Label Studio tasks"),
        group=FormatGroup.TOOLS,
        description=N_("Tasks with their labels, for Label Studio."),
        pieces=later("label_studio.pieces"),
        guide="README.txt",
        options=(LABELS,),
        leaves_out=N_("Only texts, passages, their labels and the wording of claims are exported."),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS, Feature.CHECKS},
    ),
    ExportFormat(
        id="brat",
        name=N_("brat standoff"),
        group=FormatGroup.TOOLS,
        description=N_("A text and its annotation for each article, for brat."),
        pieces=later("brat.pieces"),
        guide="annotation.conf",
        options=(LABELS,),
        leaves_out=N_("Texts, passages, labels and notes on them are exported, without relations."),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS},
    ),
    ExportFormat(
        id="uima",
        name=N_("UIMA CAS (INCEpTION)"),
        group=FormatGroup.TOOLS,
        description=N_("Annotated texts, for INCEpTION and other UIMA tools."),
        pieces=later("uima.pieces"),
        guide="TypeSystem.xml",
        options=(LABELS,),
        leaves_out=N_(
            "Only texts, passages, labels, verdicts and the wording of claims are exported."
        ),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS, Feature.NOTES},
    ),
    ExportFormat(
        id="refi-qda",
        name=N_("REFI-QDA project"),
        group=FormatGroup.TOOLS,
        description=N_("Coded texts, for NVivo, MAXQDA, ATLAS.ti and others."),
        pieces=later("refi_qda.pieces"),
        suffix=".qdpx",
        options=(LABELS,),
        leaves_out=N_("Only texts, passages, labels and the wording of claims are exported."),
        lacks=NEVER_HELD | {Feature.ATTRIBUTIONS, Feature.CHECKS, Feature.GAPS},
    ),
    ExportFormat(
        id="project",
        name=N_("Whole project (JSON lines)"),
        group=FormatGroup.HAND_OVER,
        description=N_("Everything in one file, without loss, for another Annotator."),
        pieces=later("project_lines.pieces"),
        suffix=".jsonl",
        is_whole=True,
        leaves_out=N_("Everything is exported but the history of changes."),
    ),
    ExportFormat(
        id="hugging-face",
        name=N_("Hugging Face dataset"),
        group=FormatGroup.HAND_OVER,
        description=N_("A dataset of texts and sentences, for training models."),
        pieces=later("hugging_face.pieces"),
        guide="README.md",
        options=(LABELS,),
        leaves_out=N_(
            "Notes, line types, earlier texts, the original files and the history are omitted."
        ),
        lacks=frozenset(
            {
                Feature.WHOLE_SENTIMENTS,
                Feature.ATTRIBUTIONS,
                Feature.NOTES,
                Feature.VERSIONS,
                Feature.EARLIER,
                Feature.ZONES,
            }
        ),
    ),
    ExportFormat(
        id="averitec",
        name=N_("AVeriTeC claims"),
        group=FormatGroup.HAND_OVER,
        description=N_("Claims with verdict and evidence, for systems that check facts."),
        pieces=later("averitec.pieces"),
        suffix=".json",
        leaves_out=N_("Only claims with a verdict are exported, each with its latest check."),
        lacks=frozenset(
            {
                Feature.SENTIMENTS,
                Feature.ATTRIBUTIONS,
                Feature.NOTES,
                Feature.VERSIONS,
                Feature.ZONES,
            }
        ),
    ),
)
"""All export formats, by their groups; the first is the default."""
