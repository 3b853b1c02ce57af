"""Putting the accounts under one merge key into groups, one group a happening."""

from __future__ import annotations

from collections.abc import Iterable

from .merging import Profile, Traits, agreement, conflicts, persons_agree, same_everybody


def group(profiles: Iterable[Profile]) -> dict[tuple[Profile, int], tuple[Traits, int]]:
    """For each trait of each profile (by its index) the seed of its group: the seed's traits and a running number.

    Accounts that tell most come first. An account joins the one group that it agrees with best and that holds no other
    event of its document; where two groups fit equally well, it stays apart rather than be put in either.
    """
    ordered = sorted(set(profiles), key=lambda profile: (-max(t.told() for t in profile), profile))
    groups = _Groups()
    result: dict[tuple[Profile, int], tuple[Traits, int]] = {}
    for profile in ordered:
        used: set[int] = set()
        for rank in sorted(range(len(profile)), key=lambda i: (-profile[i].told(), profile[i], i)):
            chosen = groups.join(profile[rank], used)
            used.add(chosen)
            result[profile, rank] = groups.seeds[chosen]
    return result


class _Groups:
    """The groups so far, with indexes so that only those are looked at that name the same persons, or none."""

    def __init__(self) -> None:
        self.seeds: list[tuple[Traits, int]] = []
        self._members: list[list[Traits]] = []
        self._all: set[int] = set()
        self._holding: dict[Traits, list[int]] = {}
        self._seeded: dict[Traits, int] = {}
        self._naming: dict[str, set[int]] = {}
        self._named: dict[tuple[str, str], set[int]] = {}

    def join(self, traits: Traits, used: set[int]) -> int:
        """The number of the group that ``traits`` belongs to, other than those ``used``; a new one if none fits."""
        for index in self._holding.get(traits, ()):
            # The very same account. Two like it in one document pair off in their order.
            if index not in used:
                return index
        chosen = self._best(traits, used)
        if chosen is None:
            chosen = len(self._members)
            number = self._seeded.get(traits, 0)
            self._seeded[traits] = number + 1
            self.seeds.append((traits, number))
            self._members.append([])
            self._all.add(chosen)
        self._members[chosen].append(traits)
        self._holding.setdefault(traits, []).append(chosen)
        for side, keys in traits.persons:
            self._naming.setdefault(side, set()).add(chosen)
            for word in _words(keys):
                self._named.setdefault((side, word), set()).add(chosen)
        return chosen

    def _best(self, traits: Traits, used: set[int]) -> int | None:
        best: int | None = None
        best_score, tie = -1, False
        for index in sorted(self._candidates(traits) - used):
            score = self._score(traits, index)
            if score is None or score < best_score:
                continue
            tie = score == best_score
            if not tie:
                best, best_score = index, score
        return None if tie else best

    def _candidates(self, traits: Traits) -> set[int]:
        candidates = self._all
        for side, keys in traits.persons:
            fitting = self._all - self._naming.get(side, set())
            for word in _words(keys):
                fitting |= self._named.get((side, word), set())
            candidates = candidates & fitting
        return candidates

    def _score(self, traits: Traits, index: int) -> int | None:
        """The best agreement with a member of the group; None when it fits none, or contradicts one.

        Members that name the same persons may differ in channel, level or place. One that names fewer may side with
        some of them in what they differ in; it joins nothing by being silent.
        """
        fitting: list[Traits] = []
        disputed: set[str] = set()
        for member in self._members[index]:
            if agreement(traits, member) is not None:
                fitting.append(member)
            elif same_everybody(traits, member) or not persons_agree(traits, member):
                return None
            else:
                disputed.update(conflicts(traits, member))
        scores = [agreement(traits, member) for member in fitting if all(getattr(member, name) for name in disputed)]
        return max((score for score in scores if score is not None), default=None)


def _words(keys: Iterable[str]) -> set[str]:
    return {word for key in keys for word in key.split()}
