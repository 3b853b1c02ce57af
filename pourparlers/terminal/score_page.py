"""Scores on the terminal: a table for each measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..scores import Scores
from ..scores.actors import ActorScores
from ..scores.events import EventScores
from ..scores.lines import LineScores
from ..scores.measures import Measure
from ..scores.places import PlaceScores
from ..scores.quotes import QuoteScores
from ..scores.relations import Calibration, RelationScores
from ..scores.times import TimeScores
from .console import heading, put
from .safe import one_line
from .streams import plural

# The heads of the confusion table: three letters each, no two alike.
_SHORT = {"CONSULT": "CNS", "CONCEDE": "CNC", "COOPERATE": "COP", "COERCE": "COE"}
_MOST_CONFUSIONS = 20


def show_scores(console: Console, scores: Scores) -> None:
    """The scores of any task."""
    if isinstance(scores, ActorScores):
        _show_actors(console, scores)
    elif isinstance(scores, QuoteScores):
        _show_quotes(console, scores)
    elif isinstance(scores, PlaceScores):
        _show_places(console, scores)
    elif isinstance(scores, TimeScores):
        _show_times(console, scores)
    elif isinstance(scores, LineScores):
        _show_lines(console, scores)
    elif isinstance(scores, RelationScores):
        _show_relations(console, scores)
    else:
        _show_events(console, scores)


def _show_relations(console: Console, scores: RelationScores) -> None:
    """Accuracy and macro-F1, then labels, quads, confusions and the reliability of the confidences."""
    put(console, Text(f"Relations · {plural(scores.n, 'line')}", style="heading"))
    total = _table("", "accuracy", "macro-F1")
    labels, quads = (sum(row.asked > 0 for row in rows.values()) for rows in (scores.labels, scores.quads))
    total.add_row(plural(labels, "label"), _share(scores.accuracy), _share(scores.macro_f1))
    total.add_row(plural(quads, "quad"), _share(scores.quad_accuracy), _share(scores.quad_macro_f1))
    console.print(total)
    _measures(console, "Labels", scores.labels)
    _measures(console, "Quads", scores.quads)
    heading(console, "Confusions (rows: gold, columns: answers)")
    _confusion(console, scores.confusion, list(scores.labels))
    if scores.calibration is not None:
        heading(console, "Confidence (does it come true?)")
        _reliability(console, scores.calibration)


def _show_events(console: Console, scores: EventScores) -> None:
    """Types, then triples, each over everything and by type."""
    put(console, Text(f"Events · {plural(scores.documents, 'document')}", style="heading"))
    _measures(console, "Event types", {"all": scores.types, **scores.types_by_type})
    triples = {"all": scores.triples, **scores.triples_by_type}
    _measures(console, "Actor country, type, recipient country", triples)


def _show_actors(console: Console, scores: ActorScores) -> None:
    """Country, sector and both, then the lines that are wrong."""
    put(console, Text(f"Actors · {plural(scores.n, 'phrase')}", style="heading"))
    table = _table("", "checked", "share right")
    table.add_row("country and sector", f"{scores.n:,}", _share(scores.both))
    table.add_row("country", f"{scores.country_n:,}", _share(scores.country))
    table.add_row("sector", f"{scores.sector_n:,}", _share(scores.sector))
    console.print(table)
    if scores.wrong:
        heading(console, "Wrong")
        put(console, ", ".join(scores.wrong[:_MOST_CONFUSIONS]))
        if len(scores.wrong) > _MOST_CONFUSIONS:
            put(console, f"(the first {_MOST_CONFUSIONS} of {len(scores.wrong)}; --json gives all)")


def _show_quotes(console: Console, scores: QuoteScores) -> None:
    """Contents and cues, then what holds of the contents found, then the kinds of the gold."""
    put(console, Text(f"Quotes · {plural(scores.documents, 'document')}", style="heading"))
    rows = {"content (half)": scores.content, "content (exact)": scores.exact, "cue": scores.cue}
    _measures(console, "Words", rows)
    heading(console, "Of the contents found")
    table = _table("", "found", "share right")
    table.add_row("speaker", f"{scores.found:,}", _share(scores.speaker))
    table.add_row("speaker, where gold names one", f"{scores.named:,}", _share(scores.speaker_named))
    table.add_row("kind", f"{sum(kind.found for kind in scores.kinds.values()):,}", _share(scores.kind))
    console.print(table)
    if scores.kinds:
        heading(console, "Kinds")
        table = _table("", "gold", "found", "recall", "speaker")
        for name, kind in scores.kinds.items():
            shares = (_share(value) for value in (kind.recall, kind.speaker))
            table.add_row(Text(name, style="code"), f"{kind.asked:,}", f"{kind.found:,}", *shares)
        console.print(table)


def _show_places(console: Console, scores: PlaceScores) -> None:
    """Names, then where those found are put."""
    put(console, Text(f"Places · {plural(scores.documents, 'document')}", style="heading"))
    _measures(console, "Names", {"found (any overlap)": scores.found, "exact": scores.exact})
    heading(console, "Of the names found")
    table = _table("", "found", "")
    table.add_row("within 161 km", f"{scores.found.right:,}", _share(scores.near))
    table.add_row("mean error in km", f"{scores.found.right:,}", f"{scores.mean_error:,.0f}")
    table.add_row("countries pinned as something smaller", f"{scores.countries:,}", _share(scores.pinned))
    console.print(table)


def _show_times(console: Console, scores: TimeScores) -> None:
    """TempEval-3's measures."""
    put(console, Text(f"Times · {plural(scores.documents, 'document')}", style="heading"))
    rows = {"strict": scores.strict, "relaxed": scores.relaxed, "value": scores.value, "type": scores.type}
    _measures(console, "Expressions", rows)
    put(console, f"value right in {_share(scores.value_accuracy)} of those found")


