import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from loading import load as load_source

from reader.errors import LoadError
from reader.load import Reach, Source, SourceKind, addresses, load_all, web
from reader.load.web import fetch

PARAGRAPH = "تعهدت روسيا، الأحد، بعدم التعرض لقوافل المدنيين الخارجة من حلب وقصف أي جهة تعيق خروجهم ضمن اتفاق جديد."
PAGE = f"<!doctype html><html><head><title>موسكو تتعهد</title></head><body><article><p>{PARAGRAPH}</p></article></body></html>"
TEXT = f"موسكو تتعهد\n\n{PARAGRAPH}"
ROWS = '{"text": "أ"}\n{"text": "ب"}\n'.encode()
OF_BYTES = {"Content-Type": "application/octet-stream"}


class Answers(BaseHTTPRequestHandler):
    """Answers by path: an entry of `pages`, or one of the ways in which servers misbehave."""

    pages = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
        "/cp1256": (200, {"Content-Type": "text/html; charset=windows-1256"}, PAGE.encode("cp1256")),
        "/wrong-charset": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode("cp1256")),
        "/no-charset": (200, {"Content-Type": "text/html; charset=no-such"}, PAGE.encode("cp1256")),
        "/no-type": (200, {}, PAGE.encode()),
        "/no-type-rows": (200, {}, ROWS),
        "/no-type-text": (200, {}, "خبر < آخر".encode()),
        "/bytes": (200, OF_BYTES, b"\n<!-- x --> " + PAGE.encode()),
        "/bytes-rows": (200, OF_BYTES, ROWS),
        "/bytes-text": (200, OF_BYTES, "خبر < آخر".encode()),
        "/source": (200, {"Content-Type": "text/plain"}, b"<html>x"),
        "/gzip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
        "/gzip-bomb": (
            200,
            {"Content-Type": "text/html", "Content-Encoding": "gzip"},
            gzip.compress(b" " * (11 << 20)),
        ),
        "/gzip-broken": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"not gzip"),
        "/gzip-short": (
            200,
            {"Content-Type": "text/html", "Content-Encoding": "gzip"},
            gzip.compress(PAGE.encode())[:-20],
        ),
        "/a.txt": (200, {"Content-Type": "text/plain"}, "خبر\r\n".encode()),
        "/api": (200, {"Content-Type": "application/json"}, '{"articles": [{"text": "أ"}, {"text": "ب"}]}'.encode()),
        "/rows.jsonl": (200, {"Content-Type": "application/octet-stream"}, '{"text": "أ"}\n{\n'.encode()),
        "/table": (200, {"Content-Type": "text/csv"}, "text\nأ\n".encode()),
        "/a.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
        "/empty": (200, {"Content-Type": "text/html"}, b""),
        "/%D8%AE%D8%A8%D8%B1?q=%D8%A3": (200, {"Content-Type": "text/html"}, PAGE.encode()),
        "/missing": (404, {}, b"no"),
        "/forbidden": (403, {}, b"no"),
        "/broken": (500, {}, b"no"),
        "/moved": (302, {"Location": "/page"}, b""),
        "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/to-ftp": (301, {"Location": "ftp://127.0.0.1/x"}, b""),
        "/to-data": (302, {"Location": "data:text/html,x"}, b""),
        "/named.jsonl": (200, OF_BYTES, b'{"doc": "x", "path": "/etc/passwd"}\n{"doc": "/etc/hosts"}\n'),
        "/named.json": (200, {"Content-Type": "application/json"}, b'[{"doc": "x", "path": "/etc/passwd"}]'),
        "/circle": (302, {"Location": "/circle"}, b""),
    }

    def do_GET(self):
        if self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            while not self.server.stopping.wait(0.01):
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
            return
        if self.path == "/drip-header":
            while not self.server.stopping.wait(0.01):
                try:
                    self.wfile.write(b"H")
                except OSError:
                    return
            return
        if self.path in ("/endless", "/moved-endless"):
            self.send_response(200 if self.path == "/endless" else 302)
            if self.path == "/moved-endless":
                self.send_header("Location", "/page")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        if self.path == "/cut-off":
            status, headers, body = 200, {"Content-Length": "999"}, b"<html>"
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.stopping = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stopping.set()
    server.shutdown()
    server.server_close()
    thread.join()
    for worker in threading.enumerate():
        if worker.name == "fetch":
            worker.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def load(url):
    return [loaded.article for loaded in load_source(Source(url, SourceKind.PAGE))]


@pytest.mark.parametrize(
    "path", ["/page", "/cp1256", "/wrong-charset", "/no-charset", "/gzip", "/moved", "/moved-endless", "/خبر?q=أ"]
)
def test_a_page_becomes_an_article(server, path):
    (article,) = load(server + path)
    assert article.text == TEXT
    assert article.title == "موسكو تتعهد"
    assert article.source == server + path


