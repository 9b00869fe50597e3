// What the basket comes to in the main branch as it is now: the files to send, and what somebody has to decide first.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});

  // Gives what prepares all of the basket: {items, files, conflicts}; each conflict names its `item`. `isSealed` tells
  // which item may not be sent as it is.
  entry.preparing = ({ basket, client, library, subject, isSealed }) => {
    const pathOf = entry.handover.path;
    const stopped = (message) => entry.trouble("conflict", message);
    // A change of a record as main has it now: its text, or where somebody else changed the same.
    const merged = (item, there) => {
      const record = library.record(item.kind);
      const read = there && entry.read(there.text, record);
      if (!there) throw stopped(`${subject(item)} 已经不在台账里。把这一份去掉再提交。`);
      if (!read) throw stopped(`${subject(item)} 的写法不标准，这里改不了。存成文件交给管台账的人，或者在代码平台上改。`);
      const { data, conflicts } = entry.changes.apply(item.changes, read.data, record);
      const text = entry.write(data, record, read.modeline);
      const isUnsound = ({ pointer }) => !entry.isToken(pointer.reduce((node, step) => node?.[step], data));
      if (!conflicts.length && entry.judge(data, record).faults.some(isUnsound)) throw stopped(`${subject(item)} 改成这样不合台账的写法，没有提交。把这一份去掉，重新登记。`);
      if (entry.isMasked(text)) throw stopped(`${subject(item)} 的残疾人证号或出生日期没有读全，没有提交。存成文件交给管台账的人。`);
      return { item, conflicts: conflicts.map((each) => ({ ...each, item })), file: text === there.text ? null : { path: pathOf(item), text, blob: there.blob } };
    };
    // A new record: nothing to do where it has arrived before; another contact of the day has taken its name, it gets the next.
    const begun = async (item, there, tried = []) => {
      const text = entry.write(item.data, library.record(item.kind));
      if (entry.isMasked(text)) throw stopped(`${subject(item)} 的残疾人证号或出生日期不对，没有提交。`);
      if (!there) return { item, file: { path: pathOf(item), text, blob: null } };
      if (there.text === text) return { item, file: null };
      if (!item.data.date) throw stopped(`${subject(item)} 已经有了，内容不同。把这一份去掉，重新登记。`);
      const taken = [...tried, item.stem];
      const first = item.kind === "visit" ? item.data.date : `${item.data.date}-${item.kind.slice("event-".length)}`;
      const next = { ...item, stem: entry.visit.stem(first, taken) };
      basket.load(basket.items.map((each) => (each === item ? next : each)));
      return begun(next, await client.read(pathOf(next)), taken);
    };
    // All that is in the basket now.
    return async () => {
      const all = [];
      const closed = basket.items.find(isSealed);
      if (closed) throw stopped(`${subject(closed)} 里有台账要加密的内容，这一页不能加密，没有提交。存成文件，交给有密钥的管台账的人。`);
      for (const item of basket.items) {
        const there = await client.read(pathOf(item));
        all.push(item.changes ? merged(item, there) : await begun(item, there));
      }
      return { items: all.map(({ item }) => item), files: all.map(({ file }) => file).filter(Boolean), conflicts: all.flatMap(({ conflicts = [] }) => conflicts) };
    };
  };
})();
