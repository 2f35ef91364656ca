"""What screens and documents of thinking slowly are built from: plain, frozen data, already cut for its reader.

Harm matrices and their questions, statements with everybody's own words, the plan with its diary, meetings, next
steps, the timeline, and how things stood on a day. Dates are as kept ("2024-09-27"); ``when`` is the same in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.views import CardView, Mention, PersonView, ScaleView, StrandTag, WordingView

# ---- harm ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MatrixRow:
    """A row of the template: ``key``; ``child`` where every child has one (``heading`` then names the child).

    ``prompt`` is what to ask. ``group`` names two children who share a row ("Amir and Zayn"): then ``children`` holds
    both and ``child`` is None.
    """

    key: str
    heading: str
    prompt: str
    child: PersonView | None = None
    group: str | None = None
    children: tuple[PersonView, ...] = ()

    @property
    def place(self) -> str:
        """What tells the row from every other: the key, with whom it is about."""
        return f"{self.key}:{self.child.id if self.child else self.group or ''}"


@dataclass(frozen=True)
class MatrixColumn:
    """A column of the template."""

    key: str
    heading: str
    prompt: str


@dataclass(frozen=True)
class CellView:
    """A cell; ``id`` is "" where nothing was ever written.

    ``state``: said, not_known, not_born, none, same_as_worst, gap. ``shown`` is what stands there in words (dates
    written out, "Not born", …), ``question`` what an empty one asks. ``date_key`` sorts a "when" ("" in other rows).
    ``suggested``: a state that dates speak for ("not_born"); nobody has said it yet.
    ``held_back`` (the team only): a reader outside the team does not get the cell's words, or gets others.
    """

    id: str
    row: str
    column: str
    state: str
    text: str
    shown: str
    question: str = ""
    date_key: str = ""
    card_id: str | None = None
    question_id: str | None = None
    held_back: bool = False
    suggested: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether somebody still has to be asked."""
        return self.state in ("gap", "not_known")


@dataclass(frozen=True)
class QuestionView:
    """A gap worded as a question. ``to`` says to whom, ``place`` what it is about ("Most recent", "How often")."""

    id: str
    text: str
    to: str
    place: str
    topic: str = "matrix"
    person: PersonView | None = None
    asker: PersonView | None = None
    matrix_id: str | None = None
    cell_id: str | None = None
    field: str | None = None
    answer: str | None = None
    answered_on: str | None = None
    step_id: str | None = None
    card_id: str | None = None
    ref: str | None = None


@dataclass(frozen=True)
class MatrixView:
    """One behaviour. ``cells``: a tuple for each row, a cell for each column, in the template's order.

    ``how_long_gap``/``how_often_gap``: nothing said, or said not to be known. ``whole_gaps``: keys of columns in which
    nothing at all is known, shown as one question.
    """

    id: str
    number: int
    behaviour: str
    short: str
    adult: PersonView | None
    strand: StrandTag | None
    how_long: str
    how_often: str
    how_long_gap: bool
    how_often_gap: bool
    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[tuple[CellView, ...], ...]
    questions: tuple[QuestionView, ...]
    whole_gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class HarmView:
    """Every matrix of a workspace, and the questions that belong to none of them."""

    case_name: str
    title: str
    as_at: str
    children: tuple[PersonView, ...]
    matrices: tuple[MatrixView, ...]
    loose_questions: tuple[QuestionView, ...] = ()


# ---- statements ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FramePart:
    """A part of a sentence frame: ``key``, what is asked, an example; what was filled in; whether the text says it."""

    key: str
    ask: str
    example: str
    filled: str = ""
    is_there: bool = False
    found: str = ""


@dataclass(frozen=True)
class StanceView:
    """One person and a statement: their own ``wording`` (None: missing) and what they say of the agreed one.

    ``stance``: agreed, disputed, missing (nobody has asked yet). ``words``: how they see it differently.
    """

    person: PersonView
    wording: WordingView | None
    stance: str
    words: str = ""


@dataclass(frozen=True)
class PastWording:
    """An earlier wording of an agreed statement: until when it stood, and the edit after which it did."""

    text: str
    at: str
    seq: int


@dataclass(frozen=True)
class StatementView:
    """A danger statement or goal being written. ``frame`` is the sentence with its parts in it, "" while none is."""

    card: CardView
    kind: str
    frame: str
    parts: tuple[FramePart, ...]
    stances: tuple[StanceView, ...]
    history: tuple[PastWording, ...] = ()

    @property
    def missing(self) -> tuple[FramePart, ...]:
        """Parts that neither the text nor the form has."""
        return tuple(part for part in self.parts if not part.is_there)


# ---- plan ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RuleView:
    """A rule of the plan. ``last_on``: when the diary last speaks of it; ``days_since``: until today, None: never."""

    id: str
    number: int
    text: str
    who: str
    how_we_know: str
    if_it_slips: str
    last_on: str | None = None
    days_since: int | None = None


@dataclass(frozen=True)
class EntryView:
    """A line of the diary. ``kind``: kept, slip, used, sign. ``title`` is its kind in words ("Rule 3 used")."""

    id: str
    on: str
    when: str
    kind: str
    title: str
    text: str
    rule_number: int | None
    put_right: bool
    logged_by: PersonView | None


