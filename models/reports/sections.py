"""The sections reports are put together from. Each says nothing where there is nothing: (), never an empty heading.

What is still missing is asked for only where the reader is asked (:attr:`models.audience.Reader.is_asked`): for others
it may be there and not be shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from models import dates, pathways
from models.circle_words import ring_words
from models.drawings.look import NOTHING_HERE, quoted
from models.drawings.scale_chart import round_in_words, scored, spread_words
from models.readers import Reader
from models.reports.cards import card_texts, names, part_blocks, stopped
from models.reports.content import (
    Block,
    Column,
    Columns,
    Grid,
    Heading,
    Listing,
    Run,
    ScalePicture,
    Section,
    Text,
    named,
    plain,
)
from models.reports.views import RecordViews
from models.thinking_views import AttendeeView
from models.views import CardView, RoundView, ScaleView, ScoreView, StrandView, WordingView

_ROUNDS = 5
"""How many rounds of scores a page has room for beside one another."""
_LAST_LINES = 8
"""How many lines of the diary a report brings; the plan has them all."""
_SHORT = 110
_STATES = {"skipped": "rather not", "not_asked": "not asked"}


def today_of(views: RecordViews) -> dt.date:
    """The day the report speaks of."""
    return dates.as_date(views.map.as_at) or dt.date(1970, 1, 1)


def three_columns(views: RecordViews, parts: Sequence[str] = pathways.PARTS) -> tuple[Section, ...]:
    """What we are worried about, what is working well, what needs to happen: beside one another, on a wide page."""
    today = today_of(views)
    empty = "Nothing here yet." if views.reader.is_asked else NOTHING_HERE
    columns = []
    for column in views.map.columns:
        kept = [part for part in column.parts if part.key in parts and part.cards]
        said = "" if kept else empty
        columns.append(Column(column.key, column.title, tuple(part_blocks(part, today) for part in kept), said))
    if not any(column.parts for column in columns):
        return ()
    return (Section("columns", "The three columns", (Columns(tuple(columns)),), is_wide=True),)


# ---- strands and scales -------------------------------------------------------------------------------------------
def strand_sections(views: RecordViews, *, statements: bool = True) -> tuple[Section, ...]:
    """Each strand: danger statement, goal, everybody's own words, and its scale with who stood where and why."""
    made = (_strand(strand, views, statements) for strand in views.map.strands if not strand.closed_on)
    return tuple(section for section in made if section.blocks)


def _strand(strand: StrandView, views: RecordViews, statements: bool) -> Section:
    words = pathways.pathway(strand.pathway).parts
    blocks: list[Block] = []
    today = today_of(views)
    for key, cards in (("danger", strand.dangers), ("goal", strand.goals)):
        if statements and cards:
            one = words[key].one.split(" ", 1)[-1]
            blocks.append(Heading(one[:1].upper() + one[1:] if len(cards) == 1 else words[key].title))
            blocks += [text for card in cards for text in card_texts(card, today, with_strand=False)]
    if statements and strand.wordings:
        blocks.append(Heading("In each person’s own words"))
        blocks += [_wording(wording) for wording in strand.wordings]
    if strand.scale:
        blocks += scale_blocks(strand.scale, asks=views.reader.is_asked)
    if strand.gaps and views.reader.is_asked:
        ones = {key: words[key].one for key in ("danger", "goal")} | {"scale": "a scale"}
        missing = " and ".join(ones[gap] for gap in strand.gaps)
        blocks.append(plain(f"This strand still needs {missing}. Who could help to write it?", kind="ask"))
    return Section(f"strand-{strand.number}", f"{strand.number}. {strand.name}".strip(". "), tuple(blocks))


def _wording(wording: WordingView) -> Text:
    person = wording.person
    when = dates.written(wording.written_on)
    lead = [part for part in (person.name if person else "", when) if part]
    text = quoted(wording.text) if wording.is_quotation else wording.text.strip()
    return Text((Run(f"{', '.join(lead)}: ", bold=True), Run(text)) if lead else (Run(text),))


