"""A document seen for its quotations: all tokens in one row, what is quoted, and units of reporting.

A unit is a sentence of the reporter: a quotation of many sentences is one piece of it, so that the words after the
quotation (« ..., a dit X ») belong to the same unit even where the parser began a new sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..actors.mentions import Cast, Mention
from ..languages.tokens import Parse, Token
from ..record import Span, Time
from .lexicon import Lexicon, load_lexicon
from .marks import Quote, find_quotes

_ENDS = frozenset(".!?…")
# Contents, frames and searches never look further than this many tokens: reading stays linear on any input.
FAR = 300
NO_QUOTE = -1


class View:
    """Tokens by their number ``g`` in the document; every look-up is constant time."""

    def __init__(self, parse: Parse, cast: Cast, times: list[Time]) -> None:
        self.parse = parse
        self.text = parse.text
        self.lexicon: Lexicon = load_lexicon(parse.language)
        self.french = parse.language == "fr"
        self.tokens: list[Token] = []
        self.base: list[int] = []
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        for sentence in parse.sentences:
            self.base.append(len(self.tokens))
            self.tokens.extend(sentence.tokens)
            self.sentence.extend([sentence.index] * len(sentence.tokens))
            self.paragraph.extend([sentence.paragraph] * len(sentence.tokens))
        self.quotes: list[Quote] = find_quotes(parse.text, parse.paragraphs)
        self.outer = [quote for quote in self.quotes if quote.level == 0]
        count = len(self.tokens)
        self.quote = [NO_QUOTE] * count
        self.mark = [False] * count
        self.cover: list[Mention | None] = [None] * count
        self.time: list[Time | None] = [None] * count
        self.reach: list[tuple[int, int]] = []
        # Whether the relative clause at a token closes its sentence: asked again by every content that reaches it.
        self.closing: dict[int, bool] = {}
        self._place_quotes()
        self._place_mentions(cast)
        self._place_times(times)
        self.units = list(self._units())
        self.unit_of = [0] * count
        for number, (first, last) in enumerate(self.units):
            self.unit_of[first:last] = [number] * (last - first)

    def _place_quotes(self) -> None:
        """Mark the tokens of each outermost quotation with its index, and the tokens that are quotation marks."""
        g, count = 0, len(self.tokens)
        for index, quote in enumerate(self.outer):
            while g < count and self.tokens[g].end <= quote.start:
                g += 1
            first = g
            while g < count and self.tokens[g].start < quote.end:
                self.quote[g] = index
                g += 1
            self.reach.append((first, g))
        marks = sorted(span for quote in self.quotes for span in quote.marks)
        g = 0
        for start, end in marks:
            while g < count and self.tokens[g].end <= start:
                g += 1
            h = g
            while h < count and start <= self.tokens[h].start and self.tokens[h].end <= end:
                self.mark[h] = True
                h += 1

    def _place_mentions(self, cast: Cast) -> None:
        for mention in cast.mentions:
            if not 0 <= mention.sentence < len(self.base):
                continue
            base = self.base[mention.sentence]
            length = len(self.parse.sentences[mention.sentence].tokens)
            for g in range(base + max(0, mention.first), base + min(mention.last, length)):
                other = self.cover[g]
                if other is None or mention.last - mention.first > other.last - other.first:
                    self.cover[g] = mention

    def _place_times(self, times: list[Time]) -> None:
        g = 0
        for time in times:
            while g < len(self.tokens) and self.tokens[g].end <= time.span[0]:
                g += 1
            h = g
            while h < len(self.tokens) and self.tokens[h].start < time.span[1]:
                self.time[h] = time
                h += 1

    def _units(self) -> Iterator[tuple[int, int]]:
        first = 0
        for g in range(len(self.tokens)):
            if g + 1 == len(self.tokens) or self._ends_unit(g):
                yield first, g + 1
                first = g + 1

    def _ends_unit(self, g: int) -> bool:
        """Whether the reporter's sentence ends after token ``g``."""
        quote, following = self.quote[g], self.quote[g + 1]
        if quote != NO_QUOTE and quote == following:
            return False
        if self.paragraph[g] != self.paragraph[g + 1]:
            return True
        after = self.tokens[g + 1]
        if quote == NO_QUOTE:
            if following != NO_QUOTE and self.tokens[g].lower in _ENDS:
                return True
            return self.sentence[g] != self.sentence[g + 1] and self.tokens[g].lower not in (":", ",")
        if following != NO_QUOTE:
            return self.text[self._last_word(quote)] in _ENDS
        if self.text[self._last_word(quote)] not in _ENDS and self.sentence[g] == self.sentence[g + 1]:
            return False
        return after.text[:1].isupper() and not self.tail_follows(g + 1)

    def _last_word(self, quote: int) -> int:
        part = self.outer[quote].parts[-1]
        end = part[1]
        while end > part[0] and (self.text[end - 1].isspace() or self.text[end - 1] in "»”\"’'"):
            end -= 1
        return max(part[0], end - 1) if part[0] < len(self.text) else len(self.text) - 1

    def tail_follows(self, g: int) -> bool:
        """Whether from ``g`` on a short reporting clause stands alone: "Smith said." after a closed quotation."""
        seen = False
        for token in self.tokens[g : g + 14]:
            if token.lower in self.lexicon.wording.complementisers or token.lower == ":":
                return False
            if self.lexicon.frames(token) and token.morph.get("VerbForm") != "Inf":
                seen = True
            elif seen and token.pos in ("VERB", "AUX"):
                return False
            if token.lower in _ENDS:
                return seen
        return False

    def head(self, g: int) -> int:
        """The number of the token that ``g`` depends on (itself for a root)."""
        return self.base[self.sentence[g]] + self.tokens[g].head

    def children(self, g: int) -> list[int]:
        """The numbers of the dependents of ``g``, the first ``FAR`` of them."""
        base = self.base[self.sentence[g]]
        return [base + i for i in self.parse.sentences[self.sentence[g]].children[self.tokens[g].i][:FAR]]

    def extent(self, g: int) -> tuple[int, int]:
        """The first and one past the last token of the subtree of ``g``, following at most ``FAR`` arcs."""
        low, high, stack, steps = g, g + 1, [g], 0
        while stack and steps < FAR:
            node = stack.pop()
            low, high, steps = min(low, node), max(high, node + 1), steps + 1
            if len(stack) < FAR:
                stack.extend(self.children(node))
        return low, high

    def finite(self, g: int) -> bool:
        """Whether token ``g`` is a finite verb or auxiliary."""
        token = self.tokens[g]
        form = token.morph.get("VerbForm")
        return token.pos in ("VERB", "AUX") and (form == "Fin" or (form is None and token.pos == "AUX"))

    def matches(self, g: int, words: tuple[str, ...]) -> bool:
        """Whether the words stand at ``g``."""
        if g + len(words) > len(self.tokens):
            return False
        return all(self.tokens[g + k].lower == word for k, word in enumerate(words))

    def quotes_in(self, first: int, last: int, around: int) -> list[int]:
        """The quotations that tokens ``[first, last)`` are in, but for the one ``around`` them all."""
        return sorted(set(self.quote[first:last]) - {NO_QUOTE, around})

    def before_stop(self, first: int, last: int) -> int:
        """The end of tokens ``[first, last)`` without the punctuation there; quotation marks are none."""
        while last > first and self.tokens[last - 1].pos == "PUNCT" and not self.mark[last - 1]:
            last -= 1
        return last

    def offsets(self, first: int, last: int) -> Span:
        """The code-point span of tokens ``[first, last)``."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def mention_range(self, mention: Mention) -> tuple[int, int]:
        """The token numbers of a mention."""
        base = self.base[mention.sentence]
        return base + mention.first, base + mention.last