def _show_lines(console: Console, scores: LineScores) -> None:
    """Who tells a contact, which documents tell the same one, and the pairs that are wrong."""
    put(console, Text(f"Lines · {plural(scores.lines, 'line')}", style="heading"))
    rows = {"documents in lines": scores.told, "same contact": scores.same, "… of those read": scores.read}
    _measures(console, "Pairs of documents", rows)
    for title, pairs in (("Split", scores.split), ("Mixed", scores.mixed)):
        if pairs:
            heading(console, title)
            for left, right in pairs[:_MOST_CONFUSIONS]:
                put(console, f"{one_line(left, 60)} · {one_line(right, 60)}", hang=2)
        if len(pairs) > _MOST_CONFUSIONS:
            put(console, f"(the first {_MOST_CONFUSIONS} of {len(pairs)}; --json gives all)")


def _table(*heads: str) -> Table:
    """A table without lines: the first column to the left, figures to the right."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number else "left", no_wrap=True)
    return table


def _share(value: float) -> str:
    return f"{value:.3f}"


def _measures(console: Console, title: str, rows: Mapping[str, Measure]) -> None:
    heading(console, title)
    table = _table("", "gold", "answers", "right", "precision", "recall", "F1")
    for name, row in rows.items():
        counts = (f"{count:,}" for count in (row.asked, row.given, row.right))
        shares = (_share(value) for value in (row.precision, row.recall, row.f1))
        table.add_row(Text(name, style="code"), *counts, *shares)
    console.print(table)


def _confusion(console: Console, confusion: Mapping[str, Mapping[str, int]], labels: Sequence[str]) -> None:
    """The whole table where it fits the console, else the most frequent confusions one by one."""
    cell = max(3, *(len(str(count)) for row in confusion.values() for count in row.values()))
    name = max(map(len, confusion))
    if name + len(labels) * (cell + 1) > console.width:
        _listed(console, confusion)
        return
    heads = " ".join(_SHORT.get(label, label[:3]).rjust(cell) for label in labels)
    console.print(Text(f"{'':{name}} {heads}", style="label"), soft_wrap=True)
    for gold, row in confusion.items():
        cells = Text(" ").join(_cell(gold == answer, row.get(answer, 0), cell) for answer in labels)
        console.print(Text.assemble((f"{gold:{name}}", "code"), " ", cells), soft_wrap=True)


def _cell(right: bool, count: int, width: int) -> Text:
    if not count:
        return Text("·".rjust(width), style="faint")
    return Text(str(count).rjust(width), style="heading" if right else "warning")


def _listed(console: Console, confusion: Mapping[str, Mapping[str, int]]) -> None:
    wrong = [(n, gold, answer) for gold, row in confusion.items() for answer, n in row.items() if gold != answer]
    wrong.sort(key=lambda found: (-found[0], found[1:]))
    for n, gold, answer in wrong[:_MOST_CONFUSIONS]:
        put(console, f"{n:>5,}  {gold} → {answer}", hang=7)
    if not wrong:
        put(console, "none")
    elif len(wrong) > _MOST_CONFUSIONS:
        put(console, f"(the {_MOST_CONFUSIONS} most frequent of {len(wrong)}; --json gives all)")


def _reliability(console: Console, calibration: Calibration) -> None:
    table = _table("confidence", "answers", "mean confidence", "share right")
    for row in calibration.bins:
        table.add_row(f"{row.low:.1f}–{row.high:.1f}", f"{row.n:,}", _share(row.confidence), _share(row.right))
    console.print(table)
    put(console, f"expected calibration error {_share(calibration.error)} over {plural(calibration.n, 'answer')}")
