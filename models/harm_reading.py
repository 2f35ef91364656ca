"""Reading the rows of a harm matrix for one reader. Screens and papers use :mod:`models.harm`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from models import dates
from models.family_readers import is_veiled
from models.harm_questions import When, age_at, before_birth, filled, plain
from models.harm_template import HEAD_FIELDS, Line, template
from models.projections import Projector
from models.readers import FAMILY, Reader, ReaderProjection
from models.rows import Row
from models.secrets import Secret
from models.thinking_views import CellView, MatrixColumn, MatrixRow, MatrixView, QuestionView
from models.views import PersonView, StrandTag

_SHORT = 28
"""How many letters the name on a matrix's tab may have."""

Cells = dict[tuple[str, str], list[Row]]
"""(place, column) → the rows kept there: one, or more where two people wrote apart."""


def place_of(cell: Row) -> str:
    """Where a cell stands: as its row's :attr:`models.thinking_views.MatrixRow.place`."""
    return f"{cell['row_key']}:{cell['child_id'] or cell['child_words'] or ''}"


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by their position."""
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


class Allowed:
    """What one reader may read of single texts, also where a restriction names just one field of a row."""

    def __init__(self, projector: Projector, reader: Reader) -> None:
        self.reading = ReaderProjection(projector.rows, reader)
        self.words = self.reading.words
        self._fields: dict[tuple[str, str, str], list[Row]] = {}
        self._people: dict[str, PersonView | None] = {}
        for row in self.reading.restrictions:
            if row["target_table"] and row["target_field"]:
                key = (row["target_table"], row["target_id"], row["target_field"])
                self._fields.setdefault(key, []).append(row)

    def text(self, table: str, row: Row, field: str) -> str | None:
        """A text of a row; None where it is left out. A field that is restricted needs its public name to be shown."""
        text = row[field]
        if not text or self.reading.reader.is_us:
            return text or ""
        if self.reading.hides(table, row["id"]) or self.reading.audience.holds(table, row["id"], field):
            return None
        restrictions = self._fields.get((table, row["id"], field), ())
        return self.words(text) if all(_stands_in(each, text) for each in restrictions) else None

    def person(self, person: PersonView | None) -> PersonView | None:
        """Somebody under their own name, or None: words about anybody veiled may tell who they are."""
        if person is None:
            return None
        if person.id not in self._people:
            shown = self.reading.person(person)
            self._people[person.id] = shown if shown and not is_veiled(shown, person) else None
        return self._people[person.id]


def _stands_in(restriction: Row, text: str) -> bool:
    values = json.loads(restriction["values_json"] or "[]")
    return bool(restriction["public_name"]) and any(Secret(str(value)).is_in(text) for value in values)


class MatrixReading:
    """The matrices of a case, read for one reader."""

    def __init__(self, projector: Projector, reader: Reader) -> None:
        self._projector, self._rows = projector, projector.rows
        self.allowed = Allowed(projector, reader)
        self._outside = Allowed(projector, FAMILY) if reader.is_us else None
        self._template = template()

    @cached_property
    def _by_name(self) -> list[tuple[re.Pattern[str], PersonView]]:
        people = sorted(self._projector.people.values(), key=lambda p: (not p.is_child, -len(p.name), p.id))
        return [(re.compile(rf"(?<!\w){re.escape(p.name)}(?!\w)"), p) for p in people if p.name]

    def children(self, workspace_id: str) -> tuple[PersonView, ...]:
        """The workspace's children whom the reader sees under their own names."""
        found = self._projector.children(workspace_id)
        return tuple(shown for child in found if (shown := self.allowed.person(child)))

    def is_shown(self, row: Row) -> bool:
        """Whether a matrix is there at all for the reader: not where its words name somebody they must not know of."""
        adult = self._projector.people.get(row["adult_id"] or "")
        if self.allowed.reading.hides("harm_matrix", row["id"]) or (adult and self.allowed.person(adult) is None):
            return False
        return self.allowed.text("harm_matrix", row, "behaviour") is not None

    def matrix(self, row: Row, number: int) -> MatrixView | None:
        """One matrix, or None where the reader may not see it."""
        if not self.is_shown(row):
            return None
        allowed, questions = self.allowed, self._rows.where("open_question", matrix_id=row["id"])
        raw = in_order(self._rows.where("matrix_cell", matrix_id=row["id"]))
        adult = allowed.reading.person(self._projector.people.get(row["adult_id"] or ""))
        behaviour = allowed.text("harm_matrix", row, "behaviour") or ""
        how = {field: allowed.text("harm_matrix", row, field) or "" for field in HEAD_FIELDS}
        rows, columns = self._lines(row, raw, adult), self._columns(raw)
        grid = _Grid(self, raw, adult, questions)
        cells = tuple(tuple(grid.cell(line, column.key) for column in columns) for line in rows)
        shown = {cell.id: (line, column) for line, across in zip(rows, cells, strict=True)
                 for column, cell in zip(columns, across, strict=True) if cell.id}  # fmt: skip
        return MatrixView(
            id=row["id"], number=number, behaviour=behaviour, short=_short(behaviour, adult), adult=adult,
            strand=self._strand(row["strand_id"]), how_long=how["how_long"], how_often=how["how_often"],
            how_long_gap=self._is_gap(how["how_long"]), how_often_gap=self._is_gap(how["how_often"]),
            rows=rows, columns=columns, cells=cells,
            questions=tuple(q for each in in_order(questions) if (q := self.question(each, shown))),
            whole_gaps=tuple(
                column.key for index, column in enumerate(columns)
                if cells and all(across[index].is_gap and not across[index].text for across in cells)
            ),
        )  # fmt: skip

    def _is_gap(self, said: str) -> bool:
        return self._template.read(said)[0] in ("gap", "not_known")

    def _strand(self, strand_id: str | None) -> StrandTag | None:
        tag = self.allowed.reading.counted(self._projector.strand_tags.get(strand_id or ""))
        if tag is None or self.allowed.reading.hides("strand", tag.id):
            return None
        name = self.allowed.words(tag.name)
        return None if name is None else StrandTag(tag.id, tag.number, name)

    # Rows and columns

    def _columns(self, raw: list[Row]) -> tuple[MatrixColumn, ...]:
        keys = [column.key for column in self._template.columns]
        keys += dict.fromkeys(cell["column_key"] for cell in raw if cell["column_key"] not in keys)
        times = map(self._template.time, keys)
        return tuple(MatrixColumn(time.key, time.heading, time.prompt) for time in times)

    def _lines(self, matrix: Row, raw: list[Row], adult: PersonView | None) -> tuple[MatrixRow, ...]:
        """The template's rows, then those of cells that it has no row for."""
        keys = [line.key for line in self._template.rows]
        keys += dict.fromkeys(cell["row_key"] for cell in raw if cell["row_key"] not in keys)
        found: list[MatrixRow] = []
        for line in map(self._template.line, keys):
            mine = [cell for cell in raw if cell["row_key"] == line.key]
            heading = _heading(line, adult)
            of_whom = self._of_whom(line, matrix, mine)
            is_ours = line in self._template.rows and not line.each_child
            if is_ours or not of_whom or any(place_of(cell) == f"{line.key}:" for cell in mine):
                of_whom.insert(0 if not line.each_child else len(of_whom), None)
            found += [self._line(line, heading, whom) for whom in of_whom]
        return tuple(found)

    def _line(self, line: Line, heading: str, whom: PersonView | str | None) -> MatrixRow:
        if whom is None:
            return MatrixRow(line.key, heading, line.prompt)
        name = whom if isinstance(whom, str) else whom.name
        own = line.heading_each.format(child=name) if line.heading_each else f"{heading}: {name}"
        if isinstance(whom, str):
            return MatrixRow(line.key, own, line.prompt, None, whom, tuple(self._named(whom)))
        return MatrixRow(line.key, own, line.prompt, whom)

    def _of_whom(self, line: Line, matrix: Row, mine: list[Row]) -> list[PersonView | str | None]:
        """Whom the rows of a line are about: children, or the words that name several who share one."""
        groups = {
            words: self._named(words) for cell in mine
            if (words := cell["child_words"]) and not cell["child_id"] and self._may_name(words)
        }  # fmt: skip
        alone = dict.fromkeys(cell["child_id"] for cell in mine if cell["child_id"])
        order = [child.id for child in self._projector.children(matrix["workspace_id"])] if line.each_child else []
        found: list[PersonView | str | None] = []
        for key in dict.fromkeys([*order, *alone]):
            shared = [words for words, people in groups.items() if any(p.id == key for p in people)]
            found += [words for words in shared if words not in found]
            if (key in alone or not shared) and (child := self.allowed.person(self._projector.people.get(key))):
                found.append(child)
        return found + [words for words in groups if words not in found]

    def _named(self, words: str) -> list[PersonView]:
        """The people whom words such as "Amir and Zayn" name, in their order."""
        found = [(match.start(), person) for pattern, person in self._by_name if (match := pattern.search(words))]
        found.sort(key=lambda pair: pair[0])
        return [shown for _, person in found if (shown := self.allowed.person(person))]

    def _may_name(self, words: str) -> bool:
        named = [person for pattern, person in self._by_name if pattern.search(words)]
        return self.allowed.words(words) == words and all(map(self.allowed.person, named))

    # Cells

    def is_held_back(self, raw: list[Row], line: MatrixRow) -> bool:
        """Whether a reader outside the team does not get the words of a cell as they stand."""
        if self._outside is None:
            return False
        people = (line.child,) if line.child else line.children
        if any(self._outside.person(person) is None for person in people):
            return bool(raw)
        return any(
            self._outside.reading.hides("matrix_cell", cell["id"])
            or self._outside.text("matrix_cell", cell, "text") != (cell["text"] or "")
            for cell in raw
        )

    def card_id(self, card_id: str | None) -> str | None:
        """A linked card's id where it is there and the reader may see it."""
        row = self._rows.get("card", card_id)
        shown = self.allowed.reading.card(self._projector.card(row)) if row else None
        return shown.id if shown else None

    # Questions

    def question(self, row: Row, cells: dict[str, tuple[MatrixRow, MatrixColumn]]) -> QuestionView | None:
        """A question as the reader may see it, or None. ``cells``: where the boxes the reader sees stand, by id."""
        asked = self._projector.people.get(row["person_id"] or "")
        person, text = self.allowed.person(asked), self.allowed.text("open_question", row, "text")
        to = self.allowed.words(row["person_words"]) or (person.name if person else "")
        if not text or (asked and not person) or self.allowed.reading.hides("open_question", row["id"]):
            return None
        cell = self._rows.get("matrix_cell", row["cell_id"])
        if cell and not self._place_is_shown(cell):
            return None
        answer = self.allowed.text("open_question", row, "answer") or None
        if answer is None and not self.allowed.reading.reader.is_told_what_is_open:
            return None
        return QuestionView(
            id=row["id"], text=text, to=to, place=self._place(row, cell), topic=row["topic"], person=person,
            asker=self.allowed.reading.person(self._projector.people.get(row["asker_id"] or "")),
            matrix_id=row["matrix_id"], cell_id=row["cell_id"] if row["cell_id"] in cells else None,
            field=row["field"], answer=answer, answered_on=row["answered_on"] if answer else None,
            step_id=self.card_id(row["step_id"]), card_id=self.card_id(row["card_id"]), ref=row["ref"],
        )  # fmt: skip

    def _place_is_shown(self, cell: Row) -> bool:
        child = self._projector.people.get(cell["child_id"] or "")
        if child is not None:
            return self.allowed.person(child) is not None
        return not cell["child_words"] or self._may_name(cell["child_words"])

    def _place(self, question: Row, cell: Row | None) -> str:
        """What a question is about, in words: "How often", "Most recent", "First known. Impact on Safiya"."""
        if question["field"] in HEAD_FIELDS:
            return self._template.head[question["field"]].heading
        if cell is None:
            return self._template.places.get(question["topic"], "")
        time, line = self._template.time(cell["column_key"]), self._template.line(cell["row_key"])
        if line.is_date:
            return time.heading
        child = self._projector.people.get(cell["child_id"] or "")
        matrix = self._rows.get("harm_matrix", cell["matrix_id"])
        adult = self._projector.people.get(matrix["adult_id"] or "") if matrix else None
        whom = child or cell["child_words"] or None
        shown = self.allowed.reading.person(adult)
        return f"{time.heading}. {self._line(line, _heading(line, shown), whom).heading}"


