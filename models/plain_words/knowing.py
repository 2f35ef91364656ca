"""Who is who in a text, as far as its words and the names of the case tell: grown-ups, children, helpers."""

from __future__ import annotations

from functools import cached_property

from models.plain_words.glossary import JARGON
from models.plain_words.living import lives
from models.plain_words.outcome import Outcome
from models.plain_words.worried import PRONOUNS, SPEAKER, WHOSE

_BESIDE = frozenset(("to", "with", "seeing", "from", "by", "like", "at", "against", "about", "meeting", "for"))
_IN_FRONT = frozenset(("when", "if", "because", "as", "whenever", "nobody", "no", "since", "now", "unless"))
_MEDICINE = frozenset(("tablets", "pills", "medicine", "drops"))
_BARE = frozenset(("mum", "dad", "mummy", "daddy", "mam"))
_ARTICLES = frozenset(("a", "an", "the", "some", "any"))


class Known(Outcome):
    """A reading whose people are known as far as that goes."""

    @property
    def _names_in_front(self) -> set[str]:
        """Names in what stands before those who worry ("Nobody minds Kai at night, so Lynn is worried …")."""
        end = next((last for first, last in self.read.clauses if last < self.body_start), 0)
        if self._word(0) not in _IN_FRONT:
            # An earlier sentence ("Who would hear Kai if Mum fell? Lynn is worried that …")
            end = next((first for first, last in self.read.sentence_words if first < self.body_start <= last), 0)
        return {name for number, name in self.read.names.items() if number < end} - self.read.grown_up_names

    @property
    def _is_somebodys_child(self) -> bool:
        """Whether "his mum" or "my dad" stands in it other than as whom somebody rings."""
        told = self.read.numbers("turns_to")
        return any(not self._follows(hit.first, told) for hit in self.read.hits.get("parent_of", ()))

    @property
    def _is_own_worry(self) -> bool:
        """Whether somebody of a family that is known says "I am worried …": theirs to put as they like."""
        return bool(self.children) and self.read.tokens[0].word in ("i", "i'm", "we", "we're")

    @cached_property
    def is_child_told(self) -> bool:
        """Whether a child's word stands in the text, or the name of a child the case knows."""
        read = self.read
        if any(hit.first not in self.not_children for hit in read.hits.get("child", ())):
            return True
        return bool(set(read.names.values()) & self.children)

    @cached_property
    def has_life(self) -> bool:
        """Whether some clause shows something that is done or there."""
        return any(lives(self.read, span) for span in self.read.clauses)

    def child_in_danger(self) -> bool:
        """Of a danger: a child's word or name; where the case's children are not given, a name that may be one."""
        if self.is_child_told or self._is_own_worry or self.fears_a_parent:
            return True
        if self.speaks_for_itself and (
            self._is_somebodys_child or any(token.word in ("they", "them", "us") for token in self.read.tokens)
        ):
            return True
        if self.speaks_as_child or self._is_whose_family or self._is_one_more:
            return True
        if self.children:
            return False
        cues = (hit for hit in self.read.hits.get("child_cue", ()) if hit.first >= self.body_start)
        if self._childs_own or any(hit.first not in self.read.numbers(JARGON) for hit in cues):
            return True  # not "poor school attendance"
        body = (self.names_in_body | self._names_in_front) - self.people
        if body and (self.read.has("child_cue") or self._is_somebodys_child):
            return True  # the school is worried about it, or it has a mum of its own in the text
        if self.people or self._somebody_else_does_it:
            return bool(body)
        return bool(body - self._actors if len(body) > 1 else ()) or (bool(body) and self._happens_to_it)

    @property
    def fears_a_parent(self) -> bool:
        """Whether somebody worries about a parent of his or her own ("Rehan is worried that his dad will …").

        So does who says "I worry that Mum will …".
        """
        start = self.body_start + (self._word(self.body_start) == "that")
        if self._word(0) in ("i", "i'm") and self._word(start) in _BARE:
            return True
        head = {name for number, name in self.read.names.items() if number < self.body_start}
        return len(head) == 1 and self._word(start) in WHOSE and start + 1 in self.read.numbers("parent_word")

    @property
    def _is_one_more(self) -> bool:
        """Whether "he" or "she" must be somebody beside the one grown-up told by a word ("Mum will … and he …")."""
        read, start = self.read, self.body_start
        words = read.words[start:]
        women, men = (any(n >= start for n in read.numbers(name)) for name in ("woman", "man"))
        if women == men or any(n >= start for n in read.names):
            return False
        return bool({"he", "him", "he'll"} & set(words)) if women else bool({"she", "she'll"} & set(words))

    @property
    def has_child_beside(self) -> bool:
        """Whether a child other than who worries is in the danger by name or by a child's word."""
        young = self.read.numbers("child") | self.read.names.keys()
        return any(number >= self.body_start for number in young)

    @property
    def speaks_as_child(self) -> bool:
        """Whether a child says it: of "me" in the danger itself, with relatives of its own ("Dad will hit me")."""
        return self.speaks_in_it and self.read.has("adult")

    @property
    def _tells_of_its_own(self) -> bool:
        """Whether a child tells it: of "my nan", or of itself and "Mum"."""
        read = self.read
        if any(self._word(number - 1) in ("my", "our") for number in read.numbers("adult")):
            return True
        words = [token.word for token in read.tokens]
        return bool(SPEAKER & set(words)) and any(
            word in _BARE and not (n and (words[n - 1] in WHOSE or self._owns(n - 1))) for n, word in enumerate(words)
        )

    @property
    def _is_whose_family(self) -> bool:
        """Whether it opens with whose relatives worry ("Her dad and Miss Kerr …"): she is the child."""
        adults = self.read.numbers("adult")
        opening = range(min(3, self.body_start))
        if any(self._word(n) in WHOSE and {n + 1, n + 2} & adults for n in opening):
            return True
        owned = (n for n in self.read.names if n < self.body_start and self._owns(n))
        is_he = self._word(self.body_start + (self._word(self.body_start) == "that")) in PRONOUNS
        return is_he and any(n + 1 in adults for n in owned) and not self.read.has("grown_up_cue")

    @property
    def _somebody_else_does_it(self) -> bool:
        """Whether the one who does it goes by another word than a name ("Dad will …", "he will …", "nobody will …")."""
        read, start = self.read, self.body_start
        first = min((number for number in read.names if number >= start), default=len(read.tokens))
        if read.has("someone", "helper", span=(start, first)):
            return True
        if read.names.get(first, "") and read.names[first] not in self.names_in_body:
            return True  # one of those who worry is worried about what they do themselves
        # "… that Darnell will stab Mum": a grown-up is in it, but the name is not the child's
        struck = any(self._follows(number, read.numbers("harm")) for number in read.numbers("adult") if number > first)
        return read.has("adult", span=self.body) and not (struck and first + 1 in read.numbers("modal"))

    @property
    def _happens_to_it(self) -> bool:
        """That something happens to whoever is named, who does nothing that only a grown-up does, or does to others."""
        read, start = self.read, self.body_start
        if any(number >= start for number in read.numbers("grown_up_cue") - self.passives):
            return False
        if self.ends_in_another:
            return True  # "Kyle will sniff gas with his mates and his heart will stop"
        things = {number for number in read.numbers("harm") if self._word(number - 1) in _ARTICLES}
        harmed = read.numbers("harm") - read.numbers("self_harm") - self.passives - things
        harms = any(number >= start for number in harmed)
        return read.has("effect", span=self.body) and not harms

    @property
    def _childs_own(self) -> bool:
        """Whether somebody in it has what children have ("Keisha's foster carer", "Tia's form tutor")."""
        roles = self.read.numbers("child_role")
        return any(self._owns(number) and {number + 1, number + 2} & roles for number in self.read.names)

    @cached_property
    def _actors(self) -> set[str]:
        """Names of those who do it together with the first ("Lisa and Mark will …", "back to Mark")."""
        names = {number: name for number, name in self.read.names.items() if number >= self.body_start}
        modals = self.read.numbers("modal")
        actors: set[str] = set()
        for number, name in names.items():
            before = self._word(number - 1)
            acts = number + 1 in modals and number + 2 not in self.read.numbers("to_be")
            if before in _BESIDE or (acts and before != "and" and not actors):
                actors.add(name)
            elif before == "and" and names.get(number - 2) and (number + 1 in modals or names[number - 2] in actors):
                actors |= {name, names[number - 2]}
        return actors

    def child_in_goal(self, has_life: bool) -> bool:
        """Of a goal: some name in it that is more than one who acts, helps or has seen it."""
        if self.is_child_told:
            return True
        if self.children or not has_life:
            return False
        if self._tells_of_its_own or self.read.has("childhood"):
            return True
        read = self.read
        start = min((hit.first for hit in read.hits.get("modal", ())), default=0)
        aside = self._aside("turns_to")
        grown_up = read.grown_up_names | self.people
        names = {number: name for number, name in read.names.items() if name not in grown_up}
        if any(number >= start and number not in aside for number in names):
            return True
        head = [number for number in names if number < start]
        if not head:
            return False
        says = any(number + 1 in read.numbers("modal") and self._word(number + 2) == "say" for number in head)
        if says or self.passives & read.numbers("done_to"):
            return True  # "Kai and Mia will be looked after by …", "Kai will say …"
        if len(head) > 2 or read.has("adult", "someone", span=(0, start)):
            return True
        if self._is_somebodys_child:
            return True
        if read.has("grown_up_cue"):
            return False
        helped = [number for number in read.numbers("adult") if not self._follows(number, read.numbers("turns_to"))]
        return read.has("child_cue") or bool(helped)

    def child_in_safety(self, has_acted: bool) -> bool:
        """Of existing safety: some name that neither helped, nor saw it, nor was the danger."""
        if self.is_child_told:
            return True
        read = self.read
        if has_acted and self._tells_of_its_own:
            return True
        if self.children:
            return has_acted and bool(read.names)  # of a family that is known, who acted by name says enough
        if not has_acted and len(set(read.names.values())) < 2 and not read.has("child_cue"):
            return False
        if any(self._owns(number) and number + 1 in read.numbers("parent") for number in read.names):
            return True  # "rang Kaya's dad"
        aside = self._aside("turns_to", "tells")
        grown_up = read.grown_up_names | self.people
        names = {number: name for number, name in read.names.items() if number not in aside and name not in grown_up}
        if (
            len(set(names.values())) == 1
            and read.has("grown_up_cue")
            and not (read.has("adult") or any(map(self._owns, names)))
        ):
            return False
        return bool(names)

    def _aside(self, *turned_to: str) -> set[int]:
        """Names that are rung or handed something, or have seen it; ``turned_to``: lists of what is done to them."""
        read = self.read
        told, seen = read.numbers(*turned_to), read.numbers("seen_by") - read.numbers("pastime")
        asked = read.numbers("tells")
        gives, handed = read.numbers("gives"), read.numbers("handed")
        aside = {number for number in read.names if self._follows(number, told)}
        for number in read.names:
            clause = next(span for span in read.clauses if span[0] <= number < span[1])
            if any(number < mark < clause[1] for mark in seen) and not self._owns(number):
                aside.add(number)  # "… and Uncle Ray saw it"
            elif number - 1 in asked and self._word(number + 1) == "to":
                aside.add(number)  # "will ask Kwame to hold …"
            elif self._follows(number, gives) and any(
                number < n < number + 5 for n in handed - self._own_medicine(number)
            ):
                aside.add(number)  # "gave Roy her sharpener"
            elif any(self._stops(mark, number) for mark in read.numbers("seen_after") if mark < number):
                aside.add(number)  # "Seen by Nan, Roy and Ash"
        return aside

    def _own_medicine(self, number: int) -> set[int]:
        """Tablets that are the named one's own ("gives Leo his tablets"): not handed over to be kept."""
        return {number + 2} if self._word(number + 1) in WHOSE and self._word(number + 2) in _MEDICINE else set()

    def _stops(self, mark: int, number: int) -> bool:
        """Whether a name stands behind "seen by" in the same sentence."""
        return any(low <= mark and number < high for low, high in self.read.sentence_words)
