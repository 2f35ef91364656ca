"""The genogram as a picture: everybody once, words apart, every symbol and line of the presets."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import arrangement
from models.casework import Case
from models.drawing import Line, Primitive, Rect, Text
from models.drawing import Path as Shape
from models.drawings.genogram import Figure, Options, Piece, figure, legend, outline
from models.drawings.genogram.contours import area
from models.drawings.genogram.homes import Everybody, Inhabitant, loop
from models.drawings.genogram.legend import label_of
from models.drawings.genogram.pieces import Box, box_of, overlap
from models.drawings.genogram.placing import encloses
from models.drawings.genogram.presets import FILE, PresetFault, load, load_safely, ours
from models.drawings.genogram.strokes import look_of
from models.family_projection import family_view
from models.family_views import ChildView, FamilyView, GenogramPerson, HomeMember, HomeView, TieView, UnionView
from models.family_words import CHOICES, TIE_KINDS
from models.genogram.invented import invent
from models.genogram.result import Layout
from models.projections import Projector
from models.views import PersonView

Family = tuple[FamilyView, Layout]


@pytest.fixture(scope="module")
def harlow_and_doyle(example_cases: dict[str, Case]) -> dict[str, Family]:
    views = {number: family_view(Projector(case.rows)) for number, case in example_cases.items()}
    return {number: (view, arrangement.arranged(view)) for number, view in views.items()}


def _person(key: str, name: str = "", **more: object) -> GenogramPerson:
    known = {field: more.pop(field) for field in ("gender", "life", "kind", "age") if field in more}
    name = name or f"Person {key}"
    return replace(GenogramPerson(PersonView(key, name, name, key[:2].upper(), **known)), **more)  # type: ignore[arg-type]


def _view(people: list[GenogramPerson], **more: object) -> FamilyView:
    return FamilyView("c", "Test", "Test", "2025-07-01", tuple(people), **more)  # type: ignore[arg-type]


def _drawn(view: FamilyView, options: Options | None = None) -> Figure:
    return figure(view, arrangement.arranged(view), options)


def _of(picture: Figure, kind: str) -> list[Piece]:
    return [piece for piece in picture.pieces if piece.kind == kind]


def _words_box(piece: Piece) -> Box | None:
    """Where a person's name and lines stand (the age in the symbol and the years at its corners left out)."""
    _x, y = piece.anchor
    label = [
        item for item in piece.items
        if isinstance(item, Text) and not item.text.isdigit() and abs(item.y - y) > 12
    ]  # fmt: skip
    return box_of(label) if label else None


def _invented(size: int, seed: int) -> FamilyView:
    family = invent(size, seed)
    people = [
        _person(p.id, f"Name{p.id} Surname", gender=p.sex or "unknown", age="40", inside="40", born_year="1970",
                lines=("mum's mother's cousin", "died 2018, aged 59"))
        for p in family.persons
    ]  # fmt: skip
    unions = tuple(UnionView(u.id, "married", u.partners, dates="m. 1990") for u in family.unions)
    children = tuple(
        ChildView(f"{c.child}-{c.union}", c.child, c.union, c.kind, c.twins, bool(c.twins)) for c in family.links
    )
    return _view(people, unions=unions, children=children)


def _tied(view: FamilyView) -> FamilyView:
    """The same family with a tie between every third pair of neighbours and homes of couples with their children."""
    keys = [person.id for person in view.people]
    people = {person.id: person.person for person in view.people}
    ties = tuple(
        TieView(f"t{n}", a, b, (TIE_KINDS[n % len(TIE_KINDS)],), directed=n % 2 == 0)
        for n, (a, b) in enumerate(zip(keys[::3], keys[2::3], strict=False))
    )
    homes = tuple(
        HomeView(f"h{u.id}", f"{u.id} Long Street", members=tuple(
            HomeMember(people[key])
            for key in (*u.partners, *(c.child for c in view.children if c.union == u.id))
        ))
        for u in view.unions[::2]
    )  # fmt: skip
    return replace(view, ties=ties, homes=homes)


# The example families


