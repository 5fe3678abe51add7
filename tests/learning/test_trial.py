"""Whether learning helps is decided on articles that it has not learnt from."""

from __future__ import annotations

from learning_cases import SHIPPED, case

from reader.learning.decided_cases import DecidedCase
from reader.learning.trial import try_out


def taste(articles: int) -> list[DecidedCase]:
    """An analyst who wants what is in a headline, and rejects what follows a condition."""
    return [
        each
        for number in range(articles)
        for each in (
            case("demand", article=f"{number}"),
            case("demand", article=f"{number}"),
            case("", article=f"{number}", kind="near a condition"),
            case("", article=f"{number}", kind="near a condition"),
        )
    ]


def test_a_taste_that_holds_in_every_article_is_worth_learning() -> None:
    trial = try_out(taste(40), SHIPPED)
    assert (trial.decisions, trial.articles, trial.accepted) == (160, 40, 80)
    assert trial.helps
    assert not trial.is_too_small
    assert trial.after.precision > trial.before.precision
    assert trial.after.loss < trial.before.loss


def test_an_analyst_who_decides_as_the_shipped_judge_expects_has_nothing_to_teach() -> None:
    # The shipped judge gives these candidates a chance of two thirds.
    cases = [case("demand" if number % 3 else "", article=f"{number}") for number in range(90)]
    trial = try_out(cases, SHIPPED)
    assert not trial.is_too_small
    assert not trial.helps


def test_few_decisions_and_few_articles_are_too_few() -> None:
    assert try_out([], SHIPPED).is_too_small
    assert try_out(taste(4), SHIPPED).is_too_small
    assert try_out([case("demand", article="one")] * 200, SHIPPED).is_too_small


def test_types_that_were_corrected_are_counted() -> None:
    assert try_out([case("pledge"), case("demand"), case("")], SHIPPED).retyped == 1
