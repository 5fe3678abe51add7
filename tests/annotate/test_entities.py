"""The recogniser as an annotator: labels become names, without proclitics, the same over the whole article."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.names.labelled_names import LONGEST, cut_sentences, spell
from reader.annotate.recogniser.entity_annotator import Entities
from reader.annotate.tokens import read_tokens
from reader.errors import AnnotateError
from reader.model import Annotation, Article


class Fake:
    """Labels words by a table; a list of labels is used up from the left, one for each time the word is met."""

    def __init__(self, table: Mapping[str, str | list[str]], chance: float = 0.9) -> None:
        self.table = {word: [label] if isinstance(label, str) else list(label) for word, label in table.items()}
        self.chance = chance
        self.asked: list[list[str]] = []

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        self.asked += [list(sentence) for sentence in sentences]
        return [[(self._label(word), self.chance) for word in sentence] for sentence in sentences]

    def _label(self, word: str) -> str:
        labels = self.table.get(word, ["O"])
        return labels.pop(0) if len(labels) > 1 else labels[0]


def _propose(
    text: str, table: Mapping[str, str | list[str]], so_far: Sequence[Annotation] = (), chance: float = 0.9
) -> list[Annotation]:
    return sorted(Entities(Fake(table, chance)).annotate(Article(text), so_far), key=lambda each: each.span)


def _found(text: str, table: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    return [(each.label, each.span.of(text)) for each in _propose(text, table)]


def test_labels_become_names_with_their_score_and_rule() -> None:
    text = "زار منير السيال بلدة تفتناز"
    person, place = _propose(text, {"منير": "B-person", "السيال": "I-person", "تفتناز": "B-place"}, chance=0.75)
    assert (person.span.of(text), person.label, person.source) == ("منير السيال", "person", "entities")
    assert (person.score, person.rule) == (0.75, "recogniser: person")
    assert place.span.of(text) == "تفتناز"


@pytest.mark.parametrize(
    ("given", "label"),
    [("B-PERS", "person"), ("B-LOC", "place"), ("B-ORG", "organization"), ("B-MISC", "misc"), ("B-group", "group")],
)
def test_kinds_of_other_tag_sets_are_our_labels(given: str, label: str) -> None:
    assert _found("زار تفتناز", {"تفتناز": given}) == [(label, "تفتناز")]


def test_a_name_begins_where_its_kind_does() -> None:
    table = {"باراك": "B-person", "أوباما": "I-person", "هيلاري": "B-person", "تكساس": "I-place"}
    assert _found("باراك أوباما هيلاري تكساس", table) == [
        ("person", "باراك أوباما"),
        ("person", "هيلاري"),
        ("place", "تكساس"),
    ]


def test_marks_at_the_ends_and_line_ends_are_no_part_of_a_name() -> None:
    table = {
        "(": "B-organization",
        "الجزيرة": "I-organization",
        ")": "I-organization",
        "حلب": "B-place",
        "الشهباء": "I-place",
    }
    assert _found("قناة (الجزيرة)", table) == [("organization", "الجزيرة")]
    assert _found("حلب\u2028الشهباء", table) == [("place", "حلب"), ("place", "الشهباء")]
    assert _found("( )", table) == []


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("خرجوا من وحلب", "place", "حلب"),
        ("وبدمشق", "place", "دمشق"),
        ("وصل إلى واشنطن", "place", "واشنطن"),
        ("بوزارة الدفاع", "organization", "وزارة الدفاع"),
        ("وزارة الدفاع", "organization", "وزارة الدفاع"),
        ("بلدية المدينة", "organization", "بلدية المدينة"),
        ("بالبرلمان", "organization", "البرلمان"),
        ("فالنسيا", "organization", "فالنسيا"),
        ("بوتين", "person", "بوتين"),
        ("لبوتين", "person", "بوتين"),
        ("كيري", "person", "كيري"),
        ("والسيال", "person", "السيال"),
        ("بالوتيلي", "person", "بالوتيلي"),
        ("كونداليزا", "person", "كونداليزا"),
        ("للسيال", "person", "لسيال"),
    ],
)
def test_proclitics_are_left_out_and_the_article_stays(text: str, label: str, name: str) -> None:
    words = text.split()
    at = next(index for index, word in enumerate(words) if name.split()[0] in word)
    table = {words[at]: f"B-{label}"} | dict.fromkeys(words[at + 1 :], f"I-{label}")
    assert _found(text, table) == [(label, name)]


def test_a_name_that_has_lost_its_alef_is_called_by_the_whole() -> None:
    (person,) = _propose("للسيال", {"للسيال": "B-person"})
    assert person.attribute("entity") == "السيال"


@pytest.mark.parametrize("name", ["ويجان", "وولنج", "ويسترن"])
def test_a_foreign_name_may_begin_with_a_letter_like_and(name: str) -> None:
    assert _found(f"في {name}", {name: "B-place"}) == [("place", name)]


def test_and_cannot_be_part_of_a_name_before_most_letters() -> None:
    assert _found("مع وكانديس رايس", {"وكانديس": "B-person", "رايس": "I-person"}) == [("person", "كانديس رايس")]


def test_a_name_that_keeps_its_first_letter_throughout_has_no_proclitic() -> None:
    table = {"فرويد": "B-person", "لفرويد": "B-person"}
    assert [name for _, name in _found("قال فرويد إن فرويد، كتب لفرويد", table)] == ["فرويد"] * 3


def test_and_before_the_surname_of_somebody_named_whole_is_no_part_of_it() -> None:
    table = {"هاني": "B-person", "كربوج": "I-person", "وكربوج": "B-person"}
    assert [name for _, name in _found("قال هاني كربوج، وكربوج طبيب، وكربوج كاتب", table)] == [
        "هاني كربوج",
        "كربوج",
        "كربوج",
    ]


def test_and_after_a_name_of_the_same_kind_is_no_part_of_the_next() -> None:
    assert _found("كفرسجنة ورباتيا", {"كفرسجنة": "B-place", "ورباتيا": "B-place"})[1] == ("place", "رباتيا")
    assert _found("في ورباتيا", {"ورباتيا": "B-place"}) == [("place", "ورباتيا")]


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("كفريا والفوعة", "place", ["كفريا", "الفوعة"]),
        ("مصر والضفة الغربية وغزة", "place", ["مصر", "الضفة الغربية", "غزة"]),
        ("البوسنة والهرسك", "place", ["البوسنة والهرسك"]),
        ("محمد وليد", "person", ["محمد وليد"]),
        ("فلاديمير بوتين وباراك أوباما", "person", ["فلاديمير بوتين", "باراك أوباما"]),
        ("وزارة التجارة ومصر", "organization", ["وزارة التجارة ومصر"]),
    ],
)
def test_and_divides_people_and_places_that_were_read_as_one(text: str, label: str, names: list[str]) -> None:
    first, *rest = text.split()
    assert [name for _, name in _found(text, {first: f"B-{label}"} | dict.fromkeys(rest, f"I-{label}"))] == names


def test_another_mention_shows_where_a_name_begins() -> None:
    assert _found("قرب زردنا ثم بزردنا", {"زردنا": "B-place", "بزردنا": "B-place"}) == [
        ("place", "زردنا"),
        ("place", "زردنا"),
    ]


def test_a_name_has_the_label_that_most_of_its_mentions_have() -> None:
    text = "تفتناز. تفتناز. تفتناز. تفتناز"
    found = _propose(text, {"تفتناز": ["B-place", "B-person", "B-place", "B-place"]})
    assert [each.label for each in found] == ["place"] * 4
    assert found[1].rule == "recogniser: person, here place as in most of the article"
    assert found[1].score == pytest.approx(0.75)


def test_a_city_and_a_club_of_one_name_stay_what_they_are() -> None:
    assert [label for label, _ in _found("برشلونة. برشلونة", {"برشلونة": ["B-place", "B-organization"]})] == [
        "place",
        "organization",
    ]


def test_a_name_that_was_overlooked_is_found_again() -> None:
    text = "زار تفتناز. خرج من تفتناز. وتفتناز هادئة"
    found = _propose(text, {"تفتناز": ["B-place", "O"]})
    assert [each.span.of(text) for each in found] == ["تفتناز"] * 3
    assert {each.rule for each in found[1:]} == {"named elsewhere in the article as place"}
    assert all(each.score is not None and each.score < 0.9 for each in found[1:])


def test_a_whole_name_is_found_again_by_its_part() -> None:
    text = "أكد منير السيال ذلك. وأضاف السيال أن"
    table = {"منير": "B-person", "السيال": ["I-person", "O"]}
    assert _found(text, table) == [("person", "منير السيال"), ("person", "السيال")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("الأمير عبدالله بن مساعد قال", "عبدالله بن مساعد"),
        ("الأمير عبدالله بن", "عبدالله"),
        ("الأمير عبدالله بن ، قال", "عبدالله"),
        ("قال علي بن", "علي"),
    ],
)
def test_a_name_does_not_end_with_bin(text: str, name: str) -> None:
    words = text.split()
    first = words.index(name.split()[0])
    table = dict.fromkeys(words[first : first + 2], "I-person")
    assert _found(text, table) == [("person", name)]


@pytest.mark.parametrize(
    ("name", "names"),
    [("البنك التجاري", ["البنك التجاري"]), ("المرصد السوري", ["المرصد السوري", "المرصد"])],
)
def test_a_body_is_found_again_by_a_first_word_that_few_have(name: str, names: list[str]) -> None:
    first, last = name.split()
    text = f"أعلن {name} ذلك. وقال {first} إن"
    table = {first: ["B-organization", "O"], last: "I-organization"}
    assert [found for _, found in _found(text, table)] == names


def test_a_word_the_news_uses_is_no_name_elsewhere() -> None:
    assert _found("زار القمة. انتهت القمة", {"القمة": ["B-organization", "O"]}) == [("organization", "القمة")]


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "ًٌٍ", "ـــ", "\x00", "\ud800", "." * 10_000])
def test_a_text_without_words_needs_no_model(text: str) -> None:
    assert list(Entities().annotate(Article(text), ())) == []


def test_long_sentences_are_cut_after_a_mark() -> None:
    text = " ".join(["كلمة"] * (LONGEST - 20) + ["،"] + ["كلمة"] * LONGEST * 2)
    tokens = read_tokens(text)
    runs = cut_sentences(tokens)
    assert [len(run) for run in runs] == [LONGEST - 19, LONGEST, LONGEST]
    assert spell(tokens, runs[0])[-1] == "،"
    assert [index for run in runs for index in run] == list(range(len(tokens)))


def test_a_row_of_marks_is_read_once() -> None:
    fake = Fake({})
    list(Entities(fake).annotate(Article("قال ،،،،،، نعم -- لا"), ()))
    assert fake.asked == [["قال", "،", "نعم", "-", "لا"]]


def test_a_missing_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reader.annotate.recogniser.entity_annotator.find_spec", lambda name: None if name == "onnxruntime" else name
    )
    with pytest.raises(AnnotateError, match="uv pip install onnxruntime"):
        list(Entities().annotate(Article("في حلب"), ()))


def test_making_the_annotator_loads_nothing_heavy() -> None:
    code = "import sys; from reader.annotate.recogniser.entity_annotator import Entities; Entities(); print(*sorted({'numpy', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


class Random:
    """Labels words as hypothesis likes."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, float]]]:
        pair = st.tuples(
            st.sampled_from(["O", "B-person", "I-person", "B-place", "I-place", "B-MISC"]), st.floats(0.2, 1)
        )
        return [
            self.data.draw(st.lists(pair, min_size=len(sentence), max_size=len(sentence))) for sentence in sentences
        ]


