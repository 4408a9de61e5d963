"""A figure as CSV."""

from annotator.domain.figures import Figure, FigureId, Heading, Shape
from annotator.exporters.figure_csv import figure_csv


def test_a_figure_is_a_table_of_all_values_in_which_nothing_runs():
    figure = Figure(
        id=FigureId.VERDICTS_BY_PUBLISHER,
        title="Verdicts by publisher",
        shape=Shape.BARS,
        categories=(Heading.of("=1+1", "=1+1"), Heading.of("Ä, “B”", "Ä, “B”")),
        series=(Heading.of("a", "Refuted"), Heading.of("", "no verdict")),
        values=((1, 0), (20, 3)),
        empty="",
    )

    assert figure_csv(figure).decode("utf-8-sig").splitlines() == [
        "figure,category,series,count",
        "verdicts_by_publisher,'=1+1,Refuted,1",
        "verdicts_by_publisher,'=1+1,no verdict,0",
        'verdicts_by_publisher,"Ä, “B”",Refuted,20',
        'verdicts_by_publisher,"Ä, “B”",no verdict,3',
    ]
