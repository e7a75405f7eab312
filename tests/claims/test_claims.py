"""Claims, agreements and commitments from hand-made frames: what the room does with what the model found."""

import pytest

from diurna import claims
from diurna.claims.agreements import later
from diurna.record import Actor, Document, Frame, Place, Quote, Reading, Sentence, Time


class Story:
    """A reading under construction: words are found in the text, so that every quote is its slice."""

    def __init__(self, text, language="en", quotations=()):
        self.text, self.language, self.published = text, language, None
        self.frames, self.actors, self.times, self.places = [], {}, [], []
        self.quotations = tuple((self.q(w).start, self.q(w).end) for w in quotations)
        spans, at = [], 0
        for k, paragraph in enumerate(text.split("\n\n")):
            for sentence in paragraph.split("| "):
                start = text.index(sentence, at)
                spans.append(Sentence(start, start + len(sentence), k))
                at = start + len(sentence)
        self.sentences = tuple(spans)

    def q(self, words, nth=1):
        at = -1
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return Quote(at, at + len(words), words)

    def actor(self, name, *quotes, country=""):
        self.actors[name] = Actor(name, name, "state", country, tuple(quotes), "named")

    def time(self, words, edtf, precision="day"):
        quote = self.q(words)
        self.times.append(Time(quote, edtf, "DATE", edtf, precision, "stated", repaired=False, reason="", confidence=0.9))
        return quote

    def frame(self, kind, trigger, modality="asserted", **roles):
        quote = self.q(trigger)
        sentence = next(i for i, s in enumerate(self.sentences) if s.start <= quote.start < s.end)
        self.frames.append(Frame(quote, kind, modality, sentence, 0.9, **roles))

    def read(self):
        reading = Reading(
            Document("story.txt", self.text, "0" * 64, published=self.published),
            self.text,
            self.language,
            quotations=self.quotations,
            times=tuple(self.times),
            sentences=self.sentences,
            mentions=(),
            frames=tuple(self.frames),
            places=tuple(self.places),
            actors=tuple(self.actors.values()),
        )
        return claims.build(reading)


def test_roles_become_parties_with_the_words_that_name_them():
    s = Story("Ruritania expelled two Graustark envoys on Tuesday.")
    s.actor("ruritania", s.q("Ruritania"))
    s.actor("envoys", s.q("two Graustark envoys"))
    when = s.time("Tuesday", "2021-03-02")
    s.frame("SANCTION", "expelled", actors=(s.q("Ruritania"),), recipients=(s.q("two Graustark envoys"),), when=(when,))
    (claim,) = s.read().claims
    assert [(p.actor, p.quote.text) for p in claim.actors] == [("ruritania", "Ruritania")]
    assert [p.actor for p in claim.recipients] == ["envoys"]
    assert claim.when.edtf == "2021-03-02"
    assert claim.mode == "expel"
    assert claim.sentence.text == s.text


def test_a_plural_actor_is_expanded_into_its_parties():
    s = Story("The two presidents met in Zenda.")
    s.actor("rudolf", s.q("The"))
    s.actor("flavia", s.q("met"))
    s.actor("plural:rudolf+flavia", s.q("two presidents"))
    s.frame("CONSULT", "met", actors=(s.q("two presidents"),))
    (claim,) = s.read().claims
    assert [p.actor for p in claim.actors] == ["rudolf", "flavia"]


def test_words_in_a_quotation_belong_to_its_speaker_in_the_next_sentence():
    s = Story("\u201cRebels burnt the mill.| They fled,\u201d Colonel Sapt said.", quotations=("Rebels burnt the mill.| They fled,",))
    s.actor("sapt", s.q("Colonel Sapt"))
    s.frame("ASSAULT", "burnt", actors=(s.q("Rebels"),))
    s.frame("RETREAT", "fled", according_to=(s.q("Colonel Sapt"),))
    burnt = s.read().claims[0]
    assert [p.actor for p in burnt.according_to] == ["sapt"]


def test_a_speech_act_has_no_source_beside_its_own_speaker():
    s = Story("The chancellor accused Strelsau of spying.")
    s.actor("chancellor", s.q("chancellor"))
    s.frame("ACCUSE", "accused", actors=(s.q("chancellor"),), according_to=(s.q("chancellor"),))
    (claim,) = s.read().claims
    assert claim.according_to == ()


