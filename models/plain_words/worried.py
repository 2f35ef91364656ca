"""Who is worried in a text, about what, and what its words are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.plain_words.reading import Reading

FIRST_PERSON = frozenset(("i", "we", "i'm", "we're", "i've", "i'd", "my", "our"))
_COMES_OUT = frozenset("be being feel feeling become get getting grow live living in with of no up down too so".split())
"""Words behind which "afraid" or "fear" is what comes of it: "will be afraid", "live in fear"."""
_WISH = frozenset(("want", "wish", "like", "hope"))
_IMPERSONAL = frozenset(("it", "what", "that"))
PRONOUNS = frozenset(("he", "she", "they"))
WHOSE = frozenset(("his", "her", "their"))
SPEAKER = frozenset(("i", "me", "my", "myself", "we", "us", "i'll", "we'll", "i'd"))
_OPENS_WORRY = frozenset(("that", "is", "how", "when", "if", "because"))
_WORRIED = 14
"""Words within which those who worry are told, in "What keeps … awake is that"."""


@dataclass(frozen=True)
class Worried:
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
        told = [hit for hit in read.hits.get("worry", ()) if self._word(hit.first - 1) not in _COMES_OUT]
        if told:
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
    def speaks_for_itself(self) -> bool:
        """Whether somebody says it of themselves ("I am …", "we want …")."""
        return any(token.word in FIRST_PERSON for token in self.read.tokens)

    @cached_property
    def speaks_in_it(self) -> bool:
        """Whether somebody speaks of themselves in what may happen ("… will hurt me", "… that I will …")."""
        return any(token.word in SPEAKER for token in self.read.tokens[self.body_start :])

    @property
    def wishes(self) -> bool:
        """Whether it is somebody's own wish ("I want …"), which is theirs to put as they like."""
        words = [token.word for token in self.read.tokens[:3]]
        return words[:1] in (["i"], ["we"]) and bool(_WISH & set(words))

    @cached_property
    def not_children(self) -> frozenset[int]:
        """Words like "child" in the name of an office ("child protection", "children's services")."""
        return self.read.numbers("not_child")

    @cached_property
    def passives(self) -> frozenset[int]:
        """Words that tell what is done to somebody ("be stabbed", "end up hurt"), not what somebody does."""
        words, to_be = self.read.tokens, self.read.numbers("to_be")
        behind = {number + 1 for number in to_be} | {
            number + 2 for number in to_be if self._word(number + 1) in ("badly", "seriously", "up")
        }
        return frozenset(n for n in behind if n < len(words) and not words[n].word.endswith("ing"))

    def _owns(self, number: int) -> bool:
        """Whether a name stands for what is somebody's ("Poppy's nursery is worried")."""
        return self.read.tokens[number].word.endswith(("'s", "s'"))

    def _word(self, number: int) -> str:
        return self.read.words[number] if 0 <= number < len(self.read.words) else ""

    def _follows(self, number: int, told: frozenset[int]) -> bool:
        """Whether a name stands right behind one of these words, or behind another name that does ("Roy and Ash")."""
        if number + 1 in self.read.numbers("modal"):
            return False  # "ring Nan, and Roy will come"
        while number > 0:
            before = number - 1
            if before in told:
                return True
            joined = self.read.tokens[before].word in ("and", "or", "her", "his", "their")
            if not (joined or before in self.read.names or before in self.read.numbers("adult", "someone", "title")):
                return False
            number = before
        return False
