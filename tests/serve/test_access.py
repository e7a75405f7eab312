"""Who may come in: the token of the address, names and passwords, sessions, roles, tries that fail."""

from __future__ import annotations

import stat
import tomllib

import made_case
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from diurna.cli import main, serve
from diurna.errors import AccessError, InputError, TooManyError
from diurna.serve import access as rooms
from diurna.serve import app, team
from diurna.serve.access import Access

ORIGIN = {"Origin": "http://testserver"}
SECRET = "a long enough secret"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SECRET)  # quick, since it guards nothing
PEOPLE = {"Rea": ("reader", HASH), "Vi": ("reviewer", HASH), "Ad": ("admin", HASH)}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made_case.make(tmp_path_factory.mktemp("access") / "c.diurna", made_case.borders(), made_case.marches())


def client(path, access, base="http://testserver", **options):
    return TestClient(app(path, access, **options), base, headers={"Origin": base}, follow_redirects=False)


def signed_in(path, name, access=None):
    asking = client(path, access or Access(users=dict(PEOPLE)))
    assert asking.post("/api/v1/session", json={"name": name, "password": SECRET}).status_code == 200
    return asking


def error(response):
    told = response.json()
    assert set(told) == {"error"}
    assert set(told["error"]) == {"code", "message", "where"}
    return response.status_code, told["error"]["code"]


# The printed address.


def test_the_address_opens_one_session(path):
    access = Access(token="t", owner="Ada")
    first = client(path, access)
    assert error(first.get("/api/v1/claims")) == (401, "signed out")
    opened = first.get("/?token=t")
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    told = opened.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert "path=/" in told
    assert first.get("/api/v1/case").json()["user"] == {"name": "Ada", "role": "admin"}
    assert first.get("/?token=t").status_code == 303  # whoever is in stays in
    second = client(path, access)
    assert error(second.get("/?token=t")) == (401, "signed out")
    assert second.get("/?token=t", headers={"Accept": "text/html"}).status_code == 401
    assert error(second.get("/api/v1/case")) == (401, "signed out")


@pytest.mark.parametrize("token", ["", "T", "tt", "é", "%00", "t%20"])
def test_another_token_opens_nothing(path, token):
    asking = client(path, Access(token="t"))
    asking.get(f"/?token={token}")
    assert not asking.cookies
    assert error(asking.get("/api/v1/case")) == (401, "signed out")


def test_a_look_at_the_address_does_not_spend_it(path):
    access = Access(token="t")
    asking = client(path, access)
    asking.head("/?token=t")
    assert access.token == "t"


def test_without_a_token_nothing_opens():
    for token in ("", "t"):
        with pytest.raises(AccessError):
            Access(users=dict(PEOPLE)).spend(token)


# Sessions.


def test_a_session_given_from_outside_is_none(path):
    asking = client(path, Access(users=dict(PEOPLE)))
    asking.cookies.set("diurna", "mine")
    assert error(asking.get("/api/v1/case")) == (401, "signed out")
    found = asking.post("/api/v1/session", json={"name": "Vi", "password": SECRET})
    assert "diurna=mine" not in found.headers["set-cookie"]


def test_signing_in_anew_ends_the_session_before(path):
    access = Access(users=dict(PEOPLE))
    asking = signed_in(path, "Ad", access)
    before = asking.cookies["diurna"]
    asking.post("/api/v1/session", json={"name": "Rea", "password": SECRET})
    assert asking.cookies["diurna"] != before
    assert access.user(before) is None
    assert access.user(asking.cookies["diurna"]).name == "Rea"


def test_signing_out_ends_the_session_on_the_server(path):
    access = Access(users=dict(PEOPLE))
    asking = signed_in(path, "Vi", access)
    key = asking.cookies["diurna"]
    assert asking.delete("/api/v1/session").json() == {"user": None}
    assert access.user(key) is None
    assert "diurna" not in asking.cookies


