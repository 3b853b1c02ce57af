"""The world's formats become documents: text, Markdown, HTML, JSON, JSON lines, standard input, a web address."""

from .load import load
from .plain import printable
from .stream import iter_items, iter_jsonl, iter_values

__all__ = ["iter_items", "iter_jsonl", "iter_values", "load", "printable"]
