"""What every answer has: headers, the one shape of a fault, files of the app and no others, limits; and the server as it is started."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import made_case
import pytest
from fastapi.testclient import TestClient

from diurna import store
from diurna.serve import app
from diurna.serve.access import Access
from diurna.serve.guard import MOST, Bodies

BASE = "http://127.0.0.1:8021"
JUDGED = {"action": "unsure", "target": "b1"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made_case.make(tmp_path_factory.mktemp("app") / "c.diurna", made_case.borders(), made_case.marches())


@pytest.fixture(scope="module")
def asking(path):
    made = TestClient(
        app(path, Access(token="t", owner="Ada"), hosts=("127.0.0.1:8021", "localhost:8021")),
        BASE,
        headers={"Origin": BASE},
        follow_redirects=False,
        raise_server_exceptions=False,
    )
    assert made.get("/?token=t").status_code == 303
    return made


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """Pages of the app, with something beside them that is nobody's business."""
    folder = tmp_path / "pages"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>the app", "utf-8")
    (folder / "assets" / "a.js").write_text("1", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setattr(sys.modules["diurna.serve.app"], "PAGES", folder)
    return folder


def error(response):
    told = response.json()
    assert set(told) == {"error"}
    assert set(told["error"]) == {"code", "message", "where"}
    assert "Traceback" not in response.text
    return response.status_code, told["error"]["code"]


# Names under which it answers, and pages that may change something.


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8021.evil.example",
        "evil.example:8021",
        "127.0.0.1:8021@evil",
        "",
        " ",
        "[",
        "a:b:c",
    ],
)
def test_foreign_names_are_not_served(asking, host):
    for place in ("/", "/api/v1/case", "/?token=t", "/assets/a.js", "/api/openapi.json"):
        assert error(asking.get(place, headers={"Host": host})) == (421, "host")


def test_the_names_of_this_machine_are(asking):
    assert asking.get("/api/v1/session", headers={"Host": "LOCALHOST:8021"}).status_code == 200


@pytest.mark.parametrize("host", ["case.example", "case.example:99999", "10.0.0.5:8021"])
def test_a_team_has_the_names_it_is_given(path, host):
    made = TestClient(app(path, Access(users={"Bo": ("reader", "$argon2")})))
    assert made.get("/api/v1/session", headers={"Host": host}).json()["team"] is True
    assert made.get("/api/v1/session", headers={"Host": host + "/x"}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    [
        *("", "null", "https://evil.example", "http://127.0.0.1:8022", "http://127.0.0.1:8021.evil.example", "http://evil@127.0.0.1:80"),
        *("//127.0.0.1:8021", "file://127.0.0.1:8021", "http://[", "127.0.0.1:8021", "http://127.0.0.1:8021:1"),
    ],
)
def test_changes_from_other_pages_are_refused(asking, origin):
    for ask in (
        asking.post("/api/v1/decisions", json=JUDGED, headers={"Origin": origin}),
        asking.post("/api/v1/session", json={"name": "a", "password": "b"}, headers={"Origin": origin}),
        asking.delete("/api/v1/session", headers={"Origin": origin}),
    ):
        assert error(ask) == (403, "origin")
    assert asking.get("/api/v1/decisions").json()["total"] == 0


def test_no_page_of_another_place_is_told_anything(asking):
    answered = asking.get("/api/v1/case", headers={"Origin": "https://evil.example"})
    assert not [name for name in answered.headers if name.startswith("access-control")]
    assert (
        asking.options("/api/v1/case", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}).status_code
        == 405
    )


