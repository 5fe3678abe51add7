"""Learns from the decisions in a workspace, keeps what was learnt if it helps, and says in tables what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reader.annotate.commitments.judge import Judge, shipped_judge
from reader.annotate.commitments.wording import sign
from reader.annotate.learnt import Learnt, write_learnt
from reader.cli.learnt_here import find_learnt_here
from reader.errors import shown
from reader.labels import LabelSet
from reader.layout.medium import draw_lines
from reader.layout.text_table import write_table
from reader.learning.decided_cases import collect_cases
from reader.learning.fitting import describe_changes, fit_judge
from reader.learning.least_scores import LeastScore, collect_entities, find_least_scores
from reader.learning.trial import LEAST_ARTICLES, LEAST_DECISIONS, Figures, HeldOutTrial, try_out
from reader.library.choosing import analyst, choose_articles, opened
from reader.library.choosing_layers import RESULT, check_layers, split_names
from reader.store.learnt_rows import keep_learnt, take_back_learnt
from reader.ui.terminal.printing import find_medium
from reader.wording import counted, language_in_force, number, say, sayable

_MOST_CHANGES = 6
_FIGURES = (
    (sayable("proposals that were accepted"), "precision"),
    (sayable("accepted ones that are proposed"), "recall"),
    (sayable("both together (F1)"), "f1"),
    (sayable("the same with the right type"), "typed"),
)


def learn_from(
    path: str,
    store: str | None,
    *,
    layers: str | None,
    anyway: bool,
    earlier: bool,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> str:
    """Learn from the decisions of some analysts, or of all, and return what is to be printed."""
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        chosen = choose_articles(workspace, path, earlier=earlier, complain=complain)
        wanted = split_names(layers)
        check_layers(workspace, chosen, wanted)
        # Adjudicated annotations are in the analysts' own layers already.
        there = {layer for article in chosen for layer in workspace.layers(article)} - {RESULT}
        known = wanted or sorted(there)
        cases = list(collect_cases(workspace, chosen, known))
        least = find_least_scores(collect_entities(workspace, chosen, known, labels))
        shipped = shipped_judge()
        trial = try_out(cases, shipped)
        judge = fit_judge(cases, shipped) if _is_worth_it(trial, anyway=anyway) else None
        learnt = Learnt(judge, {each.label: each.score for each in least}, len(cases), trial.articles)
        if learnt:
            # A judge that was learnt before stays where there is no better one.
            standing = find_learnt_here([path], store, complain).judge
            keep_learnt(workspace, write_learnt(replace(learnt, judge=judge or standing)))
    parts = [*_describe_trial(trial), *_describe_judge(judge, shipped), *_describe_least(least, labels)]
    return "\n".join([*parts, _conclude(path, trial, learnt, anyway=anyway)])


def take_back(path: str, store: str | None, *, complain: Callable[[str], None]) -> str:
    """Take back what was learnt last, and say so."""
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        if not take_back_learnt(workspace):
            return say("{path}: nothing has been learnt here, so there is nothing to take back.", path=shown(path))
    return say("{path}: what was learnt last is taken back; the engine proposes as it did before.", path=shown(path))


def _is_worth_it(trial: HeldOutTrial, *, anyway: bool) -> bool:
    return trial.decisions > 0 and (anyway or (not trial.is_too_small and trial.helps))


def _describe_trial(trial: HeldOutTrial) -> Iterator[str]:
    rejected = trial.decisions - trial.accepted
    yield (
        draw_lines(
            say(
                "{decisions} on commitments in {articles}: {accepted} accepted, {retyped} of them with another type, "
                "and {rejected} rejected.",
                decisions=counted(trial.decisions, "{number} decision", "{number} decisions"),
                articles=counted(trial.articles, "{number} article", "{number} articles"),
                accepted=trial.accepted,
                retyped=trial.retyped,
                rejected=rejected,
            ),
            find_medium(),
        )
        + "\n"
    )
    if trial.is_too_small:
        return
    rows = [(say("decisions on articles held out"), say("as shipped"), say("learnt"))]
    rows += [(say(name), _percent(trial.before, field), _percent(trial.after, field)) for name, field in _FIGURES]
    rows.append((say("surprise (less is better)"), number(trial.before.loss, ".3f"), number(trial.after.loss, ".3f")))
    yield write_table(rows, right=(1, 2), medium=find_medium())


def _describe_judge(judge: Judge | None, shipped: Judge) -> Iterator[str]:
    if judge is None:
        return
    rows = [(say("what changes most"), say("as shipped"), say("learnt"))]
    rows.append((say("least chance of a proposal"), number(shipped.threshold, ".0%"), number(judge.threshold, ".0%")))
    changes = describe_changes(judge, shipped, most=_MOST_CHANGES)
    rows += [(name, sign(before), sign(now)) for name, before, now in changes]
    ranked = sorted(judge.leanings.items(), key=lambda pair: -abs(pair[1]))
    rows += [
        (say("leaning to {name}", name=name), sign(0.0), sign(each)) for name, each in ranked[:2] if abs(each) >= 0.05
    ]
    yield write_table(rows, right=(1, 2), medium=find_medium())


def _describe_least(least: Sequence[LeastScore], labels: LabelSet) -> Iterator[str]:
    if least:
        rows = [(say("entities left out"), say("below"), say("rejected"), say("accepted"))]
        rows += [
            (
                labels.named(each.label).arabic if language_in_force() == "ar" else labels.named(each.label).english,
                number(each.score, ".0%"),
                number(each.rejected),
                number(each.accepted),
            )
            for each in least
        ]
        yield write_table(rows, right=(1, 2, 3), medium=find_medium())


def _conclude(path: str, trial: HeldOutTrial, learnt: Learnt, *, anyway: bool) -> str:
    if not anyway and trial.is_too_small:
        why = say(
            "There are too few decisions on commitments to learn from: at least {decisions} in {articles} articles are "
            "needed",
            decisions=LEAST_DECISIONS,
            articles=LEAST_ARTICLES,
        )
    elif not anyway and not trial.helps:
        why = say("On articles held out, learning does not make the judge of commitments better")
    elif not learnt:
        why = say("There are no decisions to learn from")
    else:
        why = ""
    kept = say("The engine uses it here from now on; `reader learn {path} --undo` takes it back.", path=shown(path))
    if not why:
        sentence = kept
    elif learnt:
        sentence = say("{why}, so only the least scores of entities are learnt. {kept}", why=why, kept=kept)
    elif trial.decisions:
        sentence = say("{why}, so nothing is changed; --anyway learns all the same.", why=why)
    else:
        sentence = say("{why}, so nothing is changed.", why=why)
    return draw_lines(sentence, find_medium()) + "\n"


def _percent(figures: Figures, field: str) -> str:
    return number(getattr(figures, field), ".1%")
