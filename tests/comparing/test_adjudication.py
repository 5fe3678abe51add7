"""Where analysts differ, and how one result is made of it."""

from dataclasses import replace

from reader.comparing.adjudication import Differs, adjudicate, adopt_agreed, find_differences, is_settled
from reader.journal.operations import Authorship
from reader.journal.replay import play
from reader.model import Annotation, Decision, Span

TEXT = "قالت مصر إن السودان وليبيا تتعهدان بوقف القتال فورا"
DESK = Authorship("0" * 64, "result", "هدى")


def over(quote):
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def said(quote, label="place", key="", **more):
    return Annotation(over(quote), label, decision=Decision.ACCEPTED, key=key or f"{quote} {label}", **more)


def kinds(one, other):
    return [(each.span.of(TEXT), each.kinds) for each in find_differences({"أ": one, "ب": other})]


def test_things_come_in_text_order_with_what_they_differ_in():
    pledge = said("تتعهدان", "pledge", roles=(("committer", over("السودان")), ("action", over("بوقف القتال"))))
    one = [said("مصر"), said("السودان"), said("قالت", "misc"), pledge]
    other = [
        said("مصر", source="خالد", score=0.5),
        said("السودان وليبيا"),
        said("فورا", "date"),
        replace(
            pledge,
            roles=(("committer", over("مصر")), ("action", over("بوقف القتال"))),
            attributes=(("polarity", "negative"),),
        ),
    ]
    assert kinds(one, other) == [
        ("قالت", (Differs.PRESENCE,)),
        ("مصر", ()),
        ("السودان وليبيا", (Differs.SPAN,)),
        ("تتعهدان", (Differs.ROLE, Differs.ATTRIBUTE)),
        ("فورا", (Differs.PRESENCE,)),
    ]
    (only_first, agreed, *_, commitment, only_second) = find_differences({"أ": one, "ب": other})
    assert (only_first.only, agreed.only, only_second.only) == (("أ",), (), ("ب",))
    assert agreed.is_agreed
    assert commitment.roles == ("committer",)
    assert commitment.take("ب").role("committer") == over("مصر")


def test_another_label_at_the_same_place_is_one_difference():
    assert kinds([said("مصر")], [said("مصر", "organization")]) == [("مصر", (Differs.LABEL,))]


def test_an_entity_and_a_commitment_at_one_place_are_two_things():
    assert kinds([said("تتعهدان", "misc")], [said("تتعهدان", "pledge")]) == [("تتعهدان", (Differs.PRESENCE,))] * 2


def test_what_was_rejected_or_not_decided_says_nothing():
    layers = {
        "أ": [replace(said("مصر"), decision=Decision.REJECTED)],
        "ب": [replace(said("مصر"), decision=Decision.PROPOSED)],
    }
    assert find_differences(layers) == ()


def test_three_layers_are_compared_at_once():
    layers = {"أ": [said("مصر")], "ب": [], "ج": [said("مصر", "organization"), said("السودان")]}
    first, second = find_differences(layers)
    assert (first.kinds, first.only) == ((Differs.PRESENCE, Differs.LABEL), ("أ", "ج"))
    assert second.only == ("ج",)
    assert [each.label for each in first.variants] == ["place", "organization"]


def difference():
    (found,) = find_differences({"أ": [said("السودان", note="ملاحظة")], "ب": [said("السودان وليبيا")]})
    return found


def test_one_take_both_or_an_edited_one_becomes_the_result_and_can_be_changed_again():
    found = difference()
    one, other = found.take("أ"), found.take("ب")
    result = play((), adjudicate(DESK, found, (), one))
    assert result == (replace(one, source="هدى"),)
    assert result[0].note == "ملاحظة"
    result = play(result, adjudicate(DESK, found, result, one, other))
    assert {each.span for each in result} == {over("السودان"), over("السودان وليبيا")}
    edited = replace(one, label="organization")
    result = play(result, adjudicate(DESK, found, result, edited))
    assert [each.label for each in result] == ["organization"]
    assert adjudicate(DESK, found, result, edited) == ()


def test_taking_neither_is_an_answer_too():
    found = difference()
    assert not is_settled(found, ())
    operations = adjudicate(DESK, found, ())
    result = play((), operations)
    assert [each.decision for each in result] == [Decision.REJECTED]
    assert is_settled(found, result)
    (again,) = play(result, adjudicate(DESK, found, result, found.take("ب")))
    assert (again.decision, again.span) == (Decision.ACCEPTED, over("السودان وليبيا"))
    assert len({each.batch for each in operations}) == 1


def test_what_differs_is_open_until_it_is_answered_and_the_agreed_is_taken_at_once():
    layers = {"أ": [said("مصر"), said("السودان"), said("فورا", "date")], "ب": [said("مصر"), said("ليبيا")]}
    found = find_differences(layers)
    operations = adopt_agreed(DESK, found, ())
    result = play((), operations)
    assert [each.span.of(TEXT) for each in result] == ["مصر"]
    assert adopt_agreed(DESK, found, result) == ()
    assert [is_settled(each, result) for each in found if not each.is_agreed] == [False, False, False]
    result = play(result, adjudicate(DESK, found[1], result, *found[1].variants))
    assert [is_settled(each, result) for each in found if not each.is_agreed] == [True, False, False]
