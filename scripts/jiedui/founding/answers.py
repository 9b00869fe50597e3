"""What the founder of a ledger is asked, and what he answers (R-002, R-015)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jiedui.founding import pinyin
from jiedui.model.forge import KINDS, Forge
from jiedui.records.schema import default_folder, library_of
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORGES = {kind.lower(): kind for kind in KINDS}
"""The kinds of forge as they are typed, and as records call them."""

_CITY = re.compile("[\u4e00-\u9fff]{2,20}(?:市|州|盟|地区)")
_WORDS = tuple(FORGES)


class FounderAnswers(Struct, frozen=True, kw_only=True):
    """What the founder of a ledger answers.

    ``prefix`` are the letters that ids of the city's own federation begin with; ``forge`` is as typed, ``url`` the
    address of the repository's first page, ``branch`` its main line.
    """

    city: str
    name: str
    prefix: str
    forge: str
    url: str
    branch: str

    @property
    def repository(self) -> Forge:
        """The repository that the ledger is kept in."""
        return Forge.of(self.as_setting())

    def as_setting(self) -> dict[str, str]:
        """Return the repository as ``policy/ledger.yml`` holds it."""
        return {"kind": FORGES[self.forge], "url": self.url, "branch": self.branch}


class FounderQuestion(Struct, frozen=True, kw_only=True):
    """A question: which field of :class:`FounderAnswers` it is for, how it is asked, and what an answer looks like.

    ``by_default`` makes the answer of whoever gives none out of those before; a question without it must be answered.
    """

    key: str
    text: str
    shape: str
    holds: Callable[[str], bool]
    by_default: Callable[[Mapping[str, str]], str] | None = field(default=None)


def _written_as(kind: str, *pointer: str) -> Callable[[str], bool]:
    """Return a test whether a text is what a field of a record may hold."""

    def holds(text: str) -> bool:
        schema = library_of(default_folder())[kind]
        found: dict[str, Any] = schema.resolve(schema.at(pointer))
        fits = re.search(found["pattern"], text) is not None and len(text) <= found.get("maxLength", len(text))
        return fits and text.isprintable()  # an arrow key writes what nobody sees

    return holds


def _address(text: str) -> bool:
    """Tell whether a text is the address of a repository that is somebody's."""
    return _written_as("policy-ledger", "forge", "url")(text) and Forge("Gitea", text, "").owner != ""


def _branch(text: str) -> bool:
    """Tell whether a text is the name of a branch that Git makes: HEAD is what is checked out, .lock its own file."""
    return _written_as("policy-ledger", "forge", "branch")(text) and text != "HEAD" and not text.endswith(".lock")


QUESTIONS = (
    FounderQuestion(
        key="city",
        text="哪个市",
        shape="写全称，例如 云岭市。",
        holds=lambda text: _CITY.fullmatch(text) is not None,
    ),
    FounderQuestion(
        key="name",
        text="台账叫什么",
        shape="写一行文字，例如 云岭市残联结对帮扶台账。",
        holds=_written_as("policy-ledger", "name"),
        by_default=lambda said: f"{said['city']}残联结对帮扶台账",
    ),
    FounderQuestion(
        key="prefix",
        text="市残联的编号字头",
        shape="写 2 到 4 个大写字母，例如 YL。",
        holds=_written_as("unit", "prefix"),
        by_default=lambda said: pinyin.prefix(said["city"], ()),
    ),
    FounderQuestion(
        key="forge",
        text="放在哪种代码平台上",
        shape=f"写 {'、'.join(_WORDS)} 中的一个，Forgejo 写 gitea。",
        holds=_WORDS.__contains__,
    ),
    FounderQuestion(
        key="url",
        text="仓库的网址",
        shape="写打开仓库首页时的网址，例如 https://git.example.cn/office/ledger，里面要有组织名和仓库名。",
        holds=_address,
    ),
    FounderQuestion(
        key="branch",
        text="主分支",
        shape="写主分支的名称，例如 main。",
        holds=_branch,
        by_default=lambda _: "main",
    ),
)
