import gzip
import hashlib
import json
import os
from dataclasses import replace

import pytest
from loading import load

from reader.errors import LoadError
from reader.load import Loaded, Reach, Source, load_all, load_each
from reader.model import Span


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Source(str(path))


def rows(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def sentences(source):
    errors = [outcome for outcome in load_each(source) if isinstance(outcome, LoadError)]
    return [str(error).rpartition("/")[2] for error in errors]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_fields_by_their_names_and_synonyms(tmp_path):
    source = put(
        tmp_path,
        "a.jsonl",
        rows(
            {
                "title": "عنوان",
                "text": "متن",
                "date": "2016-12-18",
                "source": "العربية",
                "url": "https://example.org/1",
                "id": 7,
            },
            {
                "headline": "عنوان",
                "articleBody": "متن",
                "publishedAt": 1482019200,
                "source": {"id": None, "name": "العربية"},
            },
            {"Title": "عنوان", "full_text": ["فقرة", "أخرى"], "tags": ["x"]},
            {"العنوان": "عنوان", "النص": "عنوان\nمتن"},
            {"text": "\n سطر أول \nسطر ثان"},
        ),
    )
    first, second, third, fourth, fifth = (loaded.article for loaded in load(source))
    assert (first.title, first.text, first.date) == ("عنوان", "عنوان\n\nمتن", "2016-12-18")
    assert first.fields == (("publisher", "العربية"), ("url", "https://example.org/1"), ("id", "7"))
    assert first.source == source.name
    assert (second.text, second.date, second.fields) == (
        "عنوان\n\nمتن",
        "2016-12-18T00:00:00+00:00",
        (("publisher", "العربية"),),
    )
    assert third.text == "عنوان\n\nفقرة\n\nأخرى"
    assert fourth.text == "عنوان\nمتن"
    assert (fifth.title, fifth.text) == ("سطر أول", "\n سطر أول \nسطر ثان")


@pytest.mark.parametrize(
    "document",
    [
        {"text": "أ"},
        [{"text": "أ"}],
        {"status": "ok", "articles": [{"text": "أ"}]},
        {"totalHits": 1, "hits": [{"body": "أ"}]},
    ],
)
def test_a_document_is_an_object_a_list_or_an_object_with_a_list(tmp_path, document):
    (loaded,) = load(put(tmp_path, "a.json", json.dumps(document, indent=2)))
    assert loaded.article.text == "أ"


def test_json_lines_in_a_json_file_are_read_as_such(tmp_path):
    source = put(tmp_path, "a.json", rows({"text": "أ"}, {"text": "ب"}) + "{broken\n")
    assert [outcome.article.text for outcome in load_each(source) if isinstance(outcome, Loaded)] == ["أ", "ب"]
    assert len(sentences(source)) == 1


def test_broken_lines_are_named_and_the_others_open(tmp_path):
    source = put(
        tmp_path, "a.jsonl", '{"text": "أ"}\n{"text": \n\n[]\n"word"\n{"title": "ب"}\n{"text": " "}\n{"text": "ج"}\n'
    )
    assert [outcome.article.text for outcome in load_each(source) if isinstance(outcome, Loaded)] == ["أ", "ج"]
    assert sentences(source) == [
        "a.jsonl, line 2: this is not valid JSON (Expecting value at column 10); correct or remove the line.",
        "a.jsonl, line 4: the line has no article; give an object with a text.",
        "a.jsonl, line 5: the row is not an object; give each article as an object with a text.",
        "a.jsonl, line 6: the row has no text; put it in a field named text, body or content.",
        "a.jsonl, line 7: the row has no text; put it in a field named text, body or content.",
    ]


def test_a_broken_document_names_its_line(tmp_path):
    source = put(tmp_path, "a.json", '[\n{"text": "أ"},\n{"text" "ب"}\n]')
    assert sentences(source) == [
        "a.json, line 3: this is not valid JSON (Expecting ':' delimiter at column 9); correct it."
    ]


def test_a_document_over_many_lines_is_read_whatever_its_ending(tmp_path):
    source = put(tmp_path, "a.jsonl", json.dumps([{"text": "أ"}, {"text": "ب"}], indent=2))
    assert [loaded.article.text for loaded in load(source)] == ["أ", "ب"]


@pytest.mark.parametrize("content", ["[" * 100_000, '{"text": ' + "[" * 100_000, '{"n": ' + "9" * 10_000 + "}"])
def test_hostile_json_is_a_sentence(tmp_path, content):
    for name in ("a.json", "a.jsonl"):
        assert len(sentences(put(tmp_path, name, content))) == 1


def test_many_broken_lines_are_summed_up(tmp_path):
    told = sentences(put(tmp_path, "a.jsonl", "x\n" * 150 + '{"text": "أ"}\n'))
    assert len(told) == 101
    assert told[-1] == "a.jsonl: 50 more rows cannot be read; check how the file was made."


def test_rows_come_one_by_one(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(rows({"title": str(number), "text": "نص " * 500}) for number in range(2000))
    articles = load(Source(str(path)))
    assert [next(articles).article.title for _ in range(3)] == ["0", "1", "2"]
    assert sum(1 for _ in articles) == 1997


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_rows_in_other_encodings(tmp_path, encoding):
    source = put(tmp_path, "a.jsonl", rows({"text": "قال الرئيس"}, {"text": "أعلن الوزير"}).encode(encoding))
    assert [loaded.article.text for loaded in load(source)] == ["قال الرئيس", "أعلن الوزير"]


def test_a_mark_before_the_first_row_goes_whatever_the_user_names(tmp_path):
    source = put(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + rows({"text": "خبر"}).encode())
    assert [loaded.article.text for loaded in load(source, encoding="utf-8")] == ["خبر"]


def test_lone_surrogates_stay_so_that_offsets_stay_right(tmp_path):
    source = put(
        tmp_path,
        "a.jsonl",
        '{"text": "\\ud800موسكو", "entities": [{"start": 1, "end": 6, "label": "GPE", "text": "موسكو"}]}\n',
    )
    (loaded,) = load(source)
    assert loaded.article.text == "\ud800موسكو"
    assert loaded.annotations[0].span == Span(1, 6)
    assert loaded.article.id


ENTITY = {"start": 0, "end": 5, "label": "LOC", "text": "موسكو"}


def entity_of(loaded):
    (annotation,) = loaded.annotations
    return annotation.span.of(loaded.article.text)


def test_offsets_count_in_the_text_alone_or_where_the_digest_says(tmp_path):
    text, titled = "موسكو تتعهد", "عنوان\n\nموسكو تتعهد"
    later = ENTITY | {"start": 7, "end": 12}
    source = put(
        tmp_path,
        "a.jsonl",
        rows(
            {"title": "عنوان", "text": text, "entities": [ENTITY]},
            {"title": "عنوان", "text": text, "sha256": digest(text), "entities": [ENTITY]},
            {"title": "عنوان", "text": text, "sha256": digest(titled), "length": len(titled), "entities": [later]},
            {"title": "عنوان", "text": text, "length": len(titled), "entities": [later]},
            {"title": "موسكو", "text": text, "sha256": digest(text).upper(), "entities": [ENTITY]},
            {"title": "موسكو", "text": text, "sha256": digest(f"موسكو\n\n{text}"), "entities": [later]},
        ),
    )
    loaded = list(load(source))
    assert [entity_of(one) for one in loaded] == ["موسكو"] * 6
    assert {one.article.text for one in loaded[:4]} == {titled}
    assert {one.article.text for one in loaded[4:]} == {text}
    assert not any(one.warnings for one in loaded)


def test_annotations_on_another_text_are_left_out_with_a_warning(tmp_path):
    source = put(
        tmp_path,
        "a.jsonl",
        rows(
            {"text": "موسكو تتعهد", "sha256": digest("نص آخر"), "entities": [ENTITY]},
            {"text": "موسكو تتعهد", "length": 10, "entities": [ENTITY]},
        ),
    )
    for loaded in load(source):
        assert loaded.annotations == ()
        assert "made on another text" in loaded.warnings[0]


def test_a_row_without_text_names_its_file(tmp_path):
    (tmp_path / "texts").mkdir()
    text = "موسكو تتعهد\r\n"
    (tmp_path / "texts" / "a.txt").write_bytes(text.encode())
    source = put(
        tmp_path,
        "a.jsonl",
        rows(
            {"doc": "texts/a.txt", "sha256": digest(text), "length": len(text), "entities": [ENTITY]},
            {"doc": str(tmp_path / "texts" / "a.txt"), "entities": [ENTITY]},
            {"doc": "texts/a.txt", "sha256": digest("x"), "entities": [ENTITY]},
            {"doc": "b.txt", "entities": []},
            {"doc": "a.jsonl", "entities": []},
            {"doc": "http://127.0.0.1/a", "entities": []},
        ),
    )
    outcomes = list(load_each(source))
    assert [entity_of(outcome) for outcome in outcomes[:2]] == ["موسكو", "موسكو"]
    assert outcomes[0].article.source == str(tmp_path / "texts" / "a.txt")
    assert outcomes[2].annotations == ()
    assert "made on another text" in outcomes[2].warnings[0]
    assert [str(outcome).removeprefix(f"{tmp_path}/") for outcome in outcomes[3:]] == [
        "a.jsonl, line 4: the row has no text, and there is no file b.txt; put the file beside this one.",
        "a.jsonl, line 5: a.jsonl may have many articles; let the row name a file that has one.",
        "a.jsonl, line 6: the row has no text, and there is no file http://127.0.0.1/a; put the file beside this one.",
    ]


def test_errors_of_one_file_do_not_hide_another(tmp_path):
    put(tmp_path, "a.json", "{")
    put(tmp_path, "b.json", '{"text": "أ"}')
    articles, errors = load_all([str(tmp_path)])
    assert (len(articles), len(errors)) == (1, 1)


def test_the_rows_before_the_place_where_a_packed_file_breaks_off_are_read(tmp_path):
    rows = "".join(json.dumps({"text": f"الخبر {number}"}) + "\n" for number in range(3_000)).encode()
    packed = gzip.compress(rows, mtime=0)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])
    articles, errors = load_all([str(path)])
    assert 1_000 < len(articles) < 3_000
    assert articles[-1].article.text == f"الخبر {len(articles) - 1}"
    assert str(errors[-1]) == f"{path}: the gzip file ends too early; fetch it again."


