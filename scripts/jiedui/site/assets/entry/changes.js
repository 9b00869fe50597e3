// What somebody has changed in a record, and putting it onto what the record says by now: jiedui.records.changes.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { own, same, fits } = entry.values;
  const DAY = /^\d{4}-\d\d-\d\d$/;

  // A record as the canonical writer keeps it.
  const settled = (data, record) => entry.read(entry.write(data, record), record)?.data ?? data;

  // The schema of the entries of a list; nothing for a list of plain words and what is no list.
  const itemsOf = ({ items }, record) => [items && record.resolve(items)].find((schema) => schema?.properties);
  const hasId = ({ required }) => required?.includes("id");

  // Which entry goes on as which: that of its id, or the one that says most of the same.
  const goingOn = (rows, others, byId) => {
    const likeness = (one, other) => {
      if (byId) return one.id === other.id;
      const keys = Object.keys({ ...one, ...other });
      return keys.filter((key) => key in one && same(one[key], other[key])).length - keys.length / 1000;
    };
    const pairs = rows.flatMap((one) => others.map((other) => [likeness(one, other), one, other]));
    const next = new Map();
    for (const [score, one, other] of pairs.sort(([a], [b]) => b - a))
      if (score > 0 && !next.has(one) && ![...next.values()].includes(other)) next.set(one, other);
    return next;
  };

  // The changes from one record to another, [{at, old, new}], in the order of the schema.
  const diff = (base, mine, record) => {
    const between = (one, other, schema, at) => {
      if (same(one, other) || entry.MASKS.includes(other)) return [];
      if (schema.properties)
        return record.properties(schema).flatMap(([key, part]) => between(one?.[key], other?.[key], part, [...at, key]));
      const items = itemsOf(schema, record);
      return items ? inList(one ?? [], other ?? [], items, at) : [{ at, old: one, new: other }];
    };
    const inList = (rows, others, items, at) => {
      const next = goingOn(rows, others, hasId(items));
      const kept = rows.flatMap((row) => {
        const way = [...at, hasId(items) ? { id: row.id } : { like: row }];
        return next.has(row) ? between(row, next.get(row), items, way) : [{ at: way, old: row }];
      });
      const added = others.filter((row) => ![...next.values()].includes(row));
      return [...kept, ...added.map((row) => ({ at: [...at, { new: true }], new: row }))];
    };
    return between(settled(base, record), settled(mine, record), record.root, []);
  };

  // Changes by the next step of their way, [step, changes]; every new entry is one of its own.
  const byStep = (changes, depth) => {
    const groups = {};
    for (const change of changes) {
      const step = change.at[depth];
      const group = (groups[JSON.stringify(step.new ? [change.new] : step)] ??= [step, []]);
      group[1].push(change);
    }
    return Object.values(groups);
  };

  // The place of the entry that a step leads to, if it leads to one alone; the changes in it are `inner`.
  const placeOf = (step, made, inner, rows, depth, byId) => {
    // Others may have added to an entry without id, and it may already be as it is to be.
    const isLike = (row) =>
      Object.entries(step.like).every(
        ([key, value]) => typeof value === "object" || inner.some(({ at }) => at[depth] === key) || fits(own(row, key), value),
      );
    const isDone = (row) => inner.every((change) => change.at.length > depth + 1 || same(own(row, change.at[depth]), change.new));
    const scores = rows.map((row) => {
      if (byId || made) return Number(byId ? row.id === (made ?? step).id : same(row, made));
      return isLike(row) && 1 + 2 * fits(row, step.like) + isDone(row);
    });
    const best = Math.max(1, ...scores);
    const place = scores.indexOf(best);
    return rows.every((row, other) => scores[other] < best || same(row, rows[place])) ? place : -1;
  };

  // {data, conflicts}: the record with all changes that go onto it. Each other one is {change, theirs}, or {change, gone}
  // where it has no place any more: it cannot be decided for.
  const apply = (changes, theirs, record) => {
    const conflicts = [];
    const lose = (group) => conflicts.push(...group.map((change) => ({ change, gone: true })));

    // Puts changes onto a value; the first `depth` of their steps lead to it.
    const onto = (before, group, depth, schema) => {
      let value = before;
      const inner = group.filter((change) => {
        if (change.at.length > depth) return true;
        if (fits(value, change.old)) value = change.new;
        else if (!same(value, change.new)) conflicts.push({ change, theirs: value });
        return false;
      });
      const items = itemsOf(schema, record);
      if (!inner.length) return value;
      if (items) return ontoList(value ?? [], byStep(inner, depth), depth + 1, items);
      if (!schema.properties) return lose(inner) && value;
      const data = { ...value };
      const fields = Object.fromEntries(record.properties(schema));
      for (const [step, part] of byStep(inner, depth)) {
        if (own(fields, step)) data[step] = onto(own(data, step), part, depth + 1, fields[step]);
        else lose(part);
      }
      return data;
    };

    const ontoList = (before, groups, depth, items) => {
      const rows = [...before];
      const added = [];
      for (const [step, group] of groups) {
        const made = step.new && group[0].new;
        const inner = group.filter(({ at }) => at.length > depth);
        const place = placeOf(step, made, inner, before, depth, hasId(items));
        if (rows[place]) rows[place] = onto(rows[place], group, depth, items);
        else if (inner.length || group.some((change) => change.new && !made)) lose(group);
        else if (made) added.push(made);
      }
      const kept = rows.filter(Boolean);
      // Behind the last that is not of a later day.
      for (const row of added) {
        const day = !hasId(items) && Object.keys(items.properties).find((key) => DAY.test(own(row, key)));
        let place = kept.length;
        while (day && place && kept[place - 1][day] > row[day]) place -= 1;
        kept.splice(place, 0, row);
      }
      return kept;
    };
    return { data: settled(onto(theirs, changes, 0, record.root), record), conflicts };
  };

  // The changes as somebody has decided on a conflict of one of them. Decided for mine, it replaces what is there now, and
  // nothing that comes later; else it is given up. In an entry without id it stays even so, as a change to what is there:
  // the others of that entry find it by what is not changed.
  const decide = (changes, { change, theirs, gone }, mine) => {
    const kept = mine || (!gone && change.at.some(({ like }) => like));
    const decided = kept ? [{ ...change, old: theirs, new: mine ? change.new : theirs }] : [];
    return changes.flatMap((each) => (same(each, change) ? decided : [each]));
  };

  // The record with the changes on it, each conflict of them decided for mine.
  const insist = (changes, theirs, record) => {
    const { conflicts } = apply(changes, theirs, record);
    return apply(conflicts.reduce((all, conflict) => decide(all, conflict, true), changes), theirs, record).data;
  };

  entry.changes = { diff, apply, decide, insist };
})();