_PIECES = st.sampled_from(
    [
        "حلب",
        "وحلب",
        "للفوعة",
        "ﷸ",
        "ﻻ",
        "ﷲ",
        "وﻻ",
        "بن",
        "و",
        "ب",
        "لل",
        "الأسد",
        "وال",
        ".",
        "\n",
        "“",
        "ـ",
        "\u200f",
        "3.5",
        "NATO",
        "ﷺ",
    ]
)


@given(
    text=st.lists(_PIECES, max_size=20).map(" ".join) | st.lists(_PIECES, max_size=8).map("".join) | st.text(),
    data=st.data(),
)
def test_every_span_is_a_stretch_of_the_text_and_none_touches_another(text: str, data: st.DataObject) -> None:
    found = sorted(Entities(Random(data)).annotate(Article(text), ()), key=lambda each: each.span)
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.span.of(text) == each.span.of(text).strip()
        assert each.score is not None
        assert 0 < each.score <= 1
        assert each.rule
    for one, other in zip(found, found[1:], strict=False):
        assert one.span.end <= other.span.start


def test_handles_and_hashtags_are_no_names_but_those_that_say_a_listed_one() -> None:
    text = "قال @ali و@BBC_Arabic عن #هاشتاق_طويل و#عاجل في #القاهرة."
    labels = dict.fromkeys(["@ali", "@BBC_Arabic", "#هاشتاق_طويل", "عاجل"], "B-ORG") | {"القاهرة": "B-LOC"}
    assert _found(text, labels) == [("place", "القاهرة")]