@pytest.mark.parametrize("number", ["WEX-A-0417", "WEX-B-0932"])
def test_everything_of_an_example_family_is_in_the_picture(harlow_and_doyle: dict[str, Family], number: str) -> None:
    view, layout = harlow_and_doyle[number]
    picture = figure(view, layout)
    assert sorted(piece.id for piece in _of(picture, "person")) == sorted(person.id for person in view.people)
    assert {piece.id for piece in _of(picture, "line")} == {u.id for u in view.unions} | {c.id for c in view.children}
    assert {piece.id for piece in _of(picture, "tie")} == {tie.id for tie in view.ties}
    together = {home.id for home in view.homes if len(home.members) > 1}
    assert {piece.id for piece in _of(picture, "home")} == together
    assert {piece.id for piece in _of(picture, "home_label")} == together
    assert all(piece.words.endswith(".") and piece.items for piece in picture.pieces)
    for piece in picture.pieces:
        left, top, width, height = box_of(piece.items)
        assert left >= 0 and top >= 0 and left + width <= picture.width and top + height <= picture.height


@pytest.mark.parametrize("number", ["WEX-A-0417", "WEX-B-0932"])
def test_names_stand_apart_and_off_the_family_lines(harlow_and_doyle: dict[str, Family], number: str) -> None:
    picture = figure(*harlow_and_doyle[number])
    _assert_labels_apart(picture)
    boxes = [box for piece in _of(picture, "person") if (box := _words_box(piece))]
    for piece in _of(picture, "line"):
        for item in piece.items:
            if isinstance(item, Line) and (item.x1 == item.x2 or item.y1 == item.y2):
                thin = box_of([item])
                thin = (thin[0], thin[1], max(thin[2], 0.1), max(thin[3], 0.1))
                assert not any(overlap(box, thin) for box in boxes), piece.words


def _assert_labels_apart(picture: Figure) -> None:
    boxes = [(piece, box) for piece in _of(picture, "person") if (box := _words_box(piece))]
    symbols = [(piece, (piece.anchor[0] - 15, piece.anchor[1] - 15, 30.0, 30.0)) for piece in _of(picture, "person")]
    for (one, box), (other, second) in itertools.combinations(boxes, 2):
        assert overlap(box, second) < 0.5, (one.words, other.words)
    for (one, box), (other, symbol) in itertools.product(boxes, symbols):
        assert one.id == other.id or overlap(box, symbol) < 0.5, (one.words, other.words)


def test_homes_hold_who_lives_there_and_nobody_else(harlow_and_doyle: dict[str, Family]) -> None:
    for view, layout in harlow_and_doyle.values():
        picture = figure(view, layout)
        at = {piece.id: piece.anchor for piece in _of(picture, "person")}
        for piece in _of(picture, "home"):
            inside = {key for key, (x, y) in at.items() if encloses(piece.path, x, y)}
            assert inside == set(piece.ends), piece.words


def test_without_names_no_name_is_left(harlow_and_doyle: dict[str, Family]) -> None:
    for view, layout in harlow_and_doyle.values():
        picture = figure(view, layout, Options(names=False))
        said = " ".join(item.text for item in picture.items if isinstance(item, Text))
        said += " ".join(piece.words for piece in picture.pieces)
        said += " ".join(line.text for line in outline(view, layout, names=False))
        for person in view.people:
            if not person.stands_for:
                assert person.person.name.split()[0] not in said.split(), person.person.name
        for word in ("Tanner", "Ferry", "Leicester", "belt", "cigs", "Dada", "Leah's", "Jayden's"):
            assert word not in said
        assert not _of(picture, "home_label")


def test_what_is_switched_off_is_gone_and_nobody_moves(harlow_and_doyle: dict[str, Family]) -> None:
    view, layout = harlow_and_doyle["WEX-A-0417"]
    whole, bare = figure(view, layout), figure(view, layout, Options(ties=False, homes=False, ages=False))
    assert not _of(bare, "tie") and not _of(bare, "home") and not _of(bare, "home_label")
    unit = whole.unit

    def places(picture: Figure) -> dict[str, tuple[int, int]]:
        x, y = picture.origin
        return {
            p.id: (round((p.anchor[0] - x) / unit * 100), round((p.anchor[1] - y) / unit * 100))
            for p in _of(picture, "person")
        }

    assert places(whole) == places(bare)
    assert places(whole) == {p.id: (round(p.x * 100), round(p.y * 100)) for p in layout.persons}
    assert not any(isinstance(item, Text) and item.text == "31" for item in bare.items)
    close = figure(view, layout, Options(tie_kinds=frozenset({"cut_off"})))
    assert {key for key in close.used if key.startswith("tie:")} == {"tie:cut_off", "tie:cut_off+repaired"}


