"""Who is who in a text, as far as its words and the names of the case tell: grown-ups, children, helpers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.plain_words.glossary import JARGON
from models.plain_words.reading import Reading

FIRST_PERSON = frozenset(("i", "we", "i'm", "we're", "i've", "i'd", "my", "our"))
_BESIDE = frozenset(("to", "with", "seeing", "from", "by", "like", "at", "against", "about", "meeting", "for"))
_WISH = frozenset(("want", "wish", "like", "hope"))
_SUBORDINATE = frozenset(("where", "who", "which", "when", "if", "because", "while", "after", "before", "as", "than"))
_IN_FRONT = frozenset(("when", "if", "because", "as", "whenever", "nobody", "no", "since", "now", "unless"))
_CONTRACTED = frozenset(("he'll", "she'll", "they'll", "it'll", "he'd", "she'd", "they'd"))
_PRONOUNS = frozenset(("he", "she", "they"))
_IMPERSONAL = frozenset(("it", "what", "that"))
_OPENS_WORRY = frozenset(("that", "is", "how", "when", "if", "because"))
_SETS = frozenset(("when", "while", "whenever"))
_NEW_ONES = frozenset(
    "he she they it we i there nobody somebody someone everybody everyone nothing one both all them him her us me".split()
)
_AS_BEFORE = frozenset(("as", "like", "after", "since", "where"))
_TOLD_BEFORE = frozenset(
    "he she they it we i in on at when last happened has have had before the there her his one during this two".split()
)
_LINKS = frozenset(("that", "so", "because", "until", "till", "then"))
_BARE = frozenset(("mum", "dad", "mummy", "daddy", "mam"))
_ARTICLES = frozenset(("a", "an", "the", "some", "any"))
_WORRIED = 14
"""Words within which those who worry are told, in "What keeps … awake is that"."""
_SPEAKER = frozenset(("i", "me", "my", "myself", "we", "us", "i'll", "we'll", "i'd"))
_WHOSE = frozenset(("his", "her", "their"))


@dataclass(frozen=True)
class Known:
    """A reading with the names the case knows, in small letters; ``people`` are the grown-ups."""

    read: Reading
    people: frozenset[str]
    children: frozenset[str]

    @cached_property
    def worry(self) -> tuple[int, int] | None:
        """The words that say somebody is worried, None where nobody is.

        Plainer words ("is scared", "thinks", "lies awake") say so only where nothing has been said yet that may happen:
        "… and she will be scared" is what comes of it.
        """
        read = self.read
        if told := read.hits.get("worry", ()):
            return min((hit.first, hit.last) for hit in told)
        first_modal = min((hit.first for hit in read.hits.get("modal", ())), default=len(read.tokens))
        plainer = [(hit.first, hit.last) for hit in read.hits.get("worry_too", ()) if hit.first < first_modal]
        return min(plainer, default=None)

    @cached_property
    def body_start(self) -> int:
        """The word after "… are worried that", 0 where nobody is."""
        if self.worry is None:
            return 0
        first, last = self.worry
        if self._word(first) in _IMPERSONAL or self._word(first - 1) in _IMPERSONAL:
            # "What worries Lynn is that …", "It frightens Pat that …": those who worry stand behind it
            upcoming = range(last, min(last + _WORRIED, len(self.read.tokens)))
            return next((number + 1 for number in upcoming if self._word(number) in _OPENS_WORRY), last)
        return last

    @property
    def is_shared(self) -> bool:
        """Whether those who worry are told between the word and an "is" ("The worry that Lynn and Pat share is …")."""
        read = self.read
        modal = min((hit.first for hit in read.hits.get("modal", ())), default=len(read.tokens))
        last = self.worry[1] if self.worry else modal
        end = next((number for number in range(last, modal) if self._word(number) == "is"), last)
        adults = read.numbers("adult", "role")
        return any(number in read.names or number in adults for number in range(last, end))

    @property
    def body(self) -> tuple[int, int]:
        """From there to the end."""
        return (self.body_start, len(self.read.tokens))

    @cached_property
    def names_in_body(self) -> set[str]:
        """Names after the worry that belong neither to those who worry nor to a known grown-up."""
        names = self.read.names
        head = {name for number, name in names.items() if number < self.body_start and not self._owns(number)}
        return {name for number, name in names.items() if number >= self.body_start} - head - self.read.grown_up_names

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

    def _owns(self, number: int) -> bool:
        """Whether a name stands for what is somebody's ("Poppy's nursery is worried")."""
        return self.read.tokens[number].word.endswith(("'s", "s'"))

    @property
    def speaks_for_itself(self) -> bool:
        """Whether somebody says it of themselves ("I am …", "we want …")."""
        return any(token.word in FIRST_PERSON for token in self.read.tokens)

    @property
    def _is_own_worry(self) -> bool:
        """Whether somebody of a family that is known says "I am worried …": theirs to put as they like."""
        return bool(self.children) and self.read.tokens[0].word in ("i", "i'm", "we", "we're")

    @property
    def wishes(self) -> bool:
        """Whether it is somebody's own wish ("I want …"), which is theirs to put as they like."""
        words = [token.word for token in self.read.tokens[:3]]
        return words[:1] in (["i"], ["we"]) and bool(_WISH & set(words))

    @cached_property
    def is_child_told(self) -> bool:
        """Whether a child's word stands in the text, or the name of a child the case knows."""
        read = self.read
        if any(hit.first not in self.not_children for hit in read.hits.get("child", ())):
            return True
        return bool(set(read.names.values()) & self.children)

    @cached_property
    def not_children(self) -> frozenset[int]:
        """Words like "child" in the name of an office ("child protection", "children's services")."""
        return self.read.numbers("not_child")

    def child_in_danger(self) -> bool:
        """Of a danger: a child's word or name; where the case's children are not given, a name that may be one."""
        if self.is_child_told or self._is_own_worry:
            return True
        if self.speaks_for_itself and (
            self._is_somebodys_child or any(token.word in ("they", "them", "us") for token in self.read.tokens)
        ):
            return True
        if self._speaks_as_child or self._is_whose_family:
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
    def _speaks_as_child(self) -> bool:
        """Whether a child says it: of "me" in the danger itself, with relatives of its own ("Dad will hit me")."""
        speaks = any(token.word in _SPEAKER for token in self.read.tokens[self.body_start :])
        return speaks and self.read.has("adult")

    @property
    def _tells_of_its_own(self) -> bool:
        """Whether a child tells it: of "my nan", or of itself and "Mum"."""
        read = self.read
        if any(self._word(number - 1) in ("my", "our") for number in read.numbers("adult")):
            return True
        words = [token.word for token in read.tokens]
        return bool(_SPEAKER & set(words)) and any(
            word in _BARE and not (n and (words[n - 1] in _WHOSE or self._owns(n - 1))) for n, word in enumerate(words)
        )

    @property
    def _is_whose_family(self) -> bool:
        """Whether it opens with whose relatives worry ("Her dad and Miss Kerr …"): she is the child."""
        adults = self.read.numbers("adult")
        opening = range(min(3, self.body_start))
        return any(self._word(n) in _WHOSE and {n + 1, n + 2} & adults for n in opening)

    def _word(self, number: int) -> str:
        return self.read.tokens[number].word if 0 <= number < len(self.read.tokens) else ""

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
        harms = any(number >= start for number in read.numbers("harm") - self.passives - things)
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

    @cached_property
    def passives(self) -> frozenset[int]:
        """Words that tell what is done to somebody ("be stabbed", "end up hurt"), not what somebody does."""
        words, to_be = self.read.tokens, self.read.numbers("to_be")
        behind = {number + 1 for number in to_be} | {
            number + 2 for number in to_be if self._word(number + 1) in ("badly", "seriously", "up")
        }
        return frozenset(n for n in behind if n < len(words) and not words[n].word.endswith("ing"))

    def child_in_goal(self, has_life: bool) -> bool:
        """Of a goal: some name in it that is more than one who acts, helps or has seen it."""
        if self.is_child_told:
            return True
        if self.children or not has_life:
            return False
        if self._tells_of_its_own:
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
        told, seen = read.numbers(*turned_to), read.numbers("seen_by")
        asked = read.numbers("tells")
        gives, handed = read.numbers("gives"), read.numbers("handed")
        aside = {number for number in read.names if self._follows(number, told)}
        for number in read.names:
            clause = next(span for span in read.clauses if span[0] <= number < span[1])
            if any(number < mark < clause[1] for mark in seen) and not self._owns(number):
                aside.add(number)  # "… and Uncle Ray saw it"
            elif number - 1 in asked and self._word(number + 1) == "to":
                aside.add(number)  # "will ask Kwame to hold …"
            elif self._follows(number, gives) and any(number < thing < number + 5 for thing in handed):
                aside.add(number)  # "gave Roy her sharpener"
            elif any(self._stops(mark, number) for mark in read.numbers("seen_after") if mark < number):
                aside.add(number)  # "Seen by Nan, Roy and Ash"
        return aside

    def _stops(self, mark: int, number: int) -> bool:
        """Whether a name stands behind "seen by" in the same sentence."""
        return any(low <= mark and number < high for low, high in self.read.sentence_words)

    def _follows(self, number: int, told: frozenset[int]) -> bool:
        """Whether a name stands right behind one of these words, or behind another name that does ("Roy and Ash")."""
        while number > 0:
            before = number - 1
            if before in told:
                return True
            joined = self.read.tokens[before].word in ("and", "or", "her", "his", "their")
            if not (joined or before in self.read.names or before in self.read.numbers("adult", "someone", "title")):
                return False
            number = before
        return False

    @cached_property
    def ends_in_another(self) -> bool:
        """Whether it leads to something for somebody else ("… so he will miss his lessons", "and the boys will …")."""
        read = self.read
        outcomes = [n for n in self.second_ones if self._word(n - 1) not in _SUBORDINATE]
        if any(n + 1 in read.numbers("modal") and n + 2 not in read.numbers(JARGON) for n in outcomes):
            return True
        for number in range(self.body_start + 3, len(read.tokens) - 3):
            word = self._word(number)
            after = number + 1 + (self._word(number + 1) == "that")
            leads = word in ("so", "until", "till")
            if leads and (self._word(after) in _PRONOUNS | _CONTRACTED or self.second_ones & {after, after + 1}):
                return True
            spoken_of = any(self.body_start <= young < number for young in self.second_ones)
            follows = self._word(after) in _CONTRACTED or (
                self._word(after) in _PRONOUNS and after + 1 in read.numbers("modal")
            )
            if word == "and" and spoken_of and follows:
                return True  # "Mum will shake Kai and that he will never walk"
            if self._is_new_doer(number, after):
                return True
            mine = self._word(after) in ("i'll", "we'll") or (
                self._word(after) in ("i", "we") and after + 1 in read.numbers("modal")
            )
            if mine and word in ("and", "so") and self._word(self.body_start) not in FIRST_PERSON:
                return True  # "… will lock me out and I will have to sleep on the stairs"
        return False

    def _is_new_doer(self, number: int, after: int) -> bool:
        """Whether "and" at ``number`` leads to what something else does or what is done to somebody.

        "… and it will hit Joel", "… and they will never come back", "… and be thrown out", "… and drag her away".
        """
        read = self.read
        if self._word(number) not in ("and", "or"):
            return False
        others = ("it", "they", "someone", "somebody", "nobody", "there", "one")
        if self._word(after) in others and {after + 1, after + 3} & read.numbers("modal"):
            return True
        done = number + 2 + (self._word(number + 1) in ("will", "could", "might", "would"))
        if self._word(done - 1) == "be" and done in self.passives and done not in read.numbers("mere_harm"):
            return not read.hits.get(JARGON)
        # to the child: with a mother or a father in it, "her" may be that one
        to_it = number + 2 in read.names or self._word(number + 2) in ("her", "him", "them", "me")
        return number + 1 in read.numbers("harm") and to_it and not self._is_grown_up_struck(number)

    def _is_grown_up_struck(self, number: int) -> bool:
        """Whether a grown-up by a word ("punch Mum and break …") stands between what may happen and here."""
        struck = self.read.numbers("harm")
        adults = (each for each in self.read.numbers("adult") if self.body_start <= each < number + 3)
        return any(self._follows(each, struck) for each in adults)

    @property
    def goes_on(self) -> bool:
        """Whether the danger has a second part ("…, get pushed and …", "… so that …", "… because …")."""
        read, start = self.read, self.body_start
        linked = any(token.word in _LINKS for token in read.tokens[start + 3 :])
        return linked or "," in read.text[read.tokens[min(start, len(read.tokens) - 1)].start :]

    def is_aside(self, number: int) -> bool:
        """Whether a word tells when it happens ("when Kaya cries") or has happened ("as he did"), not what comes."""
        return number in self._aside_words

    def is_doers_own(self, first: int, last: int) -> bool:
        """Whether what these words tell befalls the grown-up who does it ("Mum will be too drunk to …"), no child.

        So it is where nobody else has been spoken of since, and no child stands behind: "Mum will drop Kai".
        """
        if self.speaks_for_itself or not (self._doer_is_grown_up and self._doer < first):
            return False
        others = self.second_ones | {n for n in range(self.body_start, last) if self._word(n) in _NEW_ONES}
        if any(self._doer < n < last + 3 for n in others):
            return False
        modals = sorted(self.read.numbers("modal"))
        return not any(self._doer + 2 < n <= first and self._word(n - 1) not in ("and", "or") for n in modals)

    @cached_property
    def comes_from(self) -> int:
        """The word from which it is told what will come of it: a child who is not the first to do something."""
        leads = ("and", "that", "so", "mean", "means")
        subjects = (
            n
            for n in sorted(self.second_ones)
            if n > self._doer and self._word(n - 1) in leads and n + 1 in self.read.numbers("modal", "doing", "state")
        )
        return next(subjects, len(self.read.tokens) + 1)

    @cached_property
    def _doer(self) -> int:
        """The word for the one who does it: the first person in the danger."""
        read, start = self.read, self.body_start
        named = {n for n in read.names if not self._owns(n)}
        somebody = (n for n in (*named, *read.numbers("adult", "child", "someone")) if n >= start)
        return min(somebody, default=len(read.tokens))

    @property
    def _doer_is_grown_up(self) -> bool:
        """Whether the one who does it is a grown-up by the word, or by name where a child is in it beside."""
        if self._doer in self.read.numbers("adult"):
            return True
        beside = self.read.numbers("child") | {n for n in self.second_ones if n in self.read.names}
        if any(self._owns(n) for n in self.read.names if self.body_start <= n < self._doer):
            return False  # "Stuart's temper will mean Isla …"
        return self._doer in self.read.names and any(n >= self.body_start for n in beside - {self._doer})

    @cached_property
    def _aside_words(self) -> frozenset[int]:
        aside: set[int] = set()
        of_a_thing = self.read.numbers("attributive")
        for first, last in self.read.clauses:
            for number in range(max(first, self.body_start), last):
                word = self._word(number)
                if word in _SETS:
                    aside.update(range(number, min(number + 5, last)))
                elif number in of_a_thing and self._is_word_of(number + 1, last):
                    aside.add(number)  # "broken glass"
                elif word in _AS_BEFORE and self._tells_before(number, last):
                    aside.update(range(number, last))
                    break
        return frozenset(aside)

    def _is_word_of(self, number: int, last: int) -> bool:
        """Whether a thing stands here, right behind the word that tells what it is like."""
        return number < last and number not in self.read.numbers("not_name", "someone", "adult", "child", "adverb")

    def _tells_before(self, number: int, last: int) -> bool:
        """Whether "as", "like" or "after" leads to what was ("as he did at Easter"), not what may be."""
        may = self.read.numbers("modal", "worry_too")
        return self._word(number + 1) in _TOLD_BEFORE and not any(n in may for n in range(number, last))

    @property
    def told_count(self) -> int:
        """How many words the danger has without what tells only when and what it was like before."""
        start, end = self.body
        return end - start - sum(number >= start for number in self._aside_words)

    @cached_property
    def second_ones(self) -> frozenset[int]:
        """Children in the danger, names but the first one's, and what is "his", "her" or "their" (no grown-up)."""
        read, start = self.read, self.body_start
        named = {number: name for number, name in read.names.items() if number >= start}
        somebody = [number for number in (*named, *read.numbers("adult", "someone")) if number >= start]
        doers = [number for number in somebody if not (number in named and self._owns(number))]
        first = named.get(min(doers, default=-1), "")
        # "Carly and Dean will …" do it together
        together = {
            name for n, name in named.items() if self._word(n - 1) == "and" and named.get(n - 2, "") == first and first
        }
        others = {
            n
            for n, name in named.items()
            if name != first and name not in together and name in self.children | self.names_in_body
        }
        young = {number for number in read.numbers("child") if number >= start} | others
        # "… and his ear will go deaf"
        whose = {number + 1 for number, token in enumerate(read.tokens) if token.word in ("his", "her", "their")}
        own = {number for number in whose if number >= start} - read.numbers("adult", "someone", "harm")
        return frozenset(young | own)
