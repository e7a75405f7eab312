from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.run._channel import MOST, AnswerError, Inbox, Line, frame

MESSAGES = st.lists(
    st.tuples(
        st.dictionaries(st.text(max_size=5).filter(lambda key: key != "blobs"), st.one_of(st.text(), st.integers(), st.none()), max_size=3),
        st.lists(st.binary(max_size=50), max_size=3),
    ),
    max_size=5,
)


@given(MESSAGES, st.lists(st.integers(1, 40), min_size=1))
def test_messages_come_whole_and_in_order_however_the_bytes_are_cut(messages, cuts):
    data = b"".join(frame(message, *blobs) for message, blobs in messages)
    inbox, heard, at, turn = Inbox(), [], 0, 0
    while at < len(data):
        size = cuts[turn % len(cuts)]
        heard += inbox.feed(data[at : at + size])
        at, turn = at + size, turn + 1
    assert heard == messages


def test_half_a_surrogate_pair_in_a_name_goes_through():
    assert next(Inbox().feed(frame({"name": "caf\udce9.txt"})))[0] == {"name": "caf\udce9.txt"}


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xff",
        (MOST + 1).to_bytes(4, "big"),
        b"\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x02{}",
        b"\x00\x00\x00\x04nope",
        b"\x00\x00\x00\x0e" + b'{"blobs":[-1]}',
        frame({})[:4] + b'{"blobs":1e}',
        len(b'{"blobs":[536870912]}').to_bytes(4, "big") + b'{"blobs":[536870912]}',
        (200_002).to_bytes(4, "big") + b"[" * 200_002,
    ],
)
def test_what_is_no_message_is_an_error_and_takes_no_memory(data):
    with pytest.raises(AnswerError):
        list(Inbox().feed(data))


def test_a_line_waits_for_a_whole_message_and_says_when_nobody_is_there():
    inward, other = os.pipe()
    line = Line(inward, other)
    line.send({"do": "go"})
    assert line.receive() == {"do": "go"}
    os.close(other)
    with pytest.raises(EOFError):
        line.receive()
    os.close(inward)