# Headers.


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/", 200),
        ("/map", 200),
        ("/assets/a.js", 200),
        ("/assets/b.js", 404),
        ("/api/v1/case", 200),
        ("/api/v1/none", 404),
        ("/api/v1/claims?from=x", 422),
    ],
)
def test_every_answer_has_the_policy(asking, pages, place, status):
    assert pages
    answered = asking.get(place)
    assert answered.status_code == status
    policy = dict(part.split(" ", 1) for part in answered.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert answered.headers["referrer-policy"] == "no-referrer"
    assert (answered.headers.get("cache-control") == "no-store") == place.startswith("/api/")


def test_nothing_is_reported_to_anybody(path, monkeypatch):
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    told = getattr(app(path, Access(token="t")), "_telemetry", {})
    assert not any(told.get(name) for name in ("tracing", "metrics", "logs", "operation_spans", "auto_configure"))


# Files of the app.


@pytest.mark.parametrize("place", ["/", "/e/x", "/d/x", "/timeline", "/index.html", "/e/%F0%9F%92%A9", "/a.b"])
def test_its_own_addresses_lead_to_the_page(asking, pages, place):
    assert pages
    answered = asking.get(place)
    assert (answered.status_code, answered.text) == (200, "<!doctype html>the app")
    assert asking.head(place).status_code == 200
    assert answered.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        *("../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "assets/../../secret.txt", "link.txt"),
        *("assets/..%2f..%2fsecret.txt", "..%5csecret.txt", "%2fetc%2fpasswd", "/etc/passwd", "//etc/passwd", "....//secret.txt"),
        *("..;/secret.txt", "%252e%252e%252fsecret.txt", "%c0%ae%c0%ae/secret.txt", "..%00/secret.txt", "%00", "a%00.html", "%ff%fe"),
        *("x" * 5000, "a/" * 2000, "~root", "C:/x", "assets", "assets/", ".", ".."),
    ],
)
def test_no_other_file_is_given(asking, pages, name):
    assert pages
    answered = asking.get(f"/{name}")
    assert answered.status_code in (200, 404), answered.text
    assert "secret" not in answered.text.replace("secret.txt", "")
    assert "root:" not in answered.text
    assert answered.text == "<!doctype html>the app" or error(answered) == (404, "not found")


def test_raw_paths_are_not_cleaned_by_anybody(path, pages):
    """A browser takes "..", out of an address; what speaks HTTP by itself does not."""
    assert pages
    for raw in ("/../secret.txt", "/assets/../../secret.txt", "/./../secret.txt", "/\0", "/\udcff"):
        assert "secret" not in asyncio.run(_raw(path, raw))[1].replace("secret.txt", "")


def _scope(name, method="GET", *headers):
    fixed = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "query_string": b"", "root_path": ""}
    ends = {"client": ("127.0.0.1", 1), "server": ("x", 80)}
    return {**fixed, **ends, "method": method, "path": name, "raw_path": b"/", "headers": [(b"host", b"x"), *headers]}


async def _raw(path, name):
    got, asked = [], []

    async def receive():
        if asked:
            await asyncio.sleep(3600)  # whoever asks stays on the line
        asked.append(1)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        got.append(message)

    await app(path, Access(token="t"))(_scope(name), receive, send)
    return got[0]["status"], b"".join(message.get("body", b"") for message in got).decode()


def test_without_pages_it_says_why(asking, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["diurna.serve.app"], "PAGES", tmp_path / "none")
    answered = asking.get("/")
    assert error(answered) == (501, "no pages")
    assert "Node 20" in answered.json()["error"]["message"]
    assert asking.get("/api/v1/case").status_code == 200


# Faults, in one shape.


@pytest.mark.parametrize(
    ("method", "place", "body", "expected"),
    [
        ("GET", "/api/v1/none", None, (404, "not found")),
        ("GET", "/api", None, (404, "not found")),
        ("PUT", "/api/v1/case", None, (405, "method")),
        ("POST", "/map", None, (405, "method")),
        ("GET", "/api/v1/claims?limit=0", None, (422, "not understood")),
        ("GET", "/api/v1/claims?type=WHAT", None, (422, "not understood")),
        ("GET", "/api/v1/claims?cursor=x", None, (422, "not understood")),
        ("GET", "/api/v1/claims.exe", None, (422, "not understood")),
        ("GET", "/api/v1/documents/none", None, (422, "not understood")),
        ("GET", "/api/v1/documents/d-0123456789abcdef", None, (404, "not found")),
        ("GET", "/api/v1/documents/d-0123456789abcdef/original", None, (404, "not found")),
        ("GET", "/api/v1/documents/d-0123456789abcdef/passages/p-0", None, (404, "not found")),
        ("POST", "/api/v1/decisions", b"", (422, "not understood")),
        ("POST", "/api/v1/decisions", b"{", (422, "not understood")),
        ("POST", "/api/v1/decisions", b"\xff\xfe", (422, "not understood")),
        ("POST", "/api/v1/decisions", b'{"action": "burn", "target": "b1"}', (422, "not understood")),
        ("POST", "/api/v1/decisions", b'{"action": "accept", "target": "none"}', (409, "makes no sense")),
        ("POST", "/api/v1/decisions", b'{"action": "edit", "target": "b1", "values": {"type": "WHAT"}}', (409, "makes no sense")),
    ],
)
def test_faults_have_one_shape(asking, method, place, body, expected):
    answered = asking.request(method, place, content=body, headers={"Content-Type": "application/json"} if body is not None else {})
    assert error(answered) == expected
    assert (answered.status_code == 405) == ("allow" in answered.headers)