def test_the_cited_source_stands_inside_the_one_that_cites_it():
    s = Story("Troops left Hentzau, the agency Korvo reported, citing the defence ministry.")
    s.actor("korvo", s.q("agency Korvo"))
    s.actor("ministry", s.q("defence ministry"))
    s.frame("RETREAT", "left", actors=(s.q("Troops"),), according_to=(s.q("agency Korvo"), s.q("defence ministry")))
    (claim,) = s.read().claims
    assert [p.actor for p in claim.according_to] == ["ministry", "korvo"]


def test_a_date_is_carried_along_a_scene_until_another_time_is_told_and_said_to_be():
    s = Story("Guards shot at the crowd on 4 May.| Two men were arrested.\n\nThe king was crowned in 1999.| Guards beat a printer.")
    s.time("1999", "1999", "year")
    when = s.time("4 May", "2021-05-04")
    s.frame("ASSAULT", "shot", when=(when,))
    s.frame("COERCE", "arrested")
    s.frame("ASSAULT", "beat")
    shot, arrested, beat = s.read().claims
    assert shot.when.basis == "stated"
    assert (arrested.when.edtf, arrested.when.basis) == ("2021-05-04", "carried")
    assert beat.when is None


def test_an_anniversary_gives_the_year_of_its_act():
    s = Story("Strelsau marked the 50th anniversary of the bloody massacre.")
    s.frame("ASSAULT", "massacre")
    s.published = "2018-09-30"
    (claim,) = s.read().claims
    assert (claim.when.edtf, claim.when.quote.text, claim.when.basis) == ("1968", "50th anniversary", "publication")


def agreement_story():
    s = Story(
        "The guard and the ministry will cooperate to protect public order, securing fuel depots and cargo, and fighting crime.| "
        "The accord, signed in Zenda on 3 June 2019, enters into force on the date of its signature."
    )
    s.actor("guard", s.q("guard"))
    s.actor("ministry", s.q("ministry"))
    day = s.time("3 June 2019", "2019-06-03")
    s.time("date of its signature", "2019-06-03")
    zenda = s.q("Zenda")
    s.places.append(Place("geonames:1", "Zenda", "town", "RUR", 1.0, 2.0, "town", (zenda,), "only one", 0.9))
    duty = s.q("to protect public order, securing fuel depots and cargo, and fighting crime")
    s.frame("COOPERATE", "cooperate", "planned", actors=(s.q("guard"), s.q("ministry")), object=duty)
    s.frame("AGREE", "signed", when=(day,), where=(zenda,))
    return s


def test_an_agreement_gathers_parties_terms_place_and_date():
    reading = agreement_story().read()
    (told,) = reading.agreements
    assert told.parties == ("guard", "ministry")
    assert (told.signed, told.in_force, told.where) == ("2019-06-03", "2019-06-03", "geonames:1")
    assert [t.text for t in told.terms] == ["protect public order", "securing fuel depots and cargo", "fighting crime"]


@pytest.mark.parametrize(("length", "day"), [("P30D", "2019-07-03"), ("P2W", "2019-06-17"), ("PXM", None), ("P1M", None)])
def test_an_agreement_in_force_some_days_after_its_signing(length, day):
    assert later("2019-06-03", length) == day


def test_the_signing_of_a_told_accord_is_its_parties_claim():
    signed = agreement_story().read().claims[1]
    assert [p.actor for p in signed.actors] == ["guard", "ministry"]


def test_a_passive_without_an_accord_told_before_keeps_no_actor():
    s = Story("An accord was signed on 3 June 2019.")
    s.frame("AGREE", "signed", when=(s.time("3 June 2019", "2019-06-03"),))
    reading = s.read()
    assert reading.claims[0].actors == ()
    assert reading.agreements == ()


def reserve_story(last):
    s = Story(f"The regent will send the reserve if bandits cross the river, he said on 2 May.| {last}")
    s.actor("regent", s.q("regent"))
    s.time("2 May", "2021-05-02")
    s.frame(
        "MOBILIZE",
        "send",
        "conditional",
        actors=(s.q("regent"),),
        object=s.q("reserve"),
        condition=s.q("if bandits cross the river"),
        when=(s.q("2 May"),),
    )
    return s


