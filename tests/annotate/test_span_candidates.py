"""Candidates for entities: labels become stretches of words without proclitics, found again over the whole article."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from fake_pass import FakePass

from reader.annotate.entities.span_candidates import (
    AGAIN,
    NAMES,
    NETWORK,
    gather_candidates,
    lend_values,
)
from reader.annotate.names.labelled_names import LONGEST, cut_sentences, find_labelled, spell
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens, read_tokens
from reader.model import Annotation, Span


def _read(text: str, table: Mapping[str, str | list[str]], chance: float = 0.9) -> list[NameCandidate]:
    tokens = read_tokens(text)
    found = gather_candidates(tokens, FakePass(table, chance=chance)(text), ())
    names = [each.name for each in found if each.origins & {NETWORK, AGAIN}]
    return sorted(names, key=lambda each: each.first)


def _found(text: str, table: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    tokens = read_tokens(text)
    return [(each.label, _words(tokens, each)) for each in _read(text, table)]


def _words(tokens: Tokens, each: NameCandidate) -> str:
    return tokens.span(each.first, each.last, each.skipped).of(tokens.text)


def test_labels_become_names_with_their_score_and_rule() -> None:
    text = "زار منير السيال بلدة تفتناز"
    person, place = _read(text, {"منير": "B-person", "السيال": "I-person", "تفتناز": "B-place"}, chance=0.75)
    assert (_words(read_tokens(text), person), person.label) == ("منير السيال", "person")
    assert (person.score, person.rule) == (pytest.approx(0.75), "recogniser: person")
    assert _words(read_tokens(text), place) == "تفتناز"


@pytest.mark.parametrize(
    ("given", "label"),
    [("B-PERS", "person"), ("B-LOC", "place"), ("B-ORG", "organization"), ("B-MISC", "misc"), ("B-group", "group")],
)
def test_kinds_of_other_tag_sets_are_our_labels(given: str, label: str) -> None:
    (name,) = find_labelled(read_tokens("تفتناز"), [[0]], [[(given, 0.9)]], "CAMeL Tools")
    assert name.label == label


@pytest.mark.parametrize("text", ["ارتفع 4.5 % أمس", "ارتفع 4.5% أمس"])
def test_a_percent_sign_is_a_part_of_a_quantity_but_not_of_a_name(text: str) -> None:
    labels = {"4.5": "B-quantity", "%": "I-quantity"}
    assert _found(text, labels) == [("quantity", text[6:-4].strip())]
    assert _found("شركة زين %", {"زين": "B-organization", "%": "I-organization"}) == [("organization", "زين")]


def test_a_name_begins_where_its_kind_does() -> None:
    table = {"باراك": "B-person", "أوباما": "I-person", "هيلاري": "B-person", "تكساس": "B-place"}
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


def test_a_name_that_was_overlooked_is_found_again() -> None:
    text = "زار تفتناز. خرج من تفتناز. وتفتناز هادئة"
    found = _read(text, {"تفتناز": ["B-place", "O"]})
    assert [_words(read_tokens(text), each) for each in found] == ["تفتناز"] * 3
    assert {each.rule for each in found[1:]} == {"named elsewhere in the article as place"}


def test_a_whole_name_is_found_again_by_its_part() -> None:
    text = "أكد منير السيال ذلك. وأضاف السيال أن"
    table = {"منير": "B-person", "السيال": ["I-person", "O"]}
    assert _found(text, table) == [("person", "منير السيال"), ("person", "السيال")]


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


def test_long_sentences_are_cut_after_a_mark() -> None:
    text = " ".join(["كلمة"] * (LONGEST - 20) + ["،"] + ["كلمة"] * LONGEST * 2)
    tokens = read_tokens(text)
    runs = cut_sentences(tokens)
    assert [len(run) for run in runs] == [LONGEST - 19, LONGEST, LONGEST]
    assert spell(tokens, runs[0])[-1] == "،"
    assert [index for run in runs for index in run] == list(range(len(tokens)))


def test_a_row_of_marks_is_read_once() -> None:
    fake = FakePass({})
    fake("قال ،،،،،، نعم -- لا")
    assert fake.asked == [["قال", "،", "نعم", "-", "لا"]]


def test_handles_and_hashtags_are_no_names_but_those_that_say_a_listed_one() -> None:
    text = "قال @ali و@BBC_Arabic عن #هاشتاق_طويل و#عاجل في #القاهرة."
    labels = dict.fromkeys(["@ali", "@BBC_Arabic", "#هاشتاق_طويل", "عاجل"], "B-organization") | {"القاهرة": "B-place"}
    assert _found(text, labels) == [("place", "القاهرة")]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("ببطولة الدوري", "misc", "بطولة الدوري"),
        ("بعيد الفطر", "misc", "عيد الفطر"),
        ("بلدية صفاقس", "organization", "بلدية صفاقس"),
        ("بحكومة الوحدة", "organization", "حكومة الوحدة"),
        ("وزارة الدفاع", "organization", "وزارة الدفاع"),
        ("ليوم الاثنين", "date", "يوم الاثنين"),
    ],
)
def test_a_word_with_which_marked_names_begin_shows_a_proclitic(text: str, label: str, name: str) -> None:
    first, last = text.split()
    assert _found(f"قال {text}", {first: f"B-{label}", last: f"I-{label}"}) == [(label, name)]


def test_what_a_rule_proposes_and_the_network_reads_is_one_candidate() -> None:
    text = "في حلب أمس"
    tokens = read_tokens(text)
    listed = Annotation(Span(3, 6), "place", attributes=(("gloss", "Aleppo"),), source="names", rule="place list")
    other = Annotation(Span(7, 10), "date", source="plug-in")
    found = gather_candidates(tokens, FakePass({"حلب": "B-place"})(text), [listed, other])
    assert [(each.name.rule, each.name.attributes) for each in found] == [
        ("recogniser: place; place list", (("gloss", "Aleppo"),))
    ]
    assert found[0].origins == {NETWORK, NAMES}


@pytest.mark.parametrize(
    ("proposed", "attributes"),
    [([(4, 10)], (("value", "1"),)), ([(4, 6), (7, 10)], ()), ([(12, 14)], ())],
)
def test_a_date_gets_the_value_of_the_only_proposal_that_it_overlaps(
    proposed: list[tuple[int, int]], attributes: tuple[tuple[str, str], ...]
) -> None:
    tokens = read_tokens("قبل عام كامل من الآن")
    rules = [Annotation(Span(*each), "date", attributes=(("value", "1"),), source="patterns") for each in proposed]
    (date,) = lend_values(tokens, [NameCandidate(1, 2, 0, "date", 0.9, "")], rules)
    assert date.attributes == attributes
