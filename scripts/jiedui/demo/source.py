"""Policy and divisions: the generator's own, or taken over from an existing ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedui.demo.units import CITY, City, Federation
from jiedui.model.policy import Policy, PolicyMissingError
from jiedui.notice import Local, policy
from jiedui.records.kinds import POLICY, path_of
from jiedui.records.reader import read_record
from jiedui.records.schema import default_folder, library_of
from jiedui.records.tree import Place
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.records.schema import SchemaLibrary

DIVISIONS = "divisions"
PREFIX = "policy-"
OWN = Path(__file__).parent / "ledger"
FEDERATIONS = (
    Federation(CITY, "YY", "岳阳市残疾人联合会", "市残联"),
    Federation("yueyanglou", "YYL", "岳阳楼区残疾人联合会", "岳阳楼区"),
    Federation("yunxi", "YX", "云溪区残疾人联合会", "云溪区"),
    Federation("junshan", "JS", "君山区残疾人联合会", "君山区"),
    Federation("yueyang", "YYX", "岳阳县残疾人联合会", "岳阳县"),
    Federation("huarong", "HR", "华容县残疾人联合会", "华容县"),
    Federation("xiangyin", "XY", "湘阴县残疾人联合会", "湘阴县"),
    Federation("pingjiang", "PJ", "平江县残疾人联合会", "平江县"),
    Federation("miluo", "ML", "汨罗市残疾人联合会", "汨罗市"),
    Federation("linxiang", "LX", "临湘市残疾人联合会", "临湘市"),
    Federation("jingkai", "JK", "岳阳经济技术开发区残疾人联合会", "经开区"),
    Federation("nanhu", "NH", "岳阳市南湖新区残疾人联合会", "南湖新区"),
    Federation("quyuan", "QY", "岳阳市屈原管理区残疾人联合会", "屈原管理区"),
    Federation("chenglingji", "CLJ", "城陵矶新港区残疾人联合会", "城陵矶新港区"),
)
# The notice as it was issued.
ISSUER = "岳阳市"
ISSUED = Local(
    number="岳市残发〔2023〕20号",
    aim="“湖南要成为对残疾人最为友好的省份，湖南人要成为对残疾人最为友善的一群人”的目标要求和",
    plenum="省委十二届四次全会精神",
    congresses="省残联第八次代表大会、市残联第七次代表大会精神",
    vision="在建设名副其实的省域副中心城市中",
    group=(
        "组长：周拥军 党组书记\n"
        "副组长：杨善 理事长\n"
        "邹湖平 党组成员、副理事长\n"
        "戴述广 党组成员、副理事长\n"
        "李正望 一级调研员\n"
        "巢向阳 二级调研员\n"
        "陈更生 四级调研员\n"
        "成员：陈泽君、沈伟凤、周宗文、姚平、刘勇、殷华红。\n"
        "领导小组下设办公室，设在市残联文教就业科，戴述广同志兼任办公室主任，沈伟凤同志兼任副主任，办公室成立工作专班。"
    ),
    landline="0730-0",
)


class Source(Struct, frozen=True):
    """The policy, typed and as data by kind (policy-…), and the divisions with their federations."""

    policy: Policy
    divisions: Mapping[str, Any]
    files: Mapping[str, dict[str, Any]]
    city: City

    @classmethod
    def of(cls, files: dict[str, dict[str, Any]], federations: Iterable[Federation]) -> Source:
        """Take policy and divisions by kind; raise ``PolicyMissingError`` for a gap. They hold nobody real by now."""
        if f"{PREFIX}ledger" in files:
            files[f"{PREFIX}ledger"]["fictional"] = True
        found = Policy.of({kind.removeprefix(PREFIX): data for kind, data in files.items() if kind != DIVISIONS})
        if DIVISIONS not in files:
            raise PolicyMissingError((DIVISIONS,))
        return cls(found, files[DIVISIONS], files, City.of(federations, files[DIVISIONS]))


def own() -> Source:
    """Return the notice as it was issued and the divisions of its city: tests are of these, whatever records/ hold."""
    files = {**policy(ISSUER, ISSUED), **_read(OWN, (DIVISIONS,), library_of(default_folder()))}
    return Source.of(files, FEDERATIONS)


def read(root: Path, library: SchemaLibrary) -> Source:
    """Read what a generated ledger shares with the one at ``root``; raise ``PolicyMissingError`` for a gap.

    A file that cannot be read is missing; so are the federations where there is not the city's and one of a county.
    """
    units = [path.parent.name for path in sorted(root.glob("*/unit.yml"))]
    found = [read_record(root, Place(f"{unit}/unit.yml", "unit", unit, unit), library).data for unit in units]
    federations = [Federation(data["id"], data["prefix"], data["name"], data["short"]) for data in found if data]
    source = Source.of(_read(root, (*(f"{PREFIX}{stem}" for stem in POLICY), DIVISIONS), library), federations)
    if not source.city.places or CITY not in source.city.federations:
        raise PolicyMissingError(("unit",))
    return source


def _read(root: Path, kinds: tuple[str, ...], library: SchemaLibrary) -> dict[str, dict[str, Any]]:
    places = [Place(path_of(kind), kind, kind.removeprefix(PREFIX)) for kind in kinds]
    found = {place.kind: read_record(root, place, library).data for place in places}
    return {kind: data for kind, data in found.items() if data is not None}