def test_sessions_run_out(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(rooms.time, "monotonic", lambda: now[0])
    access = Access(token="t")
    key = access.spend("t")
    for _ in range(15):
        now[0] += 11 * 3600
        assert access.user(key)
    now[0] += 11 * 3600
    assert access.user(key) is None  # a week is the most
    other = Access(token="t")
    key = other.spend("t")
    now[0] += 13 * 3600
    assert other.user(key) is None


def test_each_port_has_its_cookie_and_https_a_secure_one(path):
    for base, name in (
        ("http://127.0.0.1:8021", "diurna8021"),
        ("http://[::1]:8022", "diurna8022"),
        ("https://case.example", "__Host-diurna"),
    ):
        asking = client(path, Access(token="t"), base)
        told = asking.get("/?token=t").headers["set-cookie"]
        assert told.startswith(f"{name}=")
        assert ("secure" in told.lower()) == base.startswith("https")
        assert "domain" not in told.lower()


# Names and passwords.


@pytest.mark.parametrize(
    ("name", "password"), [("Vi", "no"), ("Vi", ""), ("vi", SECRET), ("", ""), ("Nobody", SECRET), ("Vi", "\0"), ("Vi", "é" * 5000)]
)
def test_what_does_not_go_together_is_told_alike(path, name, password):
    asking = client(path, Access(users=dict(PEOPLE)))
    response = asking.post("/api/v1/session", json={"name": name, "password": password})
    assert error(response) == (401, "signed out")
    assert response.json()["error"]["message"] == "name and password do not go together"


def test_too_many_tries_from_an_address(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(rooms.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(rooms, "_matches", lambda _, password: password == "right")
    access = Access(users=dict(PEOPLE))
    for _ in range(10):
        now[0] += 1
        with pytest.raises(AccessError, match="together"):
            access.sign_in("Vi", "wrong", "10.0.0.1")
    with pytest.raises(TooManyError, match="wait 291 seconds"):
        access.sign_in("Vi", "right", "10.0.0.1")
    assert access.sign_in("Vi", "right", "10.0.0.2")
    now[0] += 292
    assert access.sign_in("Vi", "right", "10.0.0.1")


def test_a_success_does_not_wipe_out_failures(monkeypatch):
    monkeypatch.setattr(rooms, "_matches", lambda _, password: password == "right")
    access = Access(users=dict(PEOPLE))
    for _ in range(10):
        access.sign_in("Rea", "right", "a")
        with pytest.raises(AccessError):
            access.sign_in("Ad", "wrong", "a")
    with pytest.raises(TooManyError):
        access.sign_in("Rea", "right", "a")


def test_failures_are_forgotten_some_day(monkeypatch):
    monkeypatch.setattr(rooms, "_matches", lambda *_: False)
    monkeypatch.setattr(rooms, "_MOST_ADDRESSES", 20)
    access = Access(users=dict(PEOPLE))
    for number in range(100):
        with pytest.raises(AccessError):
            access.sign_in("Vi", "wrong", str(number))
    assert len(access._failures) <= 21  # noqa: SLF001 - what it keeps is the point


def test_too_many_tries_over_http(path, monkeypatch):
    monkeypatch.setattr(rooms, "_matches", lambda *_: False)
    asking = client(path, Access(users=dict(PEOPLE)))
    for _ in range(10):
        assert asking.post("/api/v1/session", json={"name": "Vi", "password": "x"}).status_code == 401
    last = asking.post("/api/v1/session", json={"name": "Vi", "password": "x"})
    assert error(last) == (429, "too many tries")
    assert int(last.headers["retry-after"]) > 0


# Roles.


def test_roles(path):
    judged = {"action": "accept", "target": "b1"}
    assert error(signed_in(path, "Rea").post("/api/v1/decisions", json=judged)) == (403, "not allowed")
    for name in ("Vi", "Ad"):
        told = signed_in(path, name).post("/api/v1/decisions", json=judged)
        assert (told.status_code, told.json()["who"]) == (200, name)
    reading = client(path, Access(token="t", owner="Ada"), read_only=True)
    reading.get("/?token=t")
    assert error(reading.post("/api/v1/decisions", json=judged)) == (403, "not allowed")


def test_a_reader_sees_no_private_person_anywhere(path):
    asking = signed_in(path, "Rea")
    documents = [kept["id"] for kept in asking.get("/api/v1/documents").json()["documents"]]
    events = [told["id"] for told in asking.get("/api/v1/events").json()["events"]]
    formats = [held["name"] for held in asking.get("/api/v1/case").json()["formats"]]
    places = [
        *("claims", "claims.csv", "claims.json", "claims.jsonl", "claims.ics", "claims.geojson", "facets?most=200", "timeline", "map"),
        *("network", "changes", "decisions", "review", "sources", "agreements", "commitments", "documents", "events?text=weaver"),
        *("changes.json", "decisions.json", "sources.json", "documents.json", "review/export/jsonl"),
        *(f"{followed}.{suffix}" for followed in ("agreements", "commitments") for suffix in ("json", "csv")),
        *(f"documents/{one}" for one in documents),
        *(f"events/{one}" for one in events),
        *(f"export/{name}" for name in formats if name != "parquet"),
        *(f"events/{one}/export/{name}" for one in events for name in formats if name != "parquet"),
    ]
    seen = {place: asking.get(f"/api/v1/{place}") for place in places}
    assert {place: found.text[:200] for place, found in seen.items() if found.status_code != 200} == {}
    assert [place for place, found in seen.items() if b"Brodt" in found.content] == []
    for one in documents:
        assert error(asking.get(f"/api/v1/documents/{one}/original")) == (403, "not allowed")


# The file of a team.


def test_somebody_is_added(tmp_path, monkeypatch, capsys):
    file = tmp_path / "team.toml"
    asked = []
    monkeypatch.setattr(serve.getpass, "getpass", lambda told: asked.append(told) or SECRET)
    monkeypatch.setattr(serve.sys.stdin, "isatty", lambda: True, raising=False)
    for name, role in (('Ada "A" Quist', "admin"), ("Жанна", None)):
        given = ["serve", "no.diurna", "--team", str(file), "--add", name, *(["--role", role] if role else [])]
        assert main(given) == 0
    assert len(asked) == 4
    assert SECRET not in file.read_text("utf-8") + "".join(capsys.readouterr())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {name: role for name, (role, _) in team.users(file).items()} == {'Ada "A" Quist': "admin", "Жанна": "reader"}
    assert Access(users=team.users(file)).sign_in("Жанна", SECRET, "")
    assert main(["serve", "no.diurna", "--team", str(file), "--add", "Жанна"]) == 1
    assert "is in it already" in capsys.readouterr().err


def test_what_was_in_the_file_stays(tmp_path):
    file = tmp_path / "team.toml"
    file.write_text(f'# the desk\n[Bo]\nrole = "reader"\npassword = "{HASH}"', "utf-8")
    team.add(file, "Cy", "reviewer", SECRET)
    assert file.read_text("utf-8").startswith("# the desk\n[Bo]\n")
    assert set(tomllib.loads(file.read_text("utf-8"))) == {"Bo", "Cy"}
    assert [one.name for one in tmp_path.iterdir()] == ["team.toml"]


@pytest.mark.parametrize(
    ("name", "password"), [("", SECRET), (" x", SECRET), ("a\nb", SECRET), ("x" * 81, SECRET), ("\u202ex", SECRET), ("Bo", "short")]
)
def test_no_name_and_no_password(tmp_path, name, password):
    with pytest.raises(InputError):
        team.add(tmp_path / "t.toml", name, "reader", password)
    assert list(tmp_path.iterdir()) == []


def test_two_passwords_write_nothing(tmp_path, monkeypatch, capsys):
    given = iter(["a long enough one", "a long enough two"])
    monkeypatch.setattr(serve.getpass, "getpass", lambda _: next(given))
    monkeypatch.setattr(serve.sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["serve", "no.diurna", "--team", str(tmp_path / "t.toml"), "--add", "Bo"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["", "[Bo]", "Bo = 1", '[Bo]\nrole = "chief"\npassword = "$argon2"', '[Bo]\nrole = "reader"\npassword = "plain"', "[Bo", "\ud800"],
)
def test_files_that_are_no_team(tmp_path, text):
    file = tmp_path / "t.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match=r"t\.toml"):
        team.users(file)


def test_a_hash_that_is_broken_lets_nobody_in():
    with pytest.raises(AccessError):
        Access(users={"Bo": ("admin", "$argon2id$broken")}).sign_in("Bo", SECRET, "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "10.0.0.5"], "name the people"),
        (["--add", "Bo"], "say which with --team"),
        (["--behind-proxy", "127.0.0.1"], "say which with --team"),
        (["--role", "admin"], "--role goes with --add"),
        (["--team", "t.toml", "--behind-proxy", "proxy"], "address or network of the proxy"),
        (["--port", "65536"], "a port from 0 to 65535"),
    ],
)
def test_options_that_do_not_go_together(capsys, options, told):
    assert main(["serve", "c.diurna", *options]) == 2
    assert told in capsys.readouterr().err