class _Grid:
    """The boxes of one matrix."""

    def __init__(self, reading: MatrixReading, raw: list[Row], adult: PersonView | None, questions: list[Row]) -> None:
        self._reading, self._adult, self._template = reading, adult, template()
        self._cells: Cells = {}
        for cell in raw:
            self._cells.setdefault((place_of(cell), cell["column_key"]), []).append(cell)
        self._asked: dict[str, str] = {}
        for question in in_order(questions):
            if question["cell_id"] and not question["answer"] and reading.question(question, {}):
                self._asked.setdefault(question["cell_id"], question["id"])
        self._whens = self._read_whens()

    def _read_whens(self) -> dict[str, When]:
        """Each column's "when" as the reader may read it."""
        line = next((line for line in self._template.rows if line.is_date), None)
        found: dict[str, When] = {}
        if line is None:
            return found
        for (place, column), cells in self._cells.items():
            text = self._reading.allowed.text("matrix_cell", cells[0], "text")
            if place == f"{line.key}:" and cells[0]["state"] == "said" and text:
                found[column] = (text, cells[0]["said_on"])
        for (place, column), cells in self._cells.items():
            if place == f"{line.key}:" and cells[0]["state"] == "same_as_worst" and "worst" in found:
                found[column] = found["worst"]
        return found

    def cell(self, line: MatrixRow, column: str) -> CellView:
        """The box of a row in a column."""
        reading, raw = self._reading, self._cells.get((line.place, column), [])
        texts = [reading.allowed.text("matrix_cell", cell, "text") for cell in raw]
        hidden = [t is None or reading.allowed.reading.hides("matrix_cell", c["id"])
                  for t, c in zip(texts, raw, strict=True)]  # fmt: skip
        seen = [(cell, text or "") for cell, text, hid in zip(raw, texts, hidden, strict=True) if not hid]
        if not seen:
            return self._gap(line, column, CellView("", line.key, column, "gap", "", ""))
        text = "\n".join(text.strip() for _, text in seen if text.strip())
        state = next((cell["state"] for cell, _ in seen if cell["state"] not in ("said", "gap")), "said")
        if state == "said" or any(cell["state"] == "said" and words for cell, words in seen):
            state = "said" if text else "gap"
        is_date = self._template.line(line.key).is_date
        cell = CellView(
            id=seen[0][0]["id"], row=line.key, column=column, state=state, text=text, shown=self._shown(state, text),
            date_key=dates.sort_key(*self._whens.get(column, ("", None))) if is_date and text else "",
            card_id=next((found for each, _ in seen if (found := reading.card_id(each["card_id"]))), None),
            question_id=next((self._asked[each["id"]] for each, _ in seen if each["id"] in self._asked), None),
            held_back=reading.is_held_back(raw, line),
        )  # fmt: skip
        return self._gap(line, column, cell) if cell.is_gap else cell

    def _shown(self, state: str, text: str) -> str:
        written = dates.within(text)
        if state == "said":
            return written
        words = "" if state == "gap" else self._template.states[state]
        if not written or not words:
            return written or words
        return written if self._template.read(text)[0] == state else f"{words} ({written})"

    def _gap(self, line: MatrixRow, column: str, cell: CellView) -> CellView:
        form, ages = self._template.line(line.key).question, self._template.ages
        question = filled(form, self._adult, line, column) or plain(line, column)
        when, suggested = self._whens.get(column), ""
        if line.child and not cell.text and before_birth(line.child, when):
            question, suggested = ages.not_born.format(child=line.child.name), "not_born"
        elif line.child and not cell.text and (age := age_at(line.child, when)):
            question = f"{ages.then.format(child=line.child.name, age=age)} {question}"
        return replace(cell, question=question, suggested=suggested)


def _heading(line: Line, adult: PersonView | None) -> str:
    if adult is None:
        return line.heading_several or line.heading
    return (line.heading_child or line.heading).format(who=adult.name) if adult.is_child else line.heading


def _short(behaviour: str, adult: PersonView | None) -> str:
    """A name for a tab: the behaviour without whose it is, cut at a word."""
    words = behaviour.strip()
    if adult and words.startswith(f"{adult.name} "):
        words = words[len(adult.name) + 1 :].strip()
    words = words[:1].upper() + words[1:]
    if len(words) <= _SHORT:
        return words
    return words[: _SHORT + 1].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"
