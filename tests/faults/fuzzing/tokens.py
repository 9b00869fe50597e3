"""Cases of what is sealed: damaged, moved to other places, and worked on with keys and without."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress

import yaml
from tests.faults.fuzzing.bench import DAY, Case
from tests.faults.fuzzing.records import dumped, judge, look
from tests.faults.mutations import changed, damaged

TOKEN = re.compile(rb"(?<=: )\S*[A-Za-z0-9+/_=-]{24,}\S*")


def tokens(case: Case) -> None:
    """Damage what is sealed, move it to other places, and do all that is done with it, with the keys and without."""
    rng, sealed = case.rng, case.bench.folder.parent / "sealed" / "records"
    case.given = b"\n".join(case.tree().values()).decode("utf-8", "replace")  # what must not be said, keys or not
    shutil.rmtree(case.root)
    shutil.copytree(sealed, case.root)
    files = sorted(case.root.glob("*/households/*/household.yml"))
    for _ in range(rng.choice((0, 1, 1, 2))):
        file, other = rng.choice(files), rng.choice(files)
        content, spans = file.read_bytes(), [*TOKEN.finditer(file.read_bytes())]
        what = rng.randrange(4)
        if what == 0 or not spans:
            file.write_bytes(damaged(content, rng))
        elif what == 1:
            with suppress(yaml.YAMLError):  # it has been damaged before
                data, beside = (yaml.load(text, Loader=yaml.CBaseLoader) for text in (content, other.read_bytes()))
                file.write_bytes(dumped(changed(data, rng, beside), rng))
        else:
            span, there = rng.choice(spans), [match[0] for match in TOKEN.finditer(other.read_bytes())]
            token = rng.choice(there) if what == 2 and there else damaged(span[0], rng).replace(b"\n", b"")
            file.write_bytes(content[: span.start()] + token + content[span.end() :])
    judge(case)
    store = case.folder.parent / "a.keys"
    shutil.copy(case.bench.folder.parent / "a.keys", store)
    case.first = ("--keys", str(store))
    case.twice("check", *DAY)
    case.run("fmt", writes=True)
    look(case)
    commands = (("rekey",), ("seal",), ("unseal",), ("erase", "PJ-4K5M", "--reason", "误录", "--apply"), ("keys",))
    for words in rng.sample(commands, 2):
        case.run(*words, *(() if words == ("keys",) else DAY), writes=True)
    judge(case)