@pytest.mark.parametrize(
    ("last", "kind", "trigger", "modality", "status"),
    [
        ("On 9 May the withdrawal of the reserve was agreed.", "RETREAT", "withdrawal", "planned", "withdrawn"),
        ("On 9 May the regent moved the reserve.", "MOBILIZE", "moved", "asserted", "done"),
        ("On 9 May the regent did not send off the reserve.", "MOBILIZE", "send off", "negated", "broken"),
    ],
)
def test_a_commitment_changes_its_status(last, kind, trigger, modality, status):
    s = reserve_story(last)
    when = s.time("9 May", "2021-05-09")
    s.frame(kind, trigger, modality, object=s.q("the reserve", 2), when=(when,))
    (told,) = s.read().commitments
    assert told.who == ("regent",)
    assert told.condition == "if bandits cross the river"
    assert [(step.edtf, step.status) for step in told.status] == [("2021-05-02", "conditional"), ("2021-05-09", status)]
    assert all(step.claims for step in told.status)


def test_a_condition_is_told_as_a_whole_and_what_is_in_it_is_no_claim():
    s = Story("The regent will send the reserve if bandits cross the river, burn farms and rob mills, he said.")
    s.actor("regent", s.q("regent"))
    s.frame("MOBILIZE", "send", "conditional", actors=(s.q("regent"),), condition=s.q("if bandits cross"))
    s.frame("ASSAULT", "burn", actors=(s.q("bandits"),))
    (claim,) = s.read().claims
    assert claim.condition.text == "if bandits cross the river, burn farms and rob mills"


def test_a_state_does_not_protest_but_is_where_people_do():
    s = Story("Ruritania saw protests all week.")
    s.actor("state:RUR", s.q("Ruritania"))
    s.frame("PROTEST", "protests", actors=(s.q("Ruritania"),))
    (claim,) = s.read().claims
    assert claim.actors == ()
    assert claim.where_quote.text == "Ruritania"


def test_a_protest_is_that_of_the_group_that_demands_and_goes_on_since_its_beginning():
    s = Story("Ruritania has seen protests since 9 August, thousands of Ruritanians calling for new elections.")
    s.actor("state:RUR", s.q("Ruritania"))
    s.actor("group:RUR:people", s.q("thousands of Ruritanians"))
    when = s.time("9 August", "2020-08-09/..", "interval")
    s.frame("PROTEST", "protests", "planned", actors=(s.q("Ruritania"),), when=(when,))
    s.frame("REQUEST", "calling", actors=(s.q("thousands of Ruritanians"),))
    protest = s.read().claims[0]
    assert [p.actor for p in protest.actors] == ["group:RUR:people"]
    assert protest.modality == "asserted"


def test_reading_twice_gives_equal_ids():
    first, second = agreement_story().read(), agreement_story().read()
    assert [c.id for c in first.claims] == [c.id for c in second.claims]
    assert first.agreements == second.agreements


def test_no_frames_is_no_claims_and_says_so():
    reading = Story("Nothing happened in Strelsau.").read()
    assert (reading.claims, reading.agreements, reading.commitments) == ((), (), ())


ASKED = [
    # language, text, the words of: request, who asks, who acts, act
    ("en", "Zenda sent two battalions at the request of Hentzau.", "request Hentzau Zenda sent"),
    ("fr", "Zenda a envoyé deux bataillons à la demande pressante de Hentzau.", "demande Hentzau Zenda envoyé"),
    ("es", "Zenda envió dos batallones a petición de Hentzau.", "petición Hentzau Zenda envió"),
    ("de", "Zenda entsandte auf Bitten Hentzaus zwei Bataillone.", "Bitten Hentzaus Zenda entsandte"),
    ("ru", "Зенда направила два батальона по просьбе Хенцау.", "просьбе Хенцау Зенда направила"),
]


@pytest.mark.parametrize(("language", "text", "words"), ASKED)
def test_who_acts_at_a_request_is_who_was_asked(language, text, words):
    trigger, asking, doing, act = words.split()
    s = Story(text, language)
    s.actor("asking", s.q(asking))
    s.actor("doing", s.q(doing))
    s.frame("MOBILIZE", act, actors=(s.q(doing),))
    s.frame("REQUEST", trigger, actors=(s.q(asking),), recipients=(s.q(asking),))
    request = next(c for c in s.read().claims if c.type == "REQUEST")
    assert [p.actor for p in request.actors] == ["asking"]
    assert [p.actor for p in request.recipients] == ["doing"]


