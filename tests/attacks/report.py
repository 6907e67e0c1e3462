"""`docs/attacks.md`: every attack, and where it was held. The same text for the same results, on any machine."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.attacks.catalogue import FAMILIES, Attack
from tests.attacks.runs import PLACES

REPORT = Path(__file__).resolve().parents[2] / "docs" / "attacks.md"
HEAD = """# Attacks

Made by `make attacks`; edit `tests/attacks/` instead. Every attack is one small file there. {harms} of the {attacks}
attacks do a harm, and each of these is tried in two ways: when a graded function is called, and at module level while
it is loaded. The others are whole answers. {controls} benign controls look like attacks and must keep full marks.

Each is graded by the real grader in both tiers, as root and as an ordinary user. **Held** means, for each way:

- It got no mark that it did not deserve, its exercise ended as the file says, and the right functions beside it kept
  their marks and their messages.
- What it tried did not happen: no secret and no report of success is in the record; files, sockets and processes that
  were laid out for it are untouched.
- The same worker is alive, with its priority and limits, and nothing is left behind: no process, no file, no mount, no
  shared memory, no name of a socket.
- A right submission after it gets the same record as before, byte for byte apart from `run`.

What is not an attack here: in the tier `landlock` names and sizes of files can be seen, their contents not. Time and
exit status can carry a secret out of any process; nothing in a child is worth it, since it never holds an answer.

| family | attacks | held |
|---|---:|---:|
"""
TABLE = """
## {family}

| attack | what it tries | bwrap, root | landlock, root | bwrap, user | landlock, user |
|---|---|---|---|---|---|
"""
Held = Callable[[Attack, tuple[str, str]], bool]


def render(attacks: Sequence[Attack], held: Held) -> str:
    """The page. held: whether an attack was held in a place (tier, user)."""
    controls = sum(attack.family == "controls" for attack in attacks)
    harms = sum(attack.has_harm for attack in attacks)
    text = HEAD.format(harms=harms, attacks=len(attacks) - controls, controls=controls)
    all_held = {attack.name for attack in attacks if all(held(attack, place) for place in PLACES)}
    counts = Counter(attack.family for attack in attacks)
    for family, title in FAMILIES.items():
        kept = sum(attack.name in all_held for attack in attacks if attack.family == family)
        text += f"| {title} | {counts[family]} | {kept} |\n"
    text += f"| all | {len(attacks)} | {len(all_held)} |\n"
    for family, title in FAMILIES.items():
        text += TABLE.format(family=title)
        for attack in attacks:
            if attack.family == family:
                cells = " | ".join("held" if held(attack, place) else "**not held**" for place in PLACES)
                text += f"| `{attack.name}` | {attack.tries} | {cells} |\n"
    return text
