"""How the matches of an expression can begin: so that a rule is tried only where it can match.

Reads the small part of regular expressions that the rule files use: characters, classes, groups, alternatives and
repetitions. What it does not understand ends a prefix early, which only makes the filter wider.
"""

from __future__ import annotations

import re

LENGTH = 6
_MANY, _SHORT = 400, 4  # with more ways to begin than that, only those shorter than this are told apart further
_REPEAT = re.compile(r"[?*+]|\{\d*,?\d*\}")
_END = "\0"  # ends a prefix: whatever follows is not looked at
_BLANKS = re.compile(r"\(\?:\[ \n\]\{1,4\}\)|\[ \n\]\{1,4\}")  # how the rules write a blank; in a prefix it is one " "


_NEXT = re.compile(r"\\.|\[(?:\\.|[^\]\\])[^\]]*\]|[()|]", re.DOTALL)


def first_letters(pattern: str) -> frozenset[str]:
    """With what characters a match of ``pattern`` begins, up to ``LENGTH``; the empty string when that is open.

    A blank stands for all the blanks a rule may match there.
    """
    found, _ = _alternatives(_BLANKS.sub(" ", pattern.replace(r"\n", "\n")).replace("\n", " "), 0)
    return frozenset(prefix.split(_END)[0][:LENGTH] for prefix in found)


def _alternatives(pattern: str, position: int) -> tuple[set[str], int]:
    """The prefixes of the alternatives from ``position`` to the closing bracket or the end, and where that is."""
    found: set[str] = set()
    current = {""}
    while position < len(pattern) and pattern[position] != ")":
        if pattern[position] == "|":
            found |= current
            current, position = {""}, position + 1
            continue
        if all(_END in prefix or len(prefix) >= LENGTH for prefix in current):
            position = _skip(pattern, position)
            continue
        element, position = _element(pattern, position)
        repeat = _REPEAT.match(pattern, position)
        if repeat is not None:
            position = repeat.end()
            if position < len(pattern) and pattern[position] == "?":
                position += 1
            element = _repeated(element, repeat[0])
        if len(current) * len(element) > _MANY:  # only the short ones go on
            current = {prefix if len(prefix) < _SHORT else prefix + _END for prefix in current}
        current = {_cut(a if _END in a or len(a) >= LENGTH else a + b) for a in current for b in element}
    return found | current, position


def _skip(pattern: str, position: int) -> int:
    """The place of the next ``|`` or closing bracket of the group that ``position`` is in, or the end."""
    depth = 0
    for match in _NEXT.finditer(pattern, position):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            if depth == 0:
                return match.start()
            depth -= 1
        elif match[0] == "|" and depth == 0:
            return match.start()
    return len(pattern)


def _cut(prefix: str) -> str:
    return prefix if _END in prefix else prefix[:LENGTH]


def _repeated(element: set[str], repeat: str) -> set[str]:
    if repeat == "?":
        return element | {""}
    at_least_one = repeat == "+" or (repeat.startswith("{") and not repeat.startswith(("{0", "{,")))
    several = {e if _END in e or repeat == "{1}" else e + _END for e in element}
    return several if at_least_one else several | {""}


def _element(pattern: str, position: int) -> tuple[set[str], int]:
    char = pattern[position]
    if char == "(":
        return _group(pattern, position)
    if char == "[":
        end = pattern.index("]", position + 2)
        return _members(pattern[position + 1 : end]), end + 1
    if char == "\\":
        following = pattern[position + 1]
        if following == "d":
            return {digit + _END for digit in "0123456789"}, position + 2
        if following == "b":
            return {""}, position + 2
        return ({following} if not following.isalnum() else {_END}), position + 2
    return ({_END} if char in ".^$" else {char}), position + 1


def _group(pattern: str, position: int) -> tuple[set[str], int]:
    looks = pattern.startswith(("(?=", "(?!", "(?<"), position) and not pattern.startswith("(?P", position)
    start = position + 1
    if pattern.startswith("(?", position):
        start = position + (4 if pattern.startswith(("(?<!", "(?<="), position) else 3)
    found, end = _alternatives(pattern, start)
    return ({""} if looks else found), end + 1


def _members(inside: str) -> set[str]:
    if inside.startswith("^"):
        return {_END}
    plain = inside.replace(r"\d", "0123456789")
    found: set[str] = set()
    digits = any(c.isdecimal() for c in plain)
    index = 0
    while index < len(plain):
        if plain[index + 1 : index + 2] == "-" and index + 2 < len(plain):
            found |= {chr(c) for c in range(ord(plain[index]), ord(plain[index + 2]) + 1)}
            index += 3
            continue
        if plain[index] == "\\":
            return {_END}
        found.add(plain[index])
        index += 1
    return {c + _END if digits and c.isdecimal() else c for c in found}
