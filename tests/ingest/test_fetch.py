"""Fetching: one page of a local server, reached through a resolver and an allowance of the test's own."""

from __future__ import annotations

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import ingest_samples as samples
import pytest

from diurna import ingest
from diurna.case import Piece
from diurna.errors import InputError
from diurna.ingest._fetch import fetch, is_public

PAGE = samples.page()


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is http.server's
        name, _, rest = self.path.partition("?")[0].removeprefix("/").partition("/")
        getattr(self, f"page_{name}")(rest)

    def answer(self, raw: bytes = PAGE, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(raw)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    def page_page(self, _: str) -> None:
        self.answer(X_Test="1")

    def page_packed(self, _: str) -> None:
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def page_bomb(self, _: str) -> None:
        self.answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def page_large(self, _: str) -> None:
        self.answer(b"a" * 5_000)

    def page_short(self, _: str) -> None:
        self.answer(Content_Length=str(len(PAGE) + 10))

    def page_missing(self, _: str) -> None:
        self.answer(b"no", 404)

    def page_feed(self, _: str) -> None:
        self.answer(samples.RSS, Content_Type="application/rss+xml")

    def page_hop(self, rest: str) -> None:
        left = int(rest)
        self.answer(b"", 302, Location=f"/hop/{left - 1}" if left else "/page")

    def page_to(self, rest: str) -> None:
        self.answer(b"", 301, Location=rest)

    def page_drip(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.02)

    def page_headers(self, _: str) -> None:
        while True:
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.02)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


@pytest.fixture(scope="module")
def site():
    with Server(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://pages.example:{server.server_address[1]}"
        server.shutdown()


HOSTS = {"pages.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"], "both.example": ["127.0.0.1", "10.0.0.1"]}


def got(url: str, **options: object) -> Piece:
    return fetch(url, resolve=lambda host, _: HOSTS.get(host, [host]), allowed=lambda address: address == "127.0.0.1", **options)


def test_a_page_is_fetched_with_its_headers(site):
    piece = got(f"{site}/page?x=1")
    assert (piece.name, piece.raw, piece.kind, piece.told) == (
        f"{site}/page?x=1",
        PAGE,
        "html",
        {"url": f"{site}/page?x=1", "charset": "utf-8"},
    )
    assert ("X-Test", "1") in piece.headers
    (opened,) = ingest.pieces(piece, piece.name)
    assert (opened.raw, opened.told, opened.headers) == (PAGE, piece.told, piece.headers)


def test_a_packed_page_is_unpacked_and_a_bomb_refused(site):
    assert got(f"{site}/packed").raw == PAGE
    with pytest.raises(InputError, match="more than 20,000,000 bytes"):
        got(f"{site}/bomb")


def test_a_feed_is_opened(site):
    piece = got(f"{site}/feed")
    assert [x.name for x in ingest.pieces(piece, piece.name) if isinstance(x, Piece)] == [f"{site}/feed#1", f"{site}/feed#2"]


def test_redirects_are_followed_to_an_end(site):
    assert got(f"{site}/hop/4").told["url"] == f"{site}/page"
    with pytest.raises(InputError, match="more than 5 redirects"):
        got(f"{site}/hop/5")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/to/http://inside.example/", r"inside\.example is 10\.0\.0\.1, no public address"),
        ("/to/http://both.example/", "no public address"),
        ("/to/http://169.254.169.254/latest", "no public address"),
        ("/to/http://[::1]/", "no public address"),
        ("/to/file:///etc/passwd", "only http and https"),
        ("/to/gopher://x/", "only http and https"),
        ("/to/http://user:word@pages.example/", "user name or password"),
        ("/to/http://pages.example:99999/", "no address of a page"),
        ("/missing", "answered 404"),
        ("/short", "cut short|IncompleteRead"),
    ],
)
def test_where_a_page_leads_is_checked_each_time(site, path, why):
    with pytest.raises(InputError, match=why) as error:
        got(site + path)
    assert str(error.value).startswith(f"{site}{path}: ")


@pytest.mark.parametrize("path", ["/drip", "/headers"])
def test_a_slow_server_is_cut_off(site, path):
    begun = time.monotonic()
    with pytest.raises(InputError, match="took too long"):
        got(site + path, seconds=0.3)
    assert time.monotonic() - begun < 2


def test_a_large_page_is_cut_off(site):
    with pytest.raises(InputError, match="more than 1,000 bytes"):
        got(f"{site}/large", most=1_000)


@pytest.mark.parametrize(
    "url", ["", "page.html", "ftp://x/", "http://", "http://x/ y", "http://x/\r\nHost: y", "http://bücher.example/", "file:///etc/passwd"]
)
def test_what_is_no_address_of_a_page_is_refused(url):
    with pytest.raises(InputError):
        got(url)


def test_nothing_private_is_reached_without_an_allowance(site):
    with pytest.raises(InputError, match="no public address"):
        fetch(site.replace("pages.example", "127.0.0.1"))
    with pytest.raises(InputError, match="no public address"):
        fetch(site.replace("pages.example", "localhost"))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - it is refused
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public