def scale_blocks(scale: ScaleView, *, asks: bool) -> list[Block]:
    """A scale: its question and ends, the newest round as picture and words, round after round as a table."""
    latest = scale.latest
    when = f", {latest.when}" if latest else ""
    spread = f": {spread_words(latest)}" if latest or asks else ""
    blocks: list[Block] = [
        Heading(f"{scale.name}{when}{spread}"),
        Text((Run(scale.question),)),
        *(named(end, words) for end, words in (("0", scale.zero_text), ("10", scale.ten_text)) if words),
    ]
    if latest is None and not asks:
        return blocks
    blocks.append(ScalePicture(latest, round_in_words(latest)))
    if latest is None:
        blocks.append(plain("Nobody has scored yet. First everyone scores on their own.", kind="ask"))
        return blocks
    blocks.append(_scores_table(scale))
    blocks += _reasons(latest)
    return blocks


def _scores_table(scale: ScaleView) -> Grid:
    """Who said which number in which round, as many of the newest rounds as fit; never an average."""
    rounds = scored(scale)[-_ROUNDS:]
    people: dict[str, str] = {}
    for round_ in reversed(rounds):
        for score in round_.scores:
            people.setdefault(score.person.id, score.person.name)
    rows = []
    for person_id, name in people.items():
        by_round = [next((s for s in r.scores if s.person.id == person_id), None) for r in rounds]
        rows.append((name, *(_value(score) for score in by_round)))
    share = 0.7 / len(rounds)
    return Grid(
        f"{scale.name}: who said which number, round after round.",
        ("Who", *(round_.when for round_ in rounds)), tuple(rows), (0.3, *[share] * len(rounds)),
    )  # fmt: skip


def _value(score: ScoreView | None) -> str:
    if score is None:
        return "–"
    return _STATES.get(score.state, str(score.value) if score.value is not None else "–")


def _reasons(round_: RoundView) -> list[Block]:
    told = [score for score in round_.given if score.reason or score.higher]
    if not told:
        return []
    return [
        Heading("Why that number, and what would make it one higher"),
        Listing(tuple(_reason(score) for score in told)),
    ]


def _reason(score: ScoreView) -> Text:
    runs = [Run(f"{score.person.name}, {score.value}: ", bold=True)]
    if score.reason:
        runs.append(Run(_said(score.reason, score.reason_is_quotation)))
    if score.higher:
        runs += [Run(" One higher: " if score.reason else "One higher: ", quiet=True)]
        runs.append(Run(_said(score.higher, score.higher_is_quotation)))
    return Text(tuple(runs))


def _said(text: str, is_quotation: bool) -> str:
    return quoted(text) if is_quotation else stopped(text.strip())


def scales_table(views: RecordViews) -> tuple[Section, ...]:
    """Every running strand's scale in a line: when it was last scored, lowest to highest."""
    rows = []
    for strand in views.map.strands:
        if strand.closed_on or strand.scale is None:
            continue
        latest = strand.scale.latest
        if latest is None and not views.reader.is_asked:
            continue
        before = scored(strand.scale)[-2:-1] if latest else []
        then = f"{spread_words(before[0])} ({before[0].when})" if before else "–"
        when = latest.when if latest else "–"
        rows.append((f"{strand.number}. {strand.name}", spread_words(latest), when, then))
    if not rows:
        return ()
    grid = Grid(
        "Each scale from 0 to 10: lowest to highest score now and before. There is no average.",
        ("Strand", "Now, lowest to highest", "Scored", "Before"), tuple(rows), (0.4, 0.22, 0.18, 0.2),
    )  # fmt: skip
    return (Section("scales", "Where everybody stands, 0 to 10", (grid,)),)