def test_a_couple_has_its_dash_its_slashes_and_its_dates(harlow_and_doyle: dict[str, Family]) -> None:
    view, layout = harlow_and_doyle["WEX-A-0417"]
    picture = figure(view, layout)
    by_words = {piece.words: piece for piece in _of(picture, "line")}
    divorced = by_words["Gary and Carol: married, 1989–2005, divorced."]
    apart = by_words["Kofi and Shauna: living together, 2014–17, separated."]
    assert _slashes(divorced) == 2 and _slashes(apart) == 1
    assert any(isinstance(item, Line) and item.dash for item in apart.items)
    assert not any(isinstance(item, Line) and item.dash for item in divorced.items)
    dates = {item.text for piece in _of(picture, "union_label") for item in piece.items if isinstance(item, Text)}
    assert {"m. 1990", "1989–2005", "2014–17", "2018–24", "m. 2009"} <= dates


def _slashes(piece: Piece) -> int:
    return sum(isinstance(item, Line) and item.x1 != item.x2 and item.y1 != item.y2 for item in piece.items)


def test_twins_lines_meet_and_a_bar_joins_identical_ones(harlow_and_doyle: dict[str, Family]) -> None:
    picture = figure(*harlow_and_doyle["WEX-B-0932"])
    twins = [piece for piece in _of(picture, "line") if "identical" in piece.words]
    assert len(twins) == 2 and twins[0].path[0] == twins[1].path[0]
    flat = [i for p in twins for i in p.items if isinstance(i, Line) and abs(i.y1 - i.y2) < 0.01]
    assert len(flat) == 1 and flat[0].x1 != flat[0].x2


def test_a_tie_ends_at_the_symbols_and_goes_round_people_between() -> None:
    people = [_person(key, gender="female") for key in "abc"]
    view = _view(people, ties=(TieView("t", "a", "c", ("close",)),))
    layout = arrangement.arranged(view)
    spots = dict(zip("abc", (0.0, 1.2, 2.4), strict=True))
    row = tuple(replace(layout.at[key], x=x, y=0.0, row=0) for key, x in spots.items())
    picture = figure(view, replace(layout, persons=row))
    (tie,) = _of(picture, "tie")
    at = {piece.id: piece.anchor for piece in _of(picture, "person")}
    half = ours().symbol_size * picture.unit / 2
    assert min(_far(point, at["b"]) for point in tie.path) > half
    assert half < _far(tie.path[0], at["a"]) < half * 1.4
    assert half < _far(tie.path[-1], at["c"]) < half * 1.4


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


# Every symbol and line


@pytest.mark.parametrize("gender", CHOICES["person", "gender"])
@pytest.mark.parametrize("life", CHOICES["person", "life"])
def test_every_gender_and_life_has_its_own_symbol(gender: str, life: str) -> None:
    view = _view([
        _person("a", gender=gender, life=life, inside="9", age="9", born_year="2016"),
        _person("b", gender=gender, life=life, inside="9", is_index=True, born_as="male"),
        _person("c", gender=gender, life=life, inside="9", kind="pet"),
    ])  # fmt: skip
    picture = _drawn(view)
    plain, index, pet = (_of(picture, "person")[n] for n in range(3))
    assert box_of(_shapes(pet.items))[2] < box_of(_shapes(plain.items))[2] + 0.1
    if not ours().lives[life].shape:
        # The double outline, and the symbol within where another gender was written down at birth.
        extra = 1 if life == "stillborn" else 2
        assert len(_shapes(index.items)) == len(_shapes(plain.items)) + extra
    legends = legend(picture.used, ours())
    assert all(items and label for items, label in legends)


def _shapes(items: tuple[Primitive, ...]) -> list[Primitive]:
    return [item for item in items if isinstance(item, (Rect, Shape))]