RESIGNATIONS = [
    ("en", "Students demanded the resignation of the governor.", "demanded", "the resignation of the governor", "governor"),
    ("fr", "Les étudiants exigent le départ du gouverneur.", "exigent", "départ du gouverneur", "gouverneur"),
    ("it", "Gli studenti chiedono le dimissioni del prefetto.", "chiedono", "dimissioni del prefetto", "prefetto"),
    ("uk", "Студенти вимагають відставки губернатора.", "вимагають", "відставки губернатора", "губернатора"),
    ("tr", "Öğrenciler valinin istifasını istedi.", "istedi", "valinin istifasını", "valinin"),
]


@pytest.mark.parametrize(("language", "text", "trigger", "object_", "holder"), RESIGNATIONS)
def test_a_demand_for_a_resignation_is_made_to_who_should_go(language, text, trigger, object_, holder):
    s = Story(text, language)
    s.actors["holder"] = Actor("holder", "holder", "office", "", (s.q(holder),), "named")
    s.frame("REQUEST", trigger, object=s.q(object_))
    (request,) = s.read().claims
    assert [p.actor for p in request.recipients] == ["holder"]


def test_a_demand_for_a_prisoner_is_not_made_to_the_prisoner():
    s = Story("Students demanded the release of the governor.")
    s.actors["holder"] = Actor("holder", "holder", "office", "", (s.q("governor"),), "named")
    s.frame("REQUEST", "demanded", object=s.q("release of the governor"))
    (request,) = s.read().claims
    assert request.recipients == ()


@pytest.mark.parametrize("groups", [1, 2])
def test_a_protest_is_that_of_the_one_group_that_demands_something_beside_it(groups):
    s = Story("Ruritania sees daily protests, thousands of miners urging the king and nurses asking doctors to join.")
    for name, words in (("state:RUR", "Ruritania"), ("group:miners", "thousands of miners"), ("king", "king"), ("group:nurses", "nurses")):
        s.actor(name, s.q(words))
    s.frame("PROTEST", "protests", actors=(s.q("Ruritania"),))
    s.frame("REQUEST", "urging", actors=(s.q("thousands of miners"),), recipients=(s.q("king"),))
    if groups > 1:
        s.frame("REQUEST", "asking", actors=(s.q("nurses"),))
    protest = s.read().claims[0]
    assert [p.actor for p in protest.actors] == (["group:miners"] if groups == 1 else [])
    assert [p.actor for p in protest.recipients] == (["king"] if groups == 1 else [])


SAID_ON = [
    ("en", "On 3 May Sapt announced that Zenda had formed a reserve.", "3 May", "formed", "../2021-05-03"),
    ("en", "Sapt announced on 3 May that Zenda had formed a reserve.", "3 May", "formed", "../2021-05-03"),
    ("en", "Sapt announced that on 3 May Zenda formed a reserve.", "3 May", "formed", "2021-05-03"),
    ("en", "Sapt announced in Zenda's main square that it had on 3 May formed a reserve.", "3 May", "formed", "2021-05-03"),
    ("fr", "Le 3 mai, Sapt a annoncé que Zenda avait formé une réserve.", "3 mai", "formé", "../2021-05-03"),
    ("fr", "Sapt a annoncé que Zenda formait une réserve le 3 mai.", "3 mai", "formait", "2021-05-03"),
    ("es", "Sapt anunció el 3 de mayo que Zenda había formado una reserva.", "3 de mayo", "formado", "../2021-05-03"),
    ("de", "Am 3. Mai sagte Sapt, Zenda habe eine Reserve gebildet.", "3. Mai", "gebildet", "../2021-05-03"),
]


@pytest.mark.parametrize(("language", "text", "day", "trigger", "edtf"), SAID_ON)
def test_what_was_over_when_it_was_said_is_dated_until_then(language, text, day, trigger, edtf):
    s = Story(text, language)
    when = s.time(day, "2021-05-03")
    s.frame("MOBILIZE", trigger, actors=(s.q("Zenda"),), according_to=(s.q("Sapt"),), when=(when,))
    (claim,) = s.read().claims
    assert claim.when.edtf == edtf


