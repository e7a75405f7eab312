"""Kinship: documents of a list with whose words they are."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diurna.export import Edition
from diurna.run import views
from diurna.run.sentences import of_kin
from diurna.wording import ENGLISH

if TYPE_CHECKING:
    from diurna.run.views import Listed
    from diurna.store import Store


def with_kin(store: Store, listed: Listed, language: str = ENGLISH) -> list[dict[str, Any]]:
    """Return the documents of a page as plain data, private persons masked.

    Each has the number of its `claims` that filters show, `kin`, the documents that its words come from (how, why, their title and
    source), and `lent`, how many have their words from it.
    """
    ids = [kept.id for kept, _ in listed.documents]
    kin = [one for origin in store.origins.of(ids) for one in origin.kin]
    wanted = {one.of for one in kin if one.document in ids}
    masks = Edition((), case=store.name)
    known = {kept.id: views.masked(kept, masks.people(store.reading(kept.id))) for kept in store.documents(wanted)}
    told = []
    for kept, claims in listed.documents:
        own = [
            {**of_kin(one, language), "title": known[one.of].title or known[one.of].name, "source": known[one.of].source}
            if one.of in known
            else {**of_kin(one, language), "title": "", "source": ""}
            for one in kin
            if one.document == kept.id
        ]
        told.append({**asdict(kept), "headers": [], "claims": claims, "kin": own, "lent": sum(one.of == kept.id for one in kin)})
    return told
