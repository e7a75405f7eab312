"""The review in a terminal: one claim after another, one key for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from diurna.review.card import Look
from diurna.review.desk import BY_LINE, Desk
from diurna.review.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from diurna.review.decisions import Draft
    from diurna.review.order import Suggestion
    from diurna.review.state import State


def session(  # noqa: PLR0913 - all of what a sitting needs comes from outside
    suggestions: Sequence[Suggestion],
    state: State,
    *,
    who: str,
    commit: Callable[[Draft], State],
    keys: Iterable[str],
    out: TextIO,
    by_line: bool = False,
    look: Look | None = None,
    refused: Callable[[str], None] | None = None,
    event_of: Callable[[str], tuple[str, frozenset[str]]] | None = None,
) -> tuple[Draft, ...]:
    """Let a person judge claims, one key each.

    Args:
        suggestions: the queue.
        state: of the log at the beginning.
        who: the person, whose own decisions undo takes back.
        commit: makes a draft a decision of the log, keeps it, and returns the state after it; a `DiurnaError` of it is shown.
        keys: keys, or with `by_line` lines, as `keyboard` gives them; at their end the session ends.
        out: where to draw.
        by_line: whether `keys` are lines.
        look: how to draw; plain and 100 columns wide by default.
        event_of: gives the event that a claim is in as the case now stands, and its claims; else what people merged counts alone.
        refused: told of each command that was not done, and why; it is shown below the claim as well.

    Returns:
        What was decided, in order; all of it has been committed.
    """
    if not suggestions:
        out.write("There is nothing to review.\n")
        return ()
    drawn = look or Look()
    prompt = Prompt(iter(keys), out, by_line=by_line, columns=drawn.width)
    desk = Desk(suggestions, state, who, commit, prompt, out, drawn, said=BY_LINE if by_line else "", refused=refused, event_of=event_of)
    while desk.step():
        pass
    return tuple(desk.made)