# ---- the family's own words, and the people round them -------------------------------------------------------------
def own_words(views: RecordViews) -> tuple[Section, ...]:
    """What the family says, largest of all; the newest words of those who scored, children's first."""
    today = today_of(views)
    cards = [text for card in views.map.part("own_words").cards for text in card_texts(card, today)]
    said: list[Text] = []
    for strand in views.map.strands:
        latest = strand.scale.latest if strand.scale and not strand.closed_on else None
        given = [s for s in latest.given if s.person.kind != "professional"] if latest else []
        for score in sorted(given, key=lambda s: not s.person.is_child):
            if score.reason and score.reason_is_quotation:
                said.append(Text((Run(quoted(score.reason)), Run(f" {score.person.name}", quiet=True)), "quote"))
    blocks = tuple(dict.fromkeys([*cards, *said]))
    return (Section("own-words", "In the family’s own words", blocks),) if blocks else ()


def network(views: RecordViews) -> tuple[Section, ...]:
    """Who knows what, ring by ring, and when the network met."""
    blocks: list[Block] = []
    for view in views.circles:
        if len(views.circles) > 1:
            blocks.append(Heading(view.title))
        for ring in ("inner", "middle", "outer"):
            people = [f"{each.person.name}{_relation(each.person.relation)}" for each in view.ring(ring)]
            if people:
                label = ring_words(ring).now
                blocks.append(named(label[:1].upper() + label[1:], stopped(", ".join(people))))
    held = [meeting for meeting in views.meetings if not meeting.is_planned]
    if held:
        rows = tuple(
            (m.when, str(m.came) if m.came is not None else "–", m.who or ", ".join(_came(m.people)), m.note)
            for m in held[:_ROUNDS]
        )
        blocks += [
            Heading("Network meetings"),
            _without_empty(
                Grid("When the network met, how many came, and how it went.", ("When", "Came", "Who", "How it went"),
                     rows, (0.2, 0.1, 0.4, 0.3))
            ),
        ]  # fmt: skip
    return (Section("network", "The network", tuple(blocks)),) if blocks else ()


