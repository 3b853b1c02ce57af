"""Language packs: what is known of each language, the pipeline that parses it, and detection."""

from .pack import LANGUAGES
from .parse import parse, parse_batch
from .tokens import Parse, Sentence, Token

__all__ = ["LANGUAGES", "Parse", "Sentence", "Token", "parse", "parse_batch"]
