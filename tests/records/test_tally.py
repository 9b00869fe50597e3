"""Of many faults of one kind, in one file or in all, a few are named, and the others counted."""

from __future__ import annotations

from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.tally import MOST, MOST_OF_RULE, Tally, counted, in_brief

FIRST = Rule(id="test-first", title="一", scope="文件", why="为了测试。")
SECOND = Rule(id="test-second", title="二", scope="文件", why="为了测试。")
WARNING = Rule(id="test-warning", title="三", scope="文件", why="为了测试。", severity=Severity.WARNING)
REMEDY = "先改好列出来的，再检查一遍。"


def faults(count: int, rule: Rule = FIRST, path: str = "a.yml") -> list[Finding]:
    return [rule.at(path, message="错。", remedy="改。", line=line, suggestion="对") for line in range(1, count + 1)]


def told(findings: Tally) -> list[tuple[int, str, int]]:
    return [(finding.line, finding.message, finding.count) for finding in findings]


def test_twenty_are_named_and_the_others_counted_at_the_place_of_the_first_of_them() -> None:
    assert MOST == 20
    found = list(Tally(faults(100_000)))
    assert found[:20] == faults(20)
    (rest,) = found[20:]
    assert (rest.line, rest.message, rest.remedy, rest.suggestion, rest.count) == (
        21, "这样的问题还有 99980 处，没有一一列出。", REMEDY, "", 99980,
    )  # fmt: skip


def test_a_single_one_more_is_named_and_not_counted() -> None:
    assert list(Tally(faults(20))) == faults(20)
    assert list(Tally(faults(21))) == faults(21)
    assert told(Tally(faults(22)))[20:] == [(21, "这样的问题还有 2 处，没有一一列出。", 2)]


def test_each_rule_and_each_file_has_its_own_bound_and_the_order_stays() -> None:
    mixed = [*faults(15), *faults(15, SECOND), *faults(15, path="b.yml")]
    assert list(Tally(mixed)) == mixed
    crowded = Tally([*faults(22), *faults(1, SECOND)])
    crowded.extend(faults(3))
    assert told(crowded)[20:] == [(21, "这样的问题还有 5 处，没有一一列出。", 5), (1, "错。", 1)]


def test_what_was_counted_already_is_counted_on() -> None:
    once = Tally(faults(30))
    assert told(Tally([*once, *faults(7)]))[20:] == [(21, "这样的问题还有 17 处，没有一一列出。", 17)]
    assert told(Tally(once)) == told(once)


def test_the_bound_hides_no_fault_from_the_count() -> None:
    assert counted(Tally([*faults(500), *faults(3, SECOND)])) == 503
    assert counted([]) == 0


def test_it_is_true_when_there_is_anything() -> None:
    assert not Tally()
    assert Tally(faults(1))


def files(count: int, rule: Rule = FIRST) -> list[Finding]:
    return [rule.at(f"{number:05}.yml", message="错。", remedy="改。") for number in range(count)]


def test_few_are_told_as_they_are_and_errors_first() -> None:
    assert in_brief([]) == ()
    assert MOST_OF_RULE == 50
    warnings, errors, more = files(50, WARNING), files(50), files(3, SECOND)
    mixed = [finding for three in zip(warnings, errors, strict=True) for finding in three] + more
    assert in_brief(mixed) == (*errors, *more, *warnings)


def test_of_a_fault_in_many_files_fifty_are_told_and_then_how_many_more_there_are_in_how_many_files() -> None:
    told = in_brief([*files(10_000, WARNING), *files(51), *files(1, SECOND)])
    assert told[:51] == (*files(50), *files(1, SECOND))
    assert told[52:102] == tuple(files(50, WARNING))
    assert len(told) == 103
    assert [(rest.path, rest.line, rest.rule, rest.severity, rest.message, rest.count) for rest in told[51::51]] == [
        ("", 0, FIRST, Severity.ERROR, "“一”这样的问题还有 1 处，在 1 个文件里，没有一一列出。", 1),
        ("", 0, WARNING, Severity.WARNING, "“三”这样的问题还有 9950 处，在 9950 个文件里，没有一一列出。", 9950),
    ]
    assert {rest.remedy for rest in told[51::51]} == {"先改好列出来的，再检查一遍；要看全部，运行 jiedui check --all。"}
    assert in_brief(files(51), "jiedui migrate --check --all")[50].remedy == (
        "先改好列出来的，再检查一遍；要看全部，运行 jiedui migrate --check --all。"
    )


def test_what_is_counted_in_a_file_counts_among_all_too() -> None:
    crowded = [*Tally(faults(100)), *Tally(faults(100, path="b.yml")), *Tally(faults(100, path="c.yml"))]
    told = in_brief(crowded)
    assert (len(told), counted(told)) == (51, 300)
    assert told[50].message == "“一”这样的问题还有 92 处，在 1 个文件里，没有一一列出。"  # 300 less 2 x 100 less 8