@pytest.mark.parametrize(
    "text", ['"\\ud800"', '"\\u0000"', '{"\\ud800": "\\udfff"}', "1e999", "NaN", "[" * 5000, '"' + "x" * 100_000 + '"', "null", "-0"]
)
def test_bodies_that_are_strange_are_no_fault_of_the_server(asking, text):
    for body in (
        text,
        f'{{"action": {text}, "target": "b1"}}',
        f'{{"action": "edit", "target": {text}, "values": {{}}}}',
        f'{{"action": "edit", "target": "b1", "values": {text}}}',
        f'{{"action": "unsure", "target": "none", "why": {text}}}',
    ):
        answered = asking.post("/api/v1/decisions", content=body, headers={"Content-Type": "application/json"})
        assert error(answered)[0] in (400, 409, 422), body[:80]


def test_while_somebody_writes_it_says_so(path, asking, monkeypatch):
    found = store.open
    monkeypatch.setattr(store, "open", lambda *given, **told: found(*given, **{**told, "wait": 0.0}))
    with found(path, write=True, verb="import"):
        answered = asking.post("/api/v1/decisions", json=JUDGED)
        assert error(answered) == (503, "busy")
        assert answered.headers["retry-after"] == "5"
        assert asking.get("/api/v1/claims").status_code == 200


def test_what_nobody_foresaw_tells_nothing_of_what_is_inside(asking, monkeypatch):
    monkeypatch.setattr(store, "open", lambda *_, **__: 1 // 0)
    answered = asking.get("/api/v1/claims")
    assert error(answered) == (500, "fault")
    assert "integer" not in answered.text
    assert "content-security-policy" in answered.headers


def test_a_case_that_has_gone_is_told(tmp_path):
    made = TestClient(app(tmp_path / "none.diurna", Access(token="t")))
    made.get("/?token=t", follow_redirects=False)
    assert error(made.get("/api/v1/claims")) == (500, "case")


# Limits.


def test_a_body_has_a_limit(asking):
    big = b'{"action": "unsure", "target": "b1", "why": "' + b"x" * MOST + b'"}'
    assert error(asking.post("/api/v1/decisions", content=big)) == (413, "too large")
    assert error(asking.post("/api/v1/decisions", content=(big[at : at + 9999] for at in range(0, len(big), 9999)))) == (413, "too large")
    assert error(asking.post("/api/v1/session", content=big)) == (413, "too large")


def test_nothing_is_read_of_a_body_of_somebody_unknown(path):
    received, sent = [], []

    async def receive():
        received.append(1)
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        sent.append(message)

    for place, status, reads in (("/api/v1/decisions", 401, 0), ("/api/v1/session", 422, 1)):
        asyncio.run(app(path, Access(token="t"))(_scope(place, "POST", (b"origin", b"http://x")), receive, send))
        assert (sent[0]["status"], len(received)) == (status, reads)
        sent.clear()


def test_a_body_that_never_ends_is_given_up():
    sent = []

    async def never():
        await asyncio.sleep(3600)

    async def send(message):
        sent.append(message)

    async def inner(*_):
        raise AssertionError("it was let in")

    asyncio.run(Bodies(inner, seconds=0.01)({"type": "http", "method": "POST"}, never, send))
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["error"]["code"] == "too slow"


# As it is started.


@pytest.fixture
def started(path):
    command = [sys.executable, "-m", "diurna.cli", "serve", str(path), "--port", "0", "--who", "Ada"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as server:  # noqa: S603
        yield server, server.stdout.readline().strip()
        server.kill()


def test_others_are_answered_while_many_are_slow(started):
    server, address = started
    base = address.partition("/?")[0]
    host, port = base.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(60)]
    try:
        for number, held in enumerate(slow):
            held.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: %s:%s\r\nOrigin: %s\r\n" % (host.encode(), port.encode(), base.encode()))
            if number % 2:
                held.sendall(b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        answered = urllib.request.urlopen(f"{base}/api/v1/session", timeout=60)  # noqa: S310 - our own address
        assert json.load(answered)["user"] is None
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{base}/api/v1/claims", timeout=60)  # noqa: S310
        assert refused.value.code == 401
        refused.value.close()
    finally:
        for held in slow:
            held.close()
    server.send_signal(signal.SIGINT)
    assert server.wait(60) == 0
    assert "stopped" in server.stderr.read()