def test_all_lives_look_different() -> None:
    seen = set()
    for life in ("alive", "dead", "unborn", "miscarriage", "abortion", "stillborn"):
        (piece,) = _of(_drawn(_view([_person("a", "", gender="female", life=life)])), "person")
        x, y = piece.anchor
        seen.add(tuple(sorted(
            (type(i).__name__, *(round(v) for v in (b[0] - x, b[1] - y, b[2], b[3])))
            for i in piece.items if not isinstance(i, Text) and (b := box_of([i]))
        )))  # fmt: skip
    assert len(seen) == 6


@pytest.mark.parametrize("kind", CHOICES["partnership", "kind"])
@pytest.mark.parametrize("ending", ["", *CHOICES["partnership", "ended_by"]])
def test_every_union_and_child_line(kind: str, ending: str) -> None:
    view = _view(
        [_person(key) for key in "abcdefg"],
        unions=(UnionView("u", kind, ("a", "b"), ended_by=ending, dates="2014–17"),),
        children=tuple(
            ChildView(f"l{key}", key, "u", link)
            for key, link in zip("cdefg", CHOICES["child_link", "kind"], strict=True)
        ),
    )
    picture = _drawn(view)
    couple = next(piece for piece in _of(picture, "line") if piece.id == "u")
    assert _slashes(couple) == (ours().endings[ending].slashes if ending else 0)
    adopted = next(piece for piece in _of(picture, "line") if piece.id == "ld")
    assert len(adopted.items) == 2 and f"union:{kind}" in picture.used
    assert len(legend(picture.used, ours())) >= 5


@pytest.mark.parametrize("first", TIE_KINDS)
def test_every_tie_alone_and_with_every_other(first: str) -> None:
    presets = ours()
    view = _view([_person("a"), _person("b")])
    layout = arrangement.arranged(view)
    for second in ("", *TIE_KINDS):
        kinds = tuple(kind for kind in (first, second) if kind)
        tie = TieView("t", "a", "b", kinds, directed=bool(second), repaired_on="2025" if second == "mending" else None)
        picture = figure(replace(view, ties=(tie,)), layout)
        (piece,) = _of(picture, "tie")
        assert piece.items and piece.words.startswith("Person a")
        key = next(key for key in picture.used if key.startswith("tie:"))
        assert label_of(key, presets) and legend([key], presets)


def test_two_kinds_are_drawn_as_one_line() -> None:
    presets = ours()
    both = look_of(("violence", "close"), presets, repaired=False, over=False, directed=True)
    assert (both.strokes, both.wave, both.ends, both.colour) == (2, "zigzag", ("arrow",), "worry")
    past = look_of(("physical_abuse", "past"), presets, repaired=False, over=False, directed=True)
    assert past.dash == presets.ties["past"].dash and past.wave == "zigzag"
    mended = look_of(("cut_off",), presets, repaired=True, over=False, directed=False)
    assert mended.ends == ("bars",) and mended.marks == ("circle",)
    ended = look_of(("close",), presets, repaired=False, over=True, directed=False)
    assert ended.dash and not look_of(("close",), presets, repaired=False, over=False, directed=False).dash


def test_odd_data_is_drawn_all_the_same() -> None:
    names = ["Wolfeschlegelsteinhausenbergerdorff", "محمد عبد الرحمن", "王小明", "Anne-Marie Featherstonehaugh", "🙂"]
    people = [_person(str(n), name, gender="female", lines=("a very long relation " * 4,) * 3)
              for n, name in enumerate(names)]  # fmt: skip
    ties = [TieView(f"t{n}", "0", "1", ("close",)) for n in range(4)]
    ties += [TieView("self", "0", "0", ("close",)), TieView("gone", "0", "nobody", ("close",))]
    ties += [TieView("none", "2", "3", ()), TieView("new", "3", "4", ("adored",))]
    home = HomeView("h", "A home with a name " * 5, members=tuple(HomeMember(p.person) for p in people[::2]))
    union = UnionView("u", "odd", ("0", "1"), dates="some time before 1990, or so maybe")
    view = _view(people, ties=tuple(ties), homes=(home,), unions=(union,))
    layout = arrangement.arranged(view)
    near = tuple(replace(spot, x=number * 0.1) for number, spot in enumerate(layout.persons))
    for placed in (layout, replace(layout, persons=near)):
        picture = figure(view, placed)
        assert len(_of(picture, "person")) == 5
        assert {piece.id for piece in _of(picture, "tie")} == {"t0", "t1", "t2", "t3", "none", "new"}
        assert legend(picture.used, ours()) and outline(view, placed)
    # Ties of one pair lie apart.
    middles = [piece.anchor for piece in _of(figure(view, layout), "tie") if piece.id.startswith("t")]
    assert all(_far(one, other) > 4 for one, other in itertools.combinations(middles, 2))