def test_a_quoted_fragment_without_a_speaker_is_quoted_from_what_was_cited_last():
    s = Story(
        "The guards will patrol together, Korvo reported, citing the gazette.| They will also share boats.| "
        "The accord \u201cconcluded in Zenda\u201d takes effect today.",
        quotations=("\u201cconcluded in Zenda\u201d",),
    )
    s.actor("korvo", s.q("Korvo"))
    s.actor("gazette", s.q("gazette"))
    s.frame("COOPERATE", "patrol", according_to=(s.q("Korvo"), s.q("gazette")), modality="planned")
    s.frame("AGREE", "concluded")
    concluded = s.read().claims[1]
    assert [p.actor for p in concluded.according_to] == ["gazette", "korvo"]


def test_an_order_to_negotiate_an_accord_is_among_the_claims_of_the_accord():
    s = Story("Zenda and Hentzau signed an accord.\n\nIn May the chancellor ordered talks on an accord between Zenda and Hentzau.")
    s.actor("zenda", s.q("Zenda"), s.q("Zenda", 2))
    s.actor("hentzau", s.q("Hentzau"), s.q("Hentzau", 2))
    s.frame("AGREE", "signed", actors=(s.q("Zenda"), s.q("Hentzau")))
    s.frame("REQUEST", "ordered", recipients=(s.q("Zenda", 2), s.q("Hentzau", 2)))
    reading = s.read()
    assert reading.agreements[0].claims == tuple(c.id for c in reading.claims)


def test_an_agreement_is_in_force_from_no_day_that_is_not_told():
    s = Story("Zenda and Hentzau signed an accord on 3 June 2019, which enters into force on the date of its publication.")
    s.actor("zenda", s.q("Zenda"))
    s.actor("hentzau", s.q("Hentzau"))
    day = s.time("3 June 2019", "2019-06-03")
    quote = s.q("date of its publication")
    s.times.append(Time(quote, None, "DATE", "", "none", "event", repaired=False, reason="not told", confidence=0.4))
    s.frame("AGREE", "signed", actors=(s.q("Zenda"), s.q("Hentzau")), when=(day,))
    (agreement,) = s.read().agreements
    assert (agreement.signed, agreement.in_force) == ("2019-06-03", None)


ORDERS = [
    ("en", "The chancellor ordered talks with the Zenda guard.", "ordered talks", "CONSULT"),
    ("en", "The chancellor urged talks with the Zenda guard.", "urged talks", "REQUEST"),
    ("en", "The chancellor ordered reports from the Zenda guard.", "ordered reports", "REQUEST"),
    ("fr", "Le chancelier a ordonné des négociations avec la garde de Zenda.", "ordonné négociations", "CONSULT"),
    ("es", "El canciller ordenó negociaciones con la guardia de Zenda.", "ordenó negociaciones", "CONSULT"),
    ("ru", "Канцлер поручил начать переговоры гвардии Зенды.", "поручил переговоры", "CONSULT"),
]


@pytest.mark.parametrize(("language", "text", "words", "kind"), ORDERS)
@pytest.mark.parametrize("own", [True, False])
def test_an_order_to_ones_own_bodies_to_talk_is_talks_planned(language, text, words, kind, own):
    trigger, matter = words.split()
    s = Story(text, language)
    chancellor, guard = s.q(text.split()[1].rstrip(".")), s.q(text.split()[-1].rstrip("."))
    if language == "ru":
        chancellor = s.q("Канцлер")
    s.actors["chancellor"] = Actor("chancellor", "chancellor", "office", "RUR", (chancellor,), "named")
    s.actors["guard"] = Actor("guard", "guard", "office", "RUR" if own else "GRA", (guard,), "named")
    s.frame("REQUEST", trigger, actors=(chancellor,), recipients=(guard,), object=s.q(matter))
    (claim,) = s.read().claims
    assert (claim.type, claim.modality) == ((kind, "planned") if own and kind == "CONSULT" else ("REQUEST", "asserted"))
    assert [p.actor for p in claim.actors] == ["chancellor"]


