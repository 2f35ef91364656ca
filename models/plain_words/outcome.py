"""What is to come of it, in a danger: for whom, and what only tells when it happens or has happened before."""

from __future__ import annotations

from functools import cached_property

from models.plain_words.glossary import JARGON
from models.plain_words.worried import FIRST_PERSON, PRONOUNS, WHOSE, Worried

_SUBORDINATE = frozenset(("where", "who", "which", "when", "if", "because", "while", "after", "before", "as", "than"))
_CONTRACTED = frozenset(("he'll", "she'll", "they'll", "it'll", "he'd", "she'd", "they'd"))
_SETS = frozenset(("when", "while", "whenever"))
_NEW_ONES = frozenset(
    "he she they it we i there nobody somebody someone everyone nothing one both all them him her us me".split()
)
_ABOUT = frozenset(("about", "for", "around", "over", "regarding", "by", "of", "with", "at"))
_ONLY_ABOUT = 11
"""Words up to which a worry "about" something only names it."""
_AS_BEFORE = frozenset(("as", "like", "after", "since", "where"))
_TOLD_BEFORE = frozenset(
    "he she they it we i in on at when last happened has have had before the there her his one during this two".split()
)
_JOINS = frozenset(("and", "so", "that", "or", "until", "then", "make", "makes", "until"))
_LINKS = frozenset(("that", "so", "because", "until", "till", "then"))


class Outcome(Worried):
    """A danger from what somebody may do to what that may do to a child."""

    @cached_property
    def ends_in_another(self) -> bool:
        """Whether it leads to something for somebody else ("… so he will miss his lessons", "and the boys will …")."""
        read = self.read
        outcomes = [n for n in self.second_ones if self._word(n - 1) not in _SUBORDINATE]
        # "… and Mia will", "… and Mia's teeth will"; not "that Mia's uncle will"
        persons = read.numbers("adult", "someone", "partner", "role", "child")
        things = {n for n in outcomes if n in read.names and self._owns(n) and n + 1 not in persons}
        ahead = (n + 1 + (n in things) for n in outcomes)
        if any(n in read.numbers("modal") and n + 1 not in read.numbers(JARGON) for n in ahead):
            return True
        for number in range(self.body_start + 3, len(read.tokens) - 2):
            word = self._word(number)
            after = number + 1 + (self._word(number + 1) == "that")
            leads = word in ("so", "until", "till")
            if leads and (self._word(after) in PRONOUNS | _CONTRACTED or self.second_ones & {after, after + 1}):
                return True
            spoken_of = any(self.body_start <= young < number for young in self.second_ones)
            follows = self._word(after) in _CONTRACTED or (
                self._word(after) in PRONOUNS and after + 1 in read.numbers("modal")
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

        "… and it will hit Joel", "… and they will never come back", "… and be thrown out".
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
        return False

    @property
    def goes_on(self) -> bool:
        """Whether the danger has a second part ("…, get pushed and …", "… so that …", "… because …")."""
        read, start = self.read, self.body_start
        linked = any(token.word in _LINKS for token in read.tokens[start + 3 :])
        return linked or "," in read.text[read.tokens[min(start, len(read.tokens) - 1)].start :]

    def is_aside(self, number: int) -> bool:
        """Whether a word tells when it happens ("when Kaya cries") or has happened ("as he did"), not what comes."""
        return number in self._aside_words

    def is_act_itself(self, first: int) -> bool:
        """Whether it is what a child may do ("will run away"), before anything comes of it."""
        between = range(next(iter(self._modals), self.body_start), first)
        if first not in self.read.numbers("strays") or first < self._doer or self.second_ones & set(between):
            return False
        return not any(self._word(n) in _JOINS for n in between)

    def is_doers_own(self, first: int, last: int) -> bool:
        """Whether what these words tell befalls the grown-up who does it ("Mum will be too drunk to …"), no child.

        So it is where nobody else has been spoken of since, and no child stands behind: "Mum will drop Kai".
        """
        adults = self.read.numbers("adult")
        if last in adults or (self._word(last) in WHOSE and last + 1 in adults):
            return True  # "threaten to kill Mum"
        if self.speaks_in_it or not (self._doer_is_grown_up and self._doer < first):
            return False
        others = self.second_ones | {n for n in range(self.body_start, last) if self._word(n) in _NEW_ONES}
        behind = last if self._word(last) in ("with", "after", "about", "for") else last + 3
        if any(self._doer < n < behind for n in others):
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
    def of_a_thing(self) -> frozenset[int]:
        """Words of what a thing about somebody does ("Mum's drinking will make Kai sad"), in which nobody acts."""
        read = self.read
        found: set[int] = set()
        abstract = read.numbers("abstract")
        people = {n for n in (*read.names, *read.numbers("adult", "someone", "child")) if not self._owns(n)}
        for hit in read.hits.get("modal", ()):
            subject = next((n for n in range(hit.first - 1, self.body_start - 1, -1) if n in people | abstract), -1)
            if subject in abstract:
                others = (n for n in self._modals if n > hit.first and self._is_grown_ups(n))
                found.update(range(subject, next(others, len(read.tokens))))
        if self.is_about:
            found.update(range(self.body_start, len(read.tokens)))
        return frozenset(found)

    def _is_grown_ups(self, number: int) -> bool:
        """Whether a grown-up by the word stands right in front of this "will"."""
        return any(n in self.read.numbers("adult") for n in (number - 1, number - 2))

    @property
    def is_about(self) -> bool:
        """Whether it is a worry about something ("… are worried about Dad's drinking"), not that something may be."""
        about = self._word(self.body_start) in _ABOUT
        return about and not self._modals and self.told_count <= _ONLY_ABOUT

    @cached_property
    def _modals(self) -> list[int]:
        return sorted(n for n in self.read.numbers("modal") if n >= self.body_start)

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
                if word in _SETS or (word == "time" and self._word(number - 1) in ("every", "each")):
                    aside.update(range(number, min(number + 5, last)))
                elif number in of_a_thing and self._is_word_of(number + 1, last):
                    aside.add(number)  # "broken glass"
                elif word == "who" and not any(n in self._modals for n in range(number, last)):
                    aside.update(range(number, last))  # "men who have hurt children"
                elif word == "in" and self._word(number + 1) == "the" and number + 2 in of_a_thing:
                    aside.add(number + 2)  # "in the cold"
                elif word == "for" and self._word(number + 1).endswith("ing"):
                    aside.update(range(number, min(number + 5, last)))  # "smack Kai for wetting the bed"
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
    def ends_in_an_act(self) -> bool:
        """Whether the last of several things told is one more that somebody may do ("…, drink and shout at Kai")."""
        last = next((n for n in range(len(self.read.tokens) - 2, self.body_start, -1) if self._word(n) in _JOINS), -1)
        return last >= 0 and last + 1 in self.read.numbers("harm", "lapse") - self.passives

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
