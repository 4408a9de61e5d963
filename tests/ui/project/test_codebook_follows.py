"""The workspace's codebook is always the one that is stored."""

from annotator.domain.codebook import Layer
from annotator.operations.codebook import add_label


def test_the_codebook_follows_each_change_before_the_views_do(workspace):
    names = []
    workspace.edited.connect(
        lambda _: names.append(workspace.codebook.scheme(Layer.CLAIM_TYPE).labels[-1].name)
    )
    changed = []
    workspace.codebook_changed.connect(lambda: changed.append(len(names)))

    workspace.do(add_label(workspace.codebook.scheme(Layer.CLAIM_TYPE), "Rumour"))
    workspace.undo()
    workspace.redo()

    assert names == ["Rumour", "Not a claim", "Rumour"]
    assert changed == [0, 1, 2]
