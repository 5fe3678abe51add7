"""Entities of a library: their list, their pages, and names that an analyst merges and parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library.small_library import commitment, decide, make_index, mention, propose

from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.entity_finding import find_entity
from reader.library.entity_pages.entity_listing import EntityOrder, list_entities
from reader.library.entity_pages.name_merging import merge_names, part_name
from reader.library.index.following import follow_journal
from reader.library.index.library_index import LibraryIndex
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace

WHO = "هدى"
PLEDGE = "تعهد سيرغي لافروف بدعم حلب. وصل لافروف إلى دمشق، وقال إن حلب بخير."
REPORT = "قالت وكالة سانا إن روسيا تعهدت بدعم حلب."
OTHER = "زار بوتن حلب."
ARTICLES = (
    Article(PLEDGE, "وعد", "وعد.txt", "2017-01-02"),
    Article(REPORT, "تقرير", "تقرير.txt", "2017-01-10"),
    Article(OTHER, "زيارة", "زيارة.txt", "2016-12-30"),
)
SECOND = PLEDGE.rindex("لافروف")
LAVROV, PUTIN, ALEPPO, DAMASCUS = "سيرغي لافروف", "بوتن", "حلب", "دمشق"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[LibraryIndex]:
    with make_index(tmp_path, ARTICLES) as made:
        fill(made)
        yield made


def fill(index: LibraryIndex) -> None:
    with index.writing() as connection:
        # Articles of which there is no file are hidden when the journal is followed.
        connection.execute("INSERT INTO places SELECT place, '', number, 1 FROM articles")
    propose(
        index,
        1,
        PLEDGE,
        [
            mention(PLEDGE, LAVROV, "person", LAVROV),
            Annotation(Span(SECOND, SECOND + 6), "person", attributes=(("entity", LAVROV),), source="names", score=0.9),
            replace(mention(PLEDGE, ALEPPO, "place"), attributes=(("gloss", "Aleppo"),)),
            mention(PLEDGE, DAMASCUS, "place"),
            commitment(PLEDGE, "تعهد", "pledge", committer=LAVROV, counterparty=ALEPPO),
        ],
    )
    propose(
        index,
        2,
        REPORT,
        [
            mention(REPORT, "وكالة سانا", "organization"),
            mention(REPORT, "روسيا", "place"),
            mention(REPORT, ALEPPO, "place"),
            commitment(REPORT, "تعهدت", "pledge", committer="روسيا", counterparty=ALEPPO, source="وكالة سانا"),
        ],
    )
    propose(index, 3, OTHER, [mention(OTHER, PUTIN, "person"), mention(OTHER, ALEPPO, "place")])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    # In the library's own folder, so that the index takes its articles too.
    with Workspace.open(tmp_path / "workspace.db", who=WHO) as opened:
        opened.remember_all(ARTICLES)
        yield opened


def names(index: LibraryIndex, **options: object) -> list[str]:
    return [row.name for row in list_entities(index, who=WHO, **options)]


def test_the_list_has_every_entity_with_its_counts(index):
    first, second, *rest = list_entities(index, who=WHO)
    assert (first.name, first.label, first.mentions, first.articles, first.commitments) == ("حلب", "place", 3, 3, 2)
    assert (second.name, second.mentions, second.articles, second.commitments) == (LAVROV, 2, 1, 1)
    assert {row.name for row in rest} == {DAMASCUS, PUTIN, "روسيا", "وكالة سانا"}


def test_the_list_is_filtered_by_names_in_both_scripts_and_put_in_order(index):
    assert names(index, filter="لافرو") == [LAVROV]
    assert names(index, filter="Aleppo") == [ALEPPO]
    assert names(index, filter="لا أحد") == []
    assert names(index, order=EntityOrder.NAME) == sorted(names(index))
    assert names(index, order=EntityOrder.COMMITMENTS)[0] == ALEPPO


def test_what_the_analyst_has_rejected_is_not_listed(index):
    wrong = mention(OTHER, PUTIN, "person")
    decide(index, 3, OTHER, WHO, [wrong], proposals=[wrong], decision=Decision.REJECTED)
    assert PUTIN not in names(index)
    assert PUTIN in [row.name for row in list_entities(index, who="سارة")]


def test_an_accepted_mention_counts_once(index):
    right = mention(OTHER, PUTIN, "person")
    decide(index, 3, OTHER, WHO, [right], proposals=[right])
    (found,) = list_entities(index, who=WHO, filter=PUTIN)
    page = find_entity(index, PUTIN, who=WHO)
    assert found.mentions == len(page.mentions) == 1
    assert page.mentions[0].is_accepted


def test_a_page_tells_mentions_spellings_company_and_commitments(index):
    page = find_entity(index, ALEPPO, who=WHO)
    assert [each.title for each in page.mentions] == ["تقرير", "وعد", "زيارة"]
    assert [row.title for row in page.received] == ["تقرير", "وعد"]
    assert (page.made, page.reported) == ((), ())
    assert dict(page.known)["English"] == "Aleppo"
    beside = {each.name: (each.sentences, each.articles) for each in page.beside}
    assert beside[LAVROV] == (1, 1)
    assert beside[DAMASCUS] == (0, 1)
    assert find_entity(index, "وكاله سانا", who=WHO).reported[0].title == "تقرير"
    lavrov = find_entity(index, LAVROV, who=WHO)
    assert [(each.written, each.count) for each in lavrov.spellings] == [(LAVROV, 1), ("لافروف", 1)]
    assert [row.quote for row in lavrov.made] == ["تعهد"]


def test_an_unknown_name_has_no_page(index):
    assert find_entity(index, "لا أحد", who=WHO) is None


def test_merged_names_are_one_entity_until_that_is_undone(index, workspace):
    workspace.apply(merge_names(workspace, index, [LAVROV], PUTIN))
    follow_journal(index, workspace)
    groups = AliasGroups(index, who=WHO)
    assert groups.group_of(LAVROV) == PUTIN
    assert groups.names_in(PUTIN) == (PUTIN, LAVROV)
    (row,) = list_entities(index, who=WHO, filter="لافروف")
    assert (row.group, row.mentions, row.articles, row.commitments) == (PUTIN, 3, 2, 1)
    page = find_entity(index, LAVROV, who=WHO)
    assert (page.group, len(page.mentions), len(page.made)) == (PUTIN, 3, 1)

    workspace.undo_anywhere()
    follow_journal(index, workspace)
    assert AliasGroups(index, who=WHO).group_of(LAVROV) == LAVROV


def test_what_one_analyst_merges_is_not_merged_for_another(index, workspace):
    workspace.apply(merge_names(workspace, index, [LAVROV], PUTIN))
    follow_journal(index, workspace)
    assert AliasGroups(index, who="سارة").names_in(PUTIN) == (PUTIN,)


def test_the_first_name_of_a_group_can_be_parted_from_the_others(index, workspace):
    workspace.apply(merge_names(workspace, index, [LAVROV, "روسيا"], PUTIN))
    workspace.apply(part_name(workspace, index, PUTIN))
    follow_journal(index, workspace)
    groups = AliasGroups(index, who=WHO)
    assert groups.names_in(groups.group_of(LAVROV)) == (LAVROV, "روسيا")
    assert groups.names_in(PUTIN) == (PUTIN,)


def test_a_name_that_is_nowhere_changes_nothing(index, workspace):
    assert merge_names(workspace, index, ["لا احد"], PUTIN) == ()
    assert part_name(workspace, index, PUTIN) == ()


NAMES = (LAVROV, PUTIN, ALEPPO, DAMASCUS, "روسيا")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.sampled_from(NAMES)),
            st.sampled_from(NAMES),
        ),
        max_size=5,
    )
)
def test_merging_and_parting_always_leave_each_name_in_one_group(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("library")
    with make_index(folder, ARTICLES) as index, Workspace.open(folder / "workspace.db", who=WHO) as workspace:
        fill(index)
        workspace.remember_all(ARTICLES)
        expected = {name: {name} for name in NAMES}
        for step in steps:
            if isinstance(step, str):
                workspace.apply(part_name(workspace, index, step))
                for each in expected.values():
                    each.discard(step)
                expected[step] = {step}
            else:
                several, into = step
                workspace.apply(merge_names(workspace, index, several, into))
                together = set().union(*(expected[name] for name in (*several, into)))
                expected.update(dict.fromkeys(together, together))
        follow_journal(index, workspace)
        groups = AliasGroups(index, who=WHO)
        assert {name: set(groups.names_in(groups.group_of(name))) for name in NAMES} == expected
