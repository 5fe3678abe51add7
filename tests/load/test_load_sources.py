import os

from reader.load import Source, SourceKind, find_sources, load_all


def names(*paths):
    return [source.name for source in find_sources([str(path) for path in paths])]


def put(folder, *files):
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("خبر", encoding="utf-8")


def test_a_folder_is_searched_in_order_for_known_endings(tmp_path):
    put(tmp_path, "b.txt", "a.html", "c/d.jsonl.gz", "c/e.CSV", "f.docx", "g.png", "h", "i.ann")
    assert names(tmp_path) == [
        str(tmp_path / name) for name in ("a.html", "b.txt", "c/d.jsonl.gz", "c/e.CSV", "f.docx")
    ]


def test_hidden_files_and_the_workspace_are_passed_over(tmp_path):
    put(tmp_path, "a.txt", ".b.txt", ".reader/articles.jsonl", ".git/c.md")
    assert names(tmp_path) == [str(tmp_path / "a.txt")]


def test_a_named_file_is_tried_whatever_its_ending(tmp_path):
    put(tmp_path, "report.log", ".hidden")
    assert names(tmp_path / "report.log", tmp_path / ".hidden") == [
        str(tmp_path / "report.log"),
        str(tmp_path / ".hidden"),
    ]


def test_what_is_named_twice_comes_once(tmp_path):
    put(tmp_path, "a.txt")
    assert names(tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt") == [str(tmp_path / "a.txt")]


def test_annotations_named_beside_their_text_stand_for_it(tmp_path):
    put(tmp_path, "a.txt", "a.ann", "b.ann")
    (tmp_path / "a.ann").write_text("T1\tperson 0 3\tخبر\n", encoding="utf-8")
    found = list(find_sources([str(tmp_path / "a.ann"), str(tmp_path / "a.txt"), str(tmp_path / "b.ann")]))
    assert [source.name for source in found] == [str(tmp_path / "a.txt"), str(tmp_path / "b.ann")]
    assert "put" in found[1].problem


def test_streams_and_addresses():
    found = list(find_sources(["-", "http://127.0.0.1/a", "HTTPS://example.org/ب"]))
    assert [source.kind for source in found] == [SourceKind.STANDARD_INPUT, SourceKind.PAGE, SourceKind.PAGE]
    assert not any(source.problem for source in found)


def test_other_schemes_are_refused_with_a_sentence():
    for path in ("ftp://example.org/a.txt", "file:///etc/passwd", "gopher://x"):
        articles, errors = load_all([path])
        assert articles == []
        assert str(errors[0]) == f"{path}: only http and https addresses are opened; give a file by its path."


def test_a_folder_linked_into_itself_ends(tmp_path):
    put(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    articles, errors = load_all([str(tmp_path)])
    assert [loaded.article.source for loaded in articles] == [str(tmp_path / "a" / "b.txt")]
    assert "loop.txt: the file cannot be read" in str(errors[0])
    assert len(errors) == 1


def test_a_folder_without_articles_says_so(tmp_path):
    put(tmp_path, "picture.png")
    _, errors = load_all([str(tmp_path)])
    assert len(errors) == 1
    assert "has no file with a known ending" in str(errors[0])


def test_a_folder_that_cannot_be_listed_does_not_stop_the_others(tmp_path, monkeypatch):
    put(tmp_path, "closed/a.txt", "open/b.txt")
    listdir = os.listdir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    articles, errors = load_all([str(tmp_path)])
    assert len(articles) == 1
    assert (
        str(errors[0]) == f"{tmp_path}/closed: the folder cannot be listed (Permission denied); check its permissions."
    )


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    put(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == [str(tmp_path / "a.txt")]


def test_names_with_escapes_are_shown_escaped(tmp_path):
    path = str(tmp_path / "a\x1b[31m\n\u202eb.txt")
    _, errors = load_all([path])
    assert "a\\x1b[31m\\n\\u202eb.txt: there is no such file" in str(errors[0])
    assert str(errors[0]).isprintable()


def test_a_source_is_a_value():
    assert Source("a.txt") == Source("a.txt", SourceKind.FILE, "")


def test_a_name_no_file_can_have():
    _, errors = load_all(["a\0.txt"])
    assert str(errors[0]) == "a\\x00.txt: no file can have such a name; check the path."