def reasons(outcomes):
    return [str(outcome).partition(": ")[2] for outcome in outcomes]


def test_a_row_opens_only_files_beside_its_own_or_below(tmp_path):
    inside, outside = tmp_path / "news", tmp_path / "private"
    (inside / "more").mkdir(parents=True)
    outside.mkdir()
    (inside / "more" / "a.txt").write_text("خبر", encoding="utf-8")
    (outside / "secret.txt").write_text("سر", encoding="utf-8")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    os.mkfifo(inside / "pipe.txt")
    (inside / "empty.txt").touch()
    source = put(
        inside,
        "a.jsonl",
        rows(
            {"doc": "more/a.txt"},
            {"doc": "x", "path": str(outside / "secret.txt")},
            {"doc": "../private/secret.txt"},
            {"doc": "link.txt"},
            {"doc": "pipe.txt"},
            {"doc": "empty.txt"},
            {"doc": "x", "path": "/proc/kmsg"},
            {"doc": "/dev/zero"},
            {"doc": "a\x00b"},
        ),
    )
    first, *others = load_each(source)
    assert first.article.text == "خبر"
    assert all(isinstance(each, LoadError) for each in others)
    assert ["--follow-paths" in str(each) for each in others[:3]] == [True, True, True]
    assert "no file pipe.txt" in str(others[3])
    assert "empty" in str(others[4])
    trusted = list(load_each(replace(source, reach=Reach.ANYWHERE)))
    assert [each.article.text for each in trusted[1:4]] == ["سر", "سر", "سر"]
    assert all(isinstance(each, LoadError) for each in trusted[4:])


def test_a_row_without_text_is_reported_once_however_much_it_nests(tmp_path):
    row = {"title": "ب", "tags": [{"name": "حلب"}, {"name": "روسيا"}], "authors": [{"id": 1}]}
    assert len(list(load_each(put(tmp_path, "a.jsonl", rows(row))))) == 1
    assert len(list(load_each(put(tmp_path, "b.json", json.dumps(row))))) == 1
    first, error = load_each(put(tmp_path, "c.jsonl", json.dumps([{"text": "أ"}, {"x": 1}, {"x": 2}])))
    assert "c.jsonl, line 1: 2 of its 3 rows cannot be read; the first: " in str(error)
    assert "c.jsonl, line 1, row 2: the row has no text" in str(error)


def test_a_title_turns_nothing_round(tmp_path):
    row = {"title": "\u202eخبر\u202c \u2067عاجل\u2069", "text": "متن\u202eن"}
    (loaded,) = load(put(tmp_path, "a.jsonl", rows(row)))
    assert loaded.article.title == "خبر عاجل"
    assert loaded.article.text == "خبر عاجل\n\nمتن\u202eن"
    assert loaded.article.title_span == Span(0, 8)
