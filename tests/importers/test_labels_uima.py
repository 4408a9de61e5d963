"""UIMA CAS of other tools: XMI with its types beside it, or both in one archive."""

from zipfile import ZipFile

import pytest
from cassis import Cas, TypeSystem

from annotator.importers.labels.formats import format_of, read

TEXT = "Kyiv 🇺🇦 said the bridge is closed."
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"


def analysis(text=TEXT):
    """Return the types and the analysis as an annotation tool writes them."""
    types = TypeSystem()
    entity = types.create_type(name=ENTITY, supertypeName="uima.tcas.Annotation")
    token = types.create_type(name=TOKEN, supertypeName="uima.tcas.Annotation")
    plain = types.create_type(name="custom.Span", supertypeName="uima.tcas.Annotation")
    for name in ("value", "identity"):
        types.create_feature(domainType=entity, name=name, rangeType="uima.cas.String")
    types.create_feature(domainType=entity, name="score", rangeType="uima.cas.Double")
    types.create_feature(domainType=plain, name="confidence", rangeType="uima.cas.String")
    cas = Cas(typesystem=types)
    cas.sofa_string = text
    start = text.find("bridge")
    if start >= 0:
        cas.add(entity(begin=start, end=start + 6, value="FAC", identity="Q1", score=0.75))
        cas.add(token(begin=0, end=4))
        cas.add(plain(begin=0, end=4, confidence="0.5"))
    return types.to_xml(), cas.to_xmi()


def found(path):
    return list(read(path, format_of(path)))


@pytest.mark.parametrize("is_archive", [False, True])
def test_labels_are_on_their_words_and_those_of_tools_are_left_out(is_archive, tmp_path):
    types, xmi = analysis()
    path = tmp_path / ("a.zip" if is_archive else "a.xmi")
    if is_archive:
        with ZipFile(path, "w") as archive:
            archive.writestr("TypeSystem.xml", types)
            archive.writestr("a.xmi", xmi)
    else:
        path.write_text(xmi, encoding="utf-8")
        (tmp_path / "TypeSystem.xml").write_text(types, encoding="utf-8")

    [article] = found(path)
    words = {each.labels: TEXT[slice(*each.places[0])] for each in article.labels}

    assert words == {("FAC",): "bridge", ("Span",): "Kyiv"}
    assert {each.note: each.score for each in article.labels} == {"identity: Q1": 0.75, "": 0.5}


def test_an_analysis_without_types_or_text_is_refused(tmp_path):
    types, xmi = analysis(" ")
    (tmp_path / "a.xmi").write_text(xmi, encoding="utf-8")
    [alone] = found(tmp_path)
    (tmp_path / "TypeSystem.xml").write_text(types, encoding="utf-8")
    [empty] = found(tmp_path / "a.xmi")
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.xmi", xmi)
    [packed] = found(tmp_path / "a.zip")

    assert "needs its types" in alone.reason
    assert "needs its types" in packed.reason
    assert "contains no text" in empty.reason


@pytest.mark.parametrize("at", range(0, 2000, 97))
def test_a_damaged_analysis_is_refused_in_a_sentence(at, tmp_path):
    types, xmi = analysis()
    (tmp_path / "TypeSystem.xml").write_text(types, encoding="utf-8")
    (tmp_path / "a.xmi").write_text(f"{xmi[:at]}<{xmi[at + 3 :]}", encoding="utf-8")

    assert all("unexpected" not in getattr(each, "reason", "") for each in found(tmp_path))
