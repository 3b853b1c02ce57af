"""What the ledger has to bear: see :mod:`bench.soak.__main__`."""
