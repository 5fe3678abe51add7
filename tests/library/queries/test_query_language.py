"""The query language over a small library: words, fields, annotations, and what stands side by side."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library.small_library import commitment, decide, make_index, mark, mention, propose

from reader.errors import QueryError
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import count_articles, find_articles, where_sql
from reader.model import Article, Decision

RUSSIA = "موسكو تتعهد\n\nتعهدت روسيا بالانسحاب من سوريا قبل نهاية العام. وقال لافروف إن فرنسا تهدد لبنان."
LEBANON = "لبنان يطالب\n\nطالب الوزير جبران باسيل إسرائيل بالانسحاب. وقال سيرغي لافروف إن الأمر انتهى."
SPORT = "الكرة\n\nفازت تونس على ليبيا في كأس العالم، وقال المدرب: «عدنا»."
LIBRARY = [
    Article(RUSSIA, "موسكو تتعهد", "https://www.bbc.com/arabic/1", "2016-12-05"),
    Article(LEBANON, "لبنان يطالب", "an-nahar.txt", "2017-01-10", (("publisher", "النهار"),)),
    Article(SPORT, "الكرة", "sport.txt", ""),
]
PLEDGE = commitment(RUSSIA, "تعهدت", "pledge", committer="روسيا", action="بالانسحاب من سوريا", deadline="نهاية العام")
THREAT = commitment(RUSSIA, "تهدد", "threat", committer="فرنسا", counterparty="لبنان")
DEMAND = commitment(LEBANON, "طالب الوزير", "demand", committer="جبران باسيل", action="بالانسحاب")
IN_RUSSIA = (
    mention(RUSSIA, "روسيا", "place", "روسيا"),
    mention(RUSSIA, "لافروف", "person", "سيرغي لافروف"),
    mention(RUSSIA, "فرنسا", "place", "فرنسا"),
    mention(RUSSIA, "سوريا", "place", "سوريا"),
)
IN_LEBANON = (mention(LEBANON, "جبران باسيل", "person"), mention(LEBANON, "سيرغي لافروف", "person"))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with make_index(tmp_path_factory.mktemp("language"), LIBRARY) as index:
        propose(index, 1, RUSSIA, (*IN_RUSSIA, PLEDGE, THREAT))
        propose(index, 2, LEBANON, (*IN_LEBANON, DEMAND))
        decide(index, 1, RUSSIA, "Sara", [PLEDGE], proposals=(*IN_RUSSIA, PLEDGE, THREAT))
        decide(index, 2, LEBANON, "أحمد", [DEMAND], proposals=(*IN_LEBANON, DEMAND), decision=Decision.REJECTED)
        mark(index, 1, "Sara", "tag", "الانسحاب")
        mark(index, 1, "Sara", "flag", "", "done")
        mark(index, 3, "Sara", "flag", "", "in progress")
        mark(index, 1, "Sara", "outcome", f"pledge-{PLEDGE.span.start}", "broken")
        mark(index, 2, "Sara", "alias", "جبران باسيل", "باسيل")
        yield index


def found(index, written, who="Sara", **options):
    query = parse_query(written, **options)
    numbers = [hit.article for hit in find_articles(index, query, who=who)]
    assert count_articles(index, query, who=who) == len(numbers)
    return sorted(numbers)


def quotes(index, written, who="Sara"):
    texts = {number: article.text for number, article in enumerate(LIBRARY, 1)}
    hits = find_articles(index, parse_query(written), who=who)
    return [span.of(texts[hit.article]) for hit in hits for span in hit.spans]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("لبنان", [1, 2]),
        ("لبنان فرنسا", [1]),
        ("لُبنان AND NOT فرنسا", [2]),
        ("لبنان -فرنسا", [2]),
        ("فرنسا | تونس", [1, 3]),
        ("(فرنسا OR تونس) & ليبيا", [3]),
        ('"كأس العالم"', [3]),
        ("«كأس العالم»", [3]),
        ('"العالم كأس"', []),
        ("الانسح*", []),
        ("بالانسح*", [1, 2]),
        ("~انسحاب", [1, 2]),
        ("~(انسحاب تونس | وزير)", [2]),
        ("NEAR(تونس العالم, 5)", [3]),
        ("NEAR(تونس العالم, 2)", []),
        ("NEAR(«كأس العالم» تونس، ٣)", [3]),
        ("title:لبنان", [2]),
        ("العنوان:لبنان", [2]),
        ("text:لبنان", [1]),
        ("title:(الكرة | موسكو)", [1, 3]),
        ("source:bbc", [1]),
        ("source:النهار", [2]),
        ("source:sport", [3]),
        ("date:2016", [1]),
        ("date:2016-12..2017-01", [1, 2]),
        ("date:٢٠١٧", [2]),
        ("date:<2017", [1]),
        ("date:>=2016-12-06", [2]),
        ("date:2016-12-05..", [1, 2]),
        ("-date:2016", [2, 3]),
        ("tag:الإنسحاب", [1]),
        ("tag:#الانسحاب", [1]),
        ("state:done", [1]),
        ("الحالة:منجز", [1]),
        ('state:"in progress"', [3]),
        ("state:unread", [2]),
        ("has:proposals", [1, 2]),
        ("has:commitments", [1, 2]),
        ("has:deadline", [1]),
        ("deadline:<2017-01-01", [1]),
        ("deadline:<2016-12-31", []),
        ("deadline:2016-12", [1]),
        ("deadline:العام", [1]),
        ("type:threat deadline:2016", []),
        ("-has:entities", [3]),
        ("label:person", [1, 2]),
        ("الصنف:شخص", [1, 2]),
        ('entity:"سيرغي لافروف"', [1, 2]),
        ("entity:لافروف", [1, 2]),
        ("entity:باسيل", [2]),
        ("entity:باس*", [2]),
        ("label:place entity:لافروف", []),
        ("type:pledge", [1]),
        ("type:pledge committer:روسيا action:انسحاب", []),
        ("type:pledge committer:روسيا action:بالانسحاب", [1]),
        ("type:pledge committer:روسيا action:~انسحاب", [1]),
        ("type:pledge committer:فرنسا", []),
        ("type:pledge AND committer:فرنسا", [1]),
        ("type:pledge type:threat", [1]),
        ("type:pledge -committer:روسيا", []),
        ("committer:(روسيا | فرنسا) type:threat", [1]),
        ("صاحب_الموقف:فرنسا النوع:تهديد", [1]),
        ("type:demand", [2]),
        ("outcome:broken", [1]),
        ("outcome:open", [1, 2]),
        ("type:pledge outcome:open", []),
        ("by:sara", [1]),
        ("by:me", [1]),
        ("by:engine type:pledge", []),
        ("by:engine type:threat", [1]),
        ("by:احمد", []),
    ],
)
def test_what_a_query_means(index, written, expected):
    assert found(index, written) == expected


def test_who_asks_decides_which_proposals_are_open(index):
    # Sara has accepted the pledge; أحمد has rejected the demand.
    assert found(index, "type:demand", who="أحمد") == []
    assert found(index, "by:engine type:pledge", who="أحمد") == [1]
    assert found(index, "state:done", who="أحمد") == []


def test_the_places_are_those_of_words_mentions_and_cues(index):
    assert quotes(index, "لبنان") == ["لبنان", "لبنان"]
    assert quotes(index, "entity:لافروف") == ["سيرغي لافروف", "لافروف"]
    assert quotes(index, "type:pledge committer:روسيا") == ["تعهدت"]
    assert quotes(index, "date:2016 (تونس | سوريا)") == ["سوريا"]
    assert quotes(index, "date:2016") == []


def test_options_are_for_all_words(index):
    assert found(index, "انسحاب", stems=True) == [1, 2]
    assert found(index, '"وزير جبران"', stems=True) == [2]


def test_the_newest_come_first_and_those_without_a_day_last(index):
    numbers = lambda order: [  # noqa: E731
        hit.article for hit in find_articles(index, parse_query("-nothing"), who="Sara", order=order)
    ]
    assert numbers("newest") == [2, 1, 3]
    assert numbers("oldest") == [1, 2, 3]


def test_relevance_prefers_titles(index):
    hits = find_articles(index, parse_query("لبنان"), who="Sara", order="relevance")
    assert [hit.article for hit in hits] == [2, 1]


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
def test_a_page_goes_on_after_a_hit(index, order):
    query = parse_query("قال* OR تونس OR و*ل OR وقال")
    whole = list(find_articles(index, query, who="Sara", order=order))
    pages, after = [], None
    while page := list(find_articles(index, query, who="Sara", order=order, limit=1, after=after)):
        pages += page
        after = page[-1]
    assert pages == whole
    assert len(whole) == 3


def test_sql_for_others_decides_what_it_can(index):
    sql, values = where_sql(parse_query('type:pledge OR ~"الوزير جبران"'), who="Sara")
    rows = index.connection.execute(f"SELECT number FROM articles WHERE {sql}", values)
    assert {number for (number,) in rows} >= {1, 2}


@pytest.mark.parametrize(
    ("written", "offset", "words", "why"),
    [
        ("", 0, "", "nothing to look for"),
        ("لبنان (تونس", 6, "(", "never closed"),
        ("لبنان) تونس", 5, ")", "never opened"),
        ('لبنان "تونس', 6, '"تونس', "never closed"),
        ("لبنان OR", 8, "", "missing"),
        ("AND لبنان", 0, "AND", "missing"),
        ("لبنان !!!", 6, "!!!", "no word"),
        ("colour:red", 0, "colour", "there is no field of this name; the fields are title, text, source"),
        ("title:", 0, "title", "nothing stands after the colon"),
        ("date:soon", 5, "soon", "2016-12"),
        ("date:2016-13", 5, "2016-13", "no day"),
        ("label:persn", 6, "persn", "person"),
        ("type:person", 5, "person", "pledge"),
        ("state:ready", 6, "ready", "in progress"),
        ("outcome:good", 8, "good", "withdrawn"),
        ("has:everything", 4, "everything", "proposals"),
        ("NEAR(تونس, 5)", 0, "NEAR", "two words"),
        ("NEAR(تونس ليبيا, often)", 17, "often", "number"),
        ("committer:NEAR(a b)", 10, "NEAR", "only words of the text"),
        ("ا*", 0, "ا*", "letters before"),
        ("(" * 40 + "a" + ")" * 40, 32, "(", "inside one another"),
        (" ".join(["a"] * 200), 256, "a", "128 terms"),
    ],
)
def test_an_error_says_where_and_why(written, offset, words, why):
    with pytest.raises(QueryError, match="The query cannot be read") as raised:
        parse_query(written)
    assert (raised.value.offset, raised.value.words) == (offset, words)
    assert why in str(raised.value)


pieces = st.sampled_from(
    ["لبنان", '"', "(", ")", "-", "~", "*", "AND", "OR", "NOT", "NEAR(", ",", "5", "title:", "date:", "entity:", "by:", "type:", "pledge", "committer:", "source:", "tag:", "deadline:", "2016", "..", "<", "'", ";", "--", "{", "}", "^", "+", ":", "&", "|", "%", "_", "\0", "\ud800", "\u202e", "ٱ", "ؤ*", "has:", "tags", "outcome:", "kept", "x*"]
)  # fmt: skip
anything = st.one_of(
    st.text(max_size=40), st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=14).map("".join)
)


@settings(max_examples=400, deadline=None)
@given(anything, st.booleans())
def test_any_text_is_a_query_or_an_error_that_says_where(index, written, stems):
    try:
        query = parse_query(written, stems=stems)
    except QueryError as raised:
        error = raised
    else:
        error = None
    if error is not None:
        assert written[error.offset :].startswith(error.words)
        return
    for order in ("newest", "relevance"):
        hits = list(find_articles(index, query, who="Sara", order=order))
        assert len(hits) == count_articles(index, query, who="Sara")
        for hit in hits:
            length = len(LIBRARY[hit.article - 1].text)
            assert all(0 <= span.start < span.end <= length for span in hit.spans)
            assert list(hit.spans) == sorted(set(hit.spans))


def test_days_may_be_named():
    from reader.library.queries.query_days import read_days

    today = date(2026, 11, 30)
    assert read_days("today", today=today) == (today.toordinal(), today.toordinal(), "")
    assert read_days("أمس..غداً", today=today)[:2] == (
        (today - timedelta(1)).toordinal(),
        (today + timedelta(1)).toordinal(),
    )
    assert read_days("2016-02") == (date(2016, 2, 1).toordinal(), date(2016, 2, 29).toordinal(), "")
    assert read_days("9999-12") is None