# Presets of an authority


def test_an_authority_changes_labels_dashes_and_symbols(tmp_path: Path) -> None:
    theirs = {
        "genders": {"non_binary": {"shape": "hexagon"}},
        "ties": {"cut_off": {"label": "No contact"}, "close": {"dash": [3, 2]}},
        "home": {"alone": "loop"},
    }
    (tmp_path / FILE).write_text(json.dumps(theirs))
    presets = load(tmp_path)
    assert presets.genders["non_binary"].shape == "hexagon" and presets.genders["female"] == ours().genders["female"]
    assert presets.ties["cut_off"].label == "No contact" and presets.ties["close"].dash == (3.0, 2.0)
    assert list(presets.ties)[:2] == ["cut_off", "close"] and len(presets.ties) == len(TIE_KINDS)
    assert load(None) == load(tmp_path / "nowhere") == ours()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", ""), ("[]", ""), ('{"colours": 1}', "colours"), ('{"ties": {"adored": {}}}', "ties.adored"),
        ('{"ties": {"close": {"strokes": 9}}}', "ties.close.strokes"),
        ('{"ties": {"close": {"dash": "dotted"}}}', "ties.close.dash"),
        ('{"ties": {"close": {"dash": [1]}}}', "ties.close.dash"),
        ('{"ties": {"close": {"colour": "#ff0000"}}}', "ties.close.colour"),
        ('{"genders": {"male": {"shape": ""}}}', "genders.male.shape"),
        ('{"genders": {"male": {"label": ""}}}', "genders.male.label"),
        ('{"home": 3}', "home"), ('{"father_left": "yes"}', "father_left"), ('{"symbol_size": NaN}', "symbol_size"),
        ('{"genders": {"male": {"shape": ["square"]}}}', "genders.male.shape"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_named_and_ours_is_used(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(PresetFault) as caught:
        load(tmp_path)
    assert caught.value.where == where
    presets, fault = load_safely(tmp_path)
    assert presets == ours() and fault is not None and "nothing is lost" in str(fault)


# Any family


def test_nobody_at_all() -> None:
    picture = _drawn(_view([]))
    assert picture.pieces == () and outline(_view([])) == ()


@settings(max_examples=12)
@given(st.integers(1, 28), st.integers(0, 10_000))
def test_any_family_is_drawn_whole(size: int, seed: int) -> None:
    view = _tied(_invented(size, seed))
    layout = arrangement.arranged(view)
    picture = figure(view, layout)
    assert sorted(piece.id for piece in _of(picture, "person")) == sorted(person.id for person in view.people)
    assert len(_of(picture, "tie")) == len(view.ties)
    _assert_labels_apart(picture)
    at = {piece.id: piece.anchor for piece in _of(picture, "person")}
    for piece in _of(picture, "home"):
        assert all(encloses(piece.path, *at[key]) for key in piece.ends)
    told = outline(view, layout)
    assert sorted(line.id for line in told if line.kind == "person") == sorted(at)
    assert sorted(line.id for line in outline(view) if line.kind == "union") == sorted(u.id for u in view.unions)


boxes = st.tuples(st.integers(0, 8), st.integers(0, 4))


@settings(max_examples=60)
@given(st.lists(boxes, min_size=1, max_size=6, unique=True), st.lists(boxes, max_size=8, unique=True))
def test_a_loop_always_holds_its_members(members: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    def spot(place: tuple[int, int]) -> Inhabitant:
        x, y = place[0] * 80.0, place[1] * 120.0
        return Inhabitant((x, y, 36.0, 36.0), (x - 12, y + 40, 60.0, 24.0))

    strangers = [spot(place) for place in others if place not in members]
    everybody = Everybody([*(spot(place) for place in members), *strangers])
    made = loop(everybody, range(len(members)), 72.0)
    assert made is not None and len([ring for ring in made.rings if area(ring) * area(made.rings[0]) > 0]) == 1
    for place in members:
        assert encloses(made.rings[0], place[0] * 80.0 + 18, place[1] * 120.0 + 18)