def test_who_stands_in_the_condition_or_is_the_object_is_no_recipient():
    s = Story("Zenda sent 800 soldiers. It will not use them unless armed groups cross the river.")
    s.actor("group:soldiers", s.q("800 soldiers"))
    s.actor("group:armed", s.q("armed groups"))
    s.frame("MOBILIZE", "sent", actors=(s.q("Zenda"),), recipients=(s.q("800 soldiers"),), object=s.q("800 soldiers"))
    words = s.q("unless armed groups cross the river")
    s.frame("REJECT", "not use", "conditional", recipients=(s.q("armed groups"),), condition=words)
    assert [c.recipients for c in s.read().claims] == [(), ()]


def test_a_condition_ends_with_its_quotation():
    s = Story("\u00ab We leave if the quota falls \u00bb, warned the minister.", quotations=("\u00ab We leave if the quota falls \u00bb",))
    s.frame("THREATEN", "leave", "conditional", condition=s.q("if the quota falls \u00bb, warned the minister"))
    (claim,) = s.read().claims
    assert claim.condition.text == "if the quota falls"


@pytest.mark.parametrize("second", ["Zenda", "Hentzau"])
def test_a_condition_of_another_is_a_commitment_of_its_own(second):
    s = Story(
        f"Zenda warned Hentzau that it will not send guards unless shops burn.| {second} promised to lift the blockade if all are freed."
    )
    s.actor("zenda", s.q("Zenda"), *([s.q("Zenda", 2)] if second == "Zenda" else []))
    s.actor("hentzau", s.q("Hentzau"), *([s.q("Hentzau", 2)] if second == "Hentzau" else []))
    s.frame("REJECT", "not send", "conditional", actors=(s.q("Zenda"),), recipients=(s.q("Hentzau"),), condition=s.q("unless shops burn"))
    s.frame(
        "AGREE", "promised", "conditional", actors=(s.q(second, 2),), condition=s.q("if all are freed"), object=s.q("lift the blockade")
    )
    assert len(s.read().commitments) == (1 if second == "Zenda" else 2)


TERMS = [
    (
        "en",
        "Zenda and Hentzau will jointly patrol the lake, guard the dams and exchange fingerprints.",
        "patrol",
        "COOPERATE",
        "planned",
        ["patrol the lake", "guard the dams", "exchange fingerprints"],
    ),
    (
        "en",
        "Zenda and Hentzau will cooperate to patrol the lake,guard the dams and exchange fingerprints.",
        "cooperate",
        "COOPERATE",
        "planned",
        ["patrol the lake", "guard the dams", "exchange fingerprints"],
    ),
    (
        "en",
        "Zenda and Hentzau have agreed to patrol the lake, guard the dams and exchange fingerprints.",
        "agreed",
        "AGREE",
        "asserted",
        ["patrol the lake", "guard the dams", "exchange fingerprints"],
    ),
    ("en", "Zenda and Hentzau agreed to withdraw the reserve.", "agreed", "AGREE", "asserted", []),
    ("en", "Zenda and Hentzau signed the accord on the lake, the dams and the ports.", "signed", "AGREE", "asserted", []),
    (
        "fr",
        "Zenda et Hentzau s'engagent à contrôler les camions, échanger des empreintes et combattre la fraude.",
        "engagent",
        "COOPERATE",
        "planned",
        ["contrôler les camions", "échanger des empreintes", "combattre la fraude"],
    ),
]


@pytest.mark.parametrize(("language", "text", "trigger", "kind", "modality", "terms"), TERMS)
def test_terms_begin_with_their_verb(language, text, trigger, kind, modality, terms):  # noqa: PLR0913, PLR0917 - a case's parts
    s = Story(text, language)
    s.actor("zenda", s.q("Zenda"))
    s.actor("hentzau", s.q("Hentzau"))
    s.frame(kind, trigger, modality, actors=(s.q("Zenda"), s.q("Hentzau")))
    found = s.read().agreements
    assert [t.text for a in found for t in a.terms] == (terms if kind == "AGREE" else [])
    if kind == "COOPERATE":
        s.frame("AGREE", "Zenda", actors=(s.q("Zenda"), s.q("Hentzau")))
        assert [t.text for a in s.read().agreements for t in a.terms] == terms