@dataclass(frozen=True)
class QuietSpell:
    """A time without a line in the diary that was longer than agreed, as a question. ``after``: the entry before it."""

    after: str | None
    days: int
    question: str


@dataclass(frozen=True)
class AgreementView:
    """Who agreed to a version. ``state``: agreed, not_yet, disagrees."""

    id: str
    label: str
    person: PersonView | None
    state: str
    on: str | None
    words: str


@dataclass(frozen=True)
class PlanVersionLine:
    """A line of the version menu."""

    number: int
    made_on: str | None
    when: str
    title: str
    is_current: bool


@dataclass(frozen=True)
class HardDayView:
    """A hard day ahead. ``id`` is "" for one the app only offers. ``days``: until then. ``planned``: it has a plan.

    ``until``: the last day of one that lasts longer.
    """

    id: str
    key: str | None
    on: str
    when: str
    days: int
    title: str
    person: PersonView | None
    plan: str
    who: str
    planned: bool
    step_id: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class PlanView:
    """One version of the plan (the newest unless another was asked for), the whole diary, and the days ahead.

    ``entries`` newest first. ``days_since_tried``: since the newest diary line; None: never. ``is_past``: an earlier
    version, read only.
    """

    case_name: str
    title: str
    as_at: str
    pathway: str
    version: int
    made_on: str | None
    made_words: str
    try_every_days: int | None
    rules: tuple[RuleView, ...]
    agreements: tuple[AgreementView, ...]
    versions: tuple[PlanVersionLine, ...]
    entries: tuple[EntryView, ...]
    quiet: tuple[QuietSpell, ...]
    days_since_tried: int | None
    hard_days: tuple[HardDayView, ...]
    is_past: bool = False
    made_by: str = ""


# ---- meetings and next steps --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MeetingItemView:
    """A line of a meeting. ``kind``: question, said, step (``card`` is the next step)."""

    id: str
    kind: str
    text: str
    answer: str
    person: PersonView | None
    card: CardView | None = None


@dataclass(frozen=True)
class AttendeeView:
    """Somebody at a meeting. ``state``: came, invited, sorry."""

    id: str
    label: str
    person: PersonView | None
    state: str


@dataclass(frozen=True)
class MeetingView:
    """A family network meeting. ``came``: how many, as counted then (it may be more than are named)."""

    id: str
    held_on: str
    when: str
    came: int | None
    place: str
    who: str
    note: str
    people: tuple[AttendeeView, ...]
    items: tuple[MeetingItemView, ...]
    is_planned: bool = False


@dataclass(frozen=True)
class NextStepLine:
    """A next step among those of all cases. ``state``: late, open, done.

    ``people``: who, one by one. ``days``: until the last day it may be done (negative: late); None: no known day.
    """

    card_id: str
    case_id: str
    workspace_id: str
    case_title: str
    text: str
    who: str
    due_on: str | None
    due: str
    done_on: str | None
    state: str
    strand: StrandTag | None = None
    people: tuple[str, ...] = ()
    days: int | None = None


@dataclass(frozen=True)
class NextStepsView:
    """Next steps over all cases (or of one, while open for a visit): the late first, then by day."""

    lines: tuple[NextStepLine, ...]
    today: str


# ---- timeline -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EventView:
    """A dated step. ``state``: past, planned, ask (its planned day has gone by: did it happen?).

    ``target``: everybody at this score or above. ``source``: event, meeting, plan, version, pathway, step.
    """

    id: str
    on: str
    until: str | None
    when: str
    text: str
    kind: str
    state: str
    target: int | None = None
    strand: StrandTag | None = None
    source: str = "event"


@dataclass(frozen=True)
class TimelineView:
    """Events oldest first with every scale along them. ``first``/``last``: the ends of the axis (whole dates)."""

    case_name: str
    title: str
    as_at: str
    pathway: str
    events: tuple[EventView, ...]
    scales: tuple[ScaleView, ...]
    strands: tuple[StrandTag, ...]
    first: str
    last: str


@dataclass(frozen=True)
class ScaleThen:
    """The newest scores of a strand on a day."""

    strand: StrandTag
    values: tuple[int, ...]
    held_on: str | None


@dataclass(frozen=True)
class DayView:
    """How things stood on a day: what the slider says under the picture."""

    on: str
    when: str
    pathway: str
    scales: tuple[ScaleThen, ...]
    know_everything: int
    plan_version: int | None
    cards: int
    events: tuple[EventView, ...] = ()


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changed. ``tool``: map, scaling, circles, harm, plan, timeline. ``what``: added, changed, gone.

    ``before`` is the earlier wording of something changed, "" otherwise.
    """

    tool: str
    what: str
    title: str
    text: str
    before: str = ""
    on: str = ""
    key: str = ""
    who: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class ChangesView:
    """What changed since a day, tool by tool. ``since_words`` says why that day ("the network meeting on 17 June")."""

    since: str
    until: str
    since_words: str
    lines: tuple[ChangeLine, ...]
