"""Text → Parse: paragraphs, sentences and tokens, every one with its place in the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..record import Span
from .pack import Pack, load_pack
from .passages import plain, split_paragraphs
from .pipeline import LemmaTables, Pipeline, load_pipeline
from .repair import repair_english, repair_french
from .tokens import Parse, Sentence, Token

_ENDS_SENTENCE = re.compile(r"[.!?…:;]+[»\"')\]]*$|^[»\"')\]]+$")
_LONGEST_BOILERPLATE = 260


def parse(text: str, language: str) -> Parse:
    """Parse one text. ``language`` is ISO 639-1; raises LanguageError when no pack reads it."""
    return parse_batch([text], language)[0]


def parse_batch(texts: Sequence[str], language: str) -> list[Parse]:
    """Parse several texts of one language at once, in order: the paragraphs of all go through the model in batches."""
    pack = load_pack(language)
    pipeline = load_pipeline(language)
    boilerplate = pack.boilerplate_pattern()
    parses: list[Parse] = []
    jobs: list[tuple[Parse, int, Span]] = []
    passages: list[str] = []
    for text in texts:
        copy = plain(text)
        result = Parse(text=text, language=language, sentences=[], paragraphs=[])
        for start, end in split_paragraphs(text):
            if end - start <= _LONGEST_BOILERPLATE and boilerplate.fullmatch(copy[start:end]):
                result.boilerplate.append((start, end))
                continue
            result.paragraphs.append((start, end))
            jobs.append((result, len(result.paragraphs) - 1, (start, end)))
            passages.append(copy[start:end])
        parses.append(result)
    for (result, paragraph, (start, _)), doc in zip(jobs, pipeline.nlp.pipe(passages, batch_size=64), strict=True):
        _add_sentences(result, paragraph, start, doc, pack, pipeline)
    return parses


def _add_sentences(result: Parse, paragraph: int, offset: int, doc: Any, pack: Pack, pipeline: Pipeline) -> None:
    for tokens in _sentences(doc, frozenset(pack.abbreviations)):
        built = _tokens(tokens, offset, result.text, pack, pipeline.lemmas)
        if not built:
            continue
        if pipeline.lemmas is not None:
            repair_french(built, pipeline.lemmas)
        elif result.language == "en":
            repair_english(built)
        sentence = Sentence(
            index=len(result.sentences),
            paragraph=paragraph,
            start=built[0].start,
            end=built[-1].end,
            tokens=built,
            children=[[] for _ in built],
        )
        for token in built:
            if token.head != token.i:
                sentence.children[token.head].append(token.i)
        result.sentences.append(sentence)


def _sentences(doc: Any, abbreviations: frozenset[str]) -> Iterable[list[Any]]:
    """The parser's sentences, joined again where it cut without a mark of an end (it does so in headlines)."""
    current: list[Any] = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        if current and not _may_end(current, words, abbreviations):
            current.extend(words)
            continue
        if current:
            yield current
        current = words
    if current:
        yield current


def _may_end(before: list[Any], after: list[Any], abbreviations: frozenset[str]) -> bool:
    last = before[-1].text
    if last.lower() in abbreviations or (
        last == "." and (before[-2].text + ".").lower() in abbreviations if len(before) > 1 else False
    ):
        return False
    opens_quotation = last in ("«", "(", "[") or (last == '"' and len(before) > 1 and before[-1].whitespace_ == "")
    if opens_quotation:
        return False
    if last in (":", ";"):
        return after[0].text[:1].isupper() or after[0].text in ("«", '"', "-", "–", "—")
    if _ENDS_SENTENCE.search(last):
        return not after[0].text[:1].islower()
    return False


def _tokens(words: list[Any], offset: int, text: str, pack: Pack, lemmas: LemmaTables | None) -> list[Token]:
    position = {word.i: index for index, word in enumerate(words)}
    roots = [word.i for word in words if word.head.i == word.i]
    first_root = position[roots[0]] if roots else 0
    built: list[Token] = []
    for index, word in enumerate(words):
        head = position.get(_real_head(word, position), first_root)
        dep = word.dep_
        if word.head.i == word.i and index != first_root:
            head, dep = first_root, "parataxis"
        start = offset + word.idx
        lower = word.text.lower()
        lemma = lemmas.lemma(word.text, word.pos_) if lemmas is not None else word.lemma_.lower()
        built.append(
            Token(
                i=index,
                start=start,
                end=start + len(word.text),
                text=text[start : start + len(word.text)],
                lower=lower,
                lemma=lemma,
                pos=word.pos_,
                dep=dep,
                head=head,
                morph=word.morph.to_dict(),
                entity=pack.labels.get(word.ent_type_, ""),
                entity_start=word.ent_iob_ == "B",
            )
        )
    return built


def _real_head(word: Any, position: dict[int, int]) -> int:
    """The index of the head in the document; a head that was a space token is passed over."""
    head = word.head
    while head.i not in position and head.head.i != head.i:
        head = head.head
    return int(head.i)