def test_what_is_told_in_the_sentence_after_an_accord_is_when_it_is_in_force():
    s = Story("Zenda and Hentzau signed an accord.| It comes into force on 1 January 2021.| A law of Zenda took effect on 5 May 2021.")
    s.actor("zenda", s.q("Zenda"))
    s.actor("hentzau", s.q("Hentzau"))
    s.time("1 January 2021", "2021-01-01")
    s.time("5 May 2021", "2021-05-05")
    s.frame("AGREE", "signed", actors=(s.q("Zenda"), s.q("Hentzau")))
    assert s.read().agreements[0].in_force == "2021-01-01"


@pytest.mark.parametrize(
    ("text", "asking"),
    [("Zenda sent guards at Hentzau's request.", "Hentzau"), ("At the request of Hentzau, Zenda sent guards.", "Hentzau")],
)
def test_a_request_is_that_of_the_name_beside_it_whatever_the_model_says(text, asking):
    s = Story(text)
    s.actor("zenda", s.q("Zenda"))
    s.actor("hentzau", s.q("Hentzau"))
    s.frame("MOBILIZE", "sent", actors=(s.q("Zenda"),))
    s.frame("REQUEST", "request", actors=(s.q("Zenda"), s.q("Hentzau")), recipients=(s.q("Hentzau"),))
    request = next(c for c in s.read().claims if c.type == "REQUEST")
    assert [p.quote.text for p in request.actors] == [asking]
    assert [p.actor for p in request.recipients] == ["zenda"]


def test_nobody_acts_on_himself():
    s = Story("Crowds demanded of Zenda that Zenda step down.")
    s.actor("crowds", s.q("Crowds"))
    s.actor("zenda", s.q("Zenda"), s.q("Zenda", 2))
    s.frame("REQUEST", "demanded", actors=(s.q("Crowds"), s.q("Zenda", 2)), recipients=(s.q("Zenda"),))
    (claim,) = s.read().claims
    assert ([p.actor for p in claim.actors], [p.actor for p in claim.recipients]) == (["crowds"], ["zenda"])


def test_a_commitment_told_again_keeps_the_day_of_its_status():
    s = Story("Zenda will not send guards unless shops burn.| On 5 May Zenda said again that the guards stay.")
    s.actor("zenda", s.q("Zenda"), s.q("Zenda", 2))
    day = s.time("5 May", "2021-05-05")
    s.frame("REJECT", "not send", "conditional", actors=(s.q("Zenda"),), condition=s.q("unless shops burn"), object=s.q("guards"))
    s.frame("AGREE", "stay", actors=(s.q("Zenda", 2),), when=(day,), object=s.q("guards", 2))
    (commitment,) = s.read().commitments
    assert [(step.edtf, step.status, len(step.claims)) for step in commitment.status] == [(None, "conditional", 2)]


@pytest.mark.parametrize(("weekday", "edtf"), [("2021-03-13", "2021-03-13"), (None, None)])
def test_a_dateline_is_the_day_of_the_report_not_of_the_act(weekday, edtf):
    s = Story("ZENDA, 14 March 2021 (Korvo) - Guards shot at a crowd on Saturday.| Two were arrested.")
    dateline = s.time("14 March 2021", "2021-03-14")
    s.times.append(Time(s.q("Saturday"), weekday, "DATE", "", "day", "publication", repaired=False, reason="", confidence=0.8))
    s.frame("ASSAULT", "shot", when=(dateline,))
    assert [c.when and c.when.edtf for c in s.read().claims] == [edtf]


def test_an_unresolved_date_is_not_replaced_by_one_told_before():
    s = Story("Guards shot at a crowd on 4 May.| Two men were arrested on Friday.")
    when = s.time("4 May", "2021-05-04")
    friday = s.q("Friday")
    s.times.append(Time(friday, None, "DATE", "", "none", "publication", repaired=False, reason="not known", confidence=0.8))
    s.frame("ASSAULT", "shot", when=(when,))
    s.frame("COERCE", "arrested", when=(friday,))
    assert [c.when and c.when.edtf for c in s.read().claims] == ["2021-05-04", None]


def test_a_person_is_no_place():
    s = Story("Marches went on against Flavia Rassendyll in Zenda.")
    s.actor("person:flavia", s.q("Flavia Rassendyll"))
    s.frame("PROTEST", "Marches", where=(s.q("Flavia Rassendyll"), s.q("Zenda")))
    (claim,) = s.read().claims
    assert claim.where_quote.text == "Zenda"
