// What is asked of the forge and what it answers, or what stopped it in words.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const PATIENCE = 20000; // ms that an answer may take

  // What stopped a deed, in words: "expired", "denied", "conflict", "missing", "unreachable", "slow" or "strange".
  class ForgeTrouble extends Error {
    constructor(kind, message) {
      super(message);
      this.kind = kind;
    }
  }
  const TOLD = {
    expired: "登录过期了，或者令牌不对。请重新登录，再提交。",
    denied: "代码平台不让这个账号改台账。请管台账的人给权限，或者换一个令牌。",
    conflict: "别人刚刚改过，或者同名的文件已经有了。请再提交一次，会重新核对。",
    missing: "代码平台上找不到台账，或者这个账号看不到它。请问管台账的人。",
    unreachable: "连不上代码平台。请看网络；网络没问题的，请管台账的人看“让登记页直接提交”设好没有。",
    slow: "代码平台太久没有回答，或者一下子问得太多。等一会儿再提交，不会重复。",
    strange: "代码平台的回答看不懂。等一会儿再试；还不行的，请管台账的人看。",
  };
  const trouble = (kind, message = TOLD[kind]) => new ForgeTrouble(kind, message);

  // What comes back from an address: {status, headers, said}. No cookie goes along, and nothing is followed elsewhere.
  const request = async (address, { patience = PATIENCE, ...said }) => {
    const control = new AbortController();
    const limit = setTimeout(() => control.abort(), patience);
    try {
      const answer = await fetch(address, { ...said, redirect: "error", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", signal: control.signal });
      return { status: answer.status, headers: answer.headers, said: await answer.text() };
    } catch {
      throw trouble(control.signal.aborted ? "slow" : "unreachable");
    } finally {
      clearTimeout(limit);
    }
  };

  Object.assign(entry, { ForgeTrouble, trouble, request });
})();
