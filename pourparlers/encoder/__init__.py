"""The text encoder that both models read with: the relation model's own scores, and a vector for each token."""

from .batches import pad, run_batches
from .encoder import HIDDEN, Encoder, Symbols, load_encoder, options, softmax, warm

__all__ = ["HIDDEN", "Encoder", "Symbols", "load_encoder", "options", "pad", "run_batches", "softmax", "warm"]