def _without_empty(grid: Grid) -> Grid:
    """A table without the columns in which nobody has written anything."""
    kept = [index for index, _heading in enumerate(grid.headings) if any(row[index].strip() for row in grid.rows)]
    return Grid(
        grid.about, tuple(grid.headings[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in grid.rows), tuple(grid.widths[index] for index in kept),
    )  # fmt: skip


def _relation(relation: str | None) -> str:
    return f" ({relation})" if relation else ""


def _came(people: Iterable[AttendeeView]) -> Iterable[str]:
    return (each.label for each in people if each.state == "came")


# ---- plan and next steps -------------------------------------------------------------------------------------------
def plan(views: RecordViews, *, with_diary: bool = True, lines: int = _LAST_LINES) -> tuple[Section, ...]:
    """The plan's rules with who, how we will know and what if; who agreed; its diary; hard days ahead."""
    view = views.plan
    blocks: list[Block] = []
    if view.rules:
        version = f"Version {view.version}, {view.made_words}".rstrip(", ")
        blocks.append(plain(stopped(version)))
        rows = tuple(
            (f"{rule.number}. {rule.text}", *(dates.within(t) for t in (rule.who, rule.how_we_know, rule.if_it_slips)))
            for rule in view.rules
        )
        blocks.append(
            Grid("The rules of the plan.", ("Rule", "Who", "How we will know", "If it slips"), rows,
                 (0.36, 0.18, 0.22, 0.24))
        )  # fmt: skip
    blocks += _agreed(views)
    if with_diary and view.entries:
        blocks.append(Heading("How it went"))
        blocks += [plain(spell.question, kind="ask") for spell in view.quiet[:1] if views.reader.is_asked]
        blocks.append(_diary(views, lines))
    days = [day for day in view.hard_days if day.id]
    if days:
        blocks.append(Heading("Hard days ahead"))
        unplanned = "Not planned yet. What will we do?" if views.reader.is_asked else ""
        rows_ = tuple((d.when, d.title, d.plan if d.planned else unplanned, d.who) for d in days)
        headings = ("When", "What it is", "What we will do", "Who")
        blocks.append(Grid("Hard days ahead and their plans.", headings, rows_, (0.2, 0.26, 0.36, 0.18)))
    return (Section("plan", view.title, tuple(blocks)),) if blocks else ()


def _agreed(views: RecordViews) -> list[Block]:
    said = {"agreed": "Agreed by", "not_yet": "Not agreed yet", "disagrees": "Sees it differently"}
    blocks: list[Block] = []
    for state, title in said.items():
        there = [each for each in views.plan.agreements if each.state == state]
        if there:
            people = [each.label + (f", {quoted(each.words)}" if each.words else "") for each in there]
            blocks.append(named(title, stopped("; ".join(people))))
    return blocks


def _diary(views: RecordViews, lines: int) -> Grid:
    rows = tuple((e.when, e.title, e.text, e.logged_by.name if e.logged_by else "") for e in views.plan.entries[:lines])
    return Grid(
        "The diary of the plan, newest first.", ("When", "How it went", "What happened", "Who wrote it"), rows,
        (0.18, 0.24, 0.4, 0.18),
    )  # fmt: skip


def next_steps(views: RecordViews, *, done: bool = True) -> tuple[Section, ...]:
    """Who does what by when: what is late first, then by day; what is done last."""
    lines = [line for line in views.steps.lines if done or line.state != "done"]
    words = {"late": "late", "open": "to do", "done": "done"}
    rows = tuple(
        (
            line.text,
            line.who,
            line.due,
            words[line.state] + (f" {dates.written(line.done_on)}" if line.done_on else ""),
        )
        for line in lines
    )
    if not rows:
        return ()
    headings = ("What", "Who", "By when", "How far")
    grid = Grid("Next steps: what, who, by when.", headings, rows, (0.42, 0.22, 0.2, 0.16))
    return (Section("next-steps", "Next steps", (grid,)),)


# ---- what happened when, and how we know ---------------------------------------------------------------------------
def timeline(views: RecordViews) -> tuple[Section, ...]:
    """What happened and what is planned, oldest first."""
    words = {"planned": "planned", "ask": "was planned: did it happen?" if views.reader.is_asked else "was planned"}
    rows = tuple((e.when, e.text, words.get(e.state, "happened")) for e in views.timeline.events)
    if not rows:
        return ()
    headings = ("When", "What", "Happened or planned")
    grid = Grid("What happened when, and what is planned.", headings, rows, (0.22, 0.58, 0.2))
    return (Section("timeline", "What happened when", (grid,)),)


def sources(views: RecordViews) -> tuple[Section, ...]:
    """For those who must weigh it: each statement, the day it speaks of, who says so, who disputes it, when written."""
    titles = {part.key: _kind(part.one) for column in views.map.columns for part in column.parts}
    rows = tuple(
        (_first_words(card), titles[card.part], card.when or "–", _says_so(card), _disputed(card, views.reader),
         dates.written(card.written_on) or "–")
        for card in views.map.cards if card.part != "next_step"
    )  # fmt: skip
    if not rows:
        return ()
    headings = ("Statement", "Kind", "Speaks of", "Who says so", "Who disputes it", "Written")
    grid = Grid("Sources and dates of every statement.", headings, rows, (0.3, 0.14, 0.14, 0.18, 0.12, 0.12))
    return (Section("sources", "Sources and dates", (grid,), is_wide=True),)


def _kind(one: str) -> str:
    """ "Danger statement", from "a danger statement"."""
    words = one.removeprefix("a ").removeprefix("an ")
    return words[:1].upper() + words[1:]


def _first_words(card: CardView) -> str:
    text = " ".join(filter(None, (stopped(card.title) if card.title else "", card.text.strip())))
    text = quoted(text) if card.is_quotation else text
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _says_so(card: CardView) -> str:
    said = [names(each).rstrip(".") for each in (card.sources, card.worried, card.seen_by) if each]
    speaker = [card.speaker.name] if card.speaker else []
    return "; ".join([*speaker, *said]) or "–"


def _disputed(card: CardView, reader: Reader) -> str:
    nobody = "nobody" if reader.is_asked else "–"
    return ", ".join(view.who.name if view.who else "somebody" for view in card.disputes) or nobody