@pytest.mark.parametrize("path", ["/no-type", "/bytes"])
def test_a_page_of_no_media_type_is_known_by_how_it_begins(server, path):
    assert [article.text for article in load(server + path)] == [TEXT]
    assert [article.text for article in load(f"{server}{path}-rows")] == ["أ", "ب"]
    assert [article.text for article in load(f"{server}{path}-text")] == ["خبر < آخر"]


def test_other_media_types(server):
    assert [article.text for article in load(f"{server}/a.txt")] == ["خبر\r\n"]
    assert [article.text for article in load(f"{server}/api")] == ["أ", "ب"]
    assert [article.text for article in load(f"{server}/table")] == ["أ"]
    assert [article.text for article in load(f"{server}/source")] == ["<html>x"]
    articles, errors = load_all([f"{server}/rows.jsonl"])
    assert (len(articles), len(errors)) == (1, 1)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/missing", "the server has no such page (status 404); check the address."),
        ("/forbidden", "the server refuses the page (status 403); save it in a browser and open that file."),
        ("/broken", "the server failed (status 500); try again later."),
        (
            "/to-file",
            "the page redirects in a circle, or to an address that is neither http nor https; open its target.",
        ),
        (
            "/to-ftp",
            "the page redirects in a circle, or to an address that is neither http nor https; open its target.",
        ),
        (
            "/to-data",
            "the page redirects in a circle, or to an address that is neither http nor https; open its target.",
        ),
        (
            "/circle",
            "the page redirects in a circle, or to an address that is neither http nor https; open its target.",
        ),
        ("/empty", "the page is empty; check the address in a browser."),
        ("/a.pdf", "this is a PDF; save its text to a file and open that file."),
        ("/gzip-bomb", "the page is over 10 MB; save the article's text to a file."),
        ("/gzip-broken", "the server packed the page wrongly; save it in a browser and open that file."),
        ("/gzip-short", "the packed page breaks off before its end; try again."),
        ("/endless", "the page is over 10 MB; save the article's text to a file."),
        ("/cut-off", "the connection broke off before the end of the page; try again."),
    ],
)
def test_what_cannot_be_had_gets_one_sentence(server, path, sentence):
    articles, errors = load_all([server + path])
    assert articles == []
    assert [str(error) for error in errors] == [f"{server}{path}: {sentence}"]


@pytest.mark.parametrize("path", ["/drip", "/drip-header"])
def test_the_time_limit_holds_for_the_whole_page(server, path):
    with pytest.raises(LoadError, match=r"the page did not arrive within 0\.2 seconds; try again later\."):
        fetch(server + path, time_limit=0.2)


def test_a_server_that_is_not_there():
    _, errors = load_all(["http://127.0.0.1:9/"])
    assert "the page cannot be fetched" in str(errors[0])


@pytest.mark.parametrize(
    "url", ["http://", "http://127.0.0.1:port/", "http://[::1/", "http://a\x1b\n.invalid/", "http://" + "ب" * 70 + "/"]
)
def test_addresses_that_are_none(url):
    with pytest.raises(LoadError, match="the page cannot be fetched") as caught:
        fetch(url)
    assert str(caught.value).isprintable()


def test_the_opener_knows_no_other_scheme():
    opener = web._opener(addresses.RedirectGuard())
    assert not {"file", "ftp", "data"} & set(opener.handle_open)
    assert {"http", "https", "unknown"} <= set(opener.handle_open)


@pytest.mark.parametrize("path", ["/named.jsonl", "/named.json"])
def test_a_row_of_a_page_opens_no_file(server, path):
    articles, errors = load_all([server + path], reach=Reach.ANYWHERE)
    assert articles == []
    assert errors
    assert all("a row of a web page may not open a file" in str(error) for error in errors)


def test_a_redirect_from_a_public_server_does_not_lead_inside(server, monkeypatch):
    # Both are this machine; the first connection is taken for one to a public server.
    answers = iter([True, False])
    monkeypatch.setattr(addresses, "is_public", lambda address: next(answers))
    with pytest.raises(LoadError, match="it leads to an address inside this machine or its network"):
        fetch(server + "/moved")


def test_what_the_user_names_may_be_inside_and_redirect_there(server):
    assert fetch(server + "/moved").url == server + "/page"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
        ("::127.0.0.1", False),
        ("fec0::1", False),
        ("64:ff9b:1::5db8:d70e", False),
    ],
)
def test_addresses_of_the_internet_and_others(address, public):
    assert addresses.is_public(address) is public
