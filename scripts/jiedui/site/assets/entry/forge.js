// The forge (代码平台), spoken to by its API: what lies in the main branch, who is changing it, and one pull request.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const NEWEST = 50; // pull requests that are looked through
  const AT_ONCE = 5;
  const MOST_NAMES = 9;

  const { ForgeTrouble, trouble, request } = entry;
  const { place: placeOf, quoted } = entry.handover;

  const kindOf = (status, headers) => {
    if (status === 429 || headers.get("retry-after") || headers.get("x-ratelimit-remaining") === "0") return "slow";
    if (status >= 500) return "strange";
    return { 401: "expired", 403: "denied", 404: "missing", 423: "denied" }[status] ?? ([400, 409, 412, 422].includes(status) ? "conflict" : "strange");
  };

  const bytes = (text) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
  const text = (content) => new TextDecoder().decode(Uint8Array.from(atob(content.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)));

  // How each kind of forge is spoken to. `repository` is the one that is meant, below the API of a forge that stands at `top`. `file` reads `{text, blob, mark}` or null, `commit` makes one commit in a new branch, `pull` asks for the merge.
  const GITEA_LIKE = {
    repository: (url) => `/repos/${quoted(url.split("/").slice(-2).join("/"))}`,
    file: async (ask, path, ref) => {
      const found = await ask("GET", `/contents/${quoted(path)}?ref=${encodeURIComponent(ref)}`, undefined, [404]);
      return found && { text: text(found.content), blob: found.sha };
    },
    pulls: (ask) => ask("GET", `/pulls?state=open&per_page=${NEWEST}&limit=${NEWEST}`),
    touched: async (ask, { number }) => (await ask("GET", `/pulls/${number}/files?per_page=100&limit=50`)).map(({ filename }) => filename),
    pull: (ask, { branch, main, title, body }) => ask("POST", "/pulls", { head: branch, base: main, title, body }, [409, 422]),
    from: ({ head }) => head.ref,
    told: ({ title, html_url: url, number }) => ({ title, url, number }),
  };
  const DIALECTS = {
    GitHub: {
      ...GITEA_LIKE,
      branch: (ask, name) => ask("GET", `/git/ref/heads/${quoted(name)}`, undefined, [404]),
      commit: async (ask, { branch, main, message, files }, client) => {
        const { object: head } = await ask("GET", `/git/ref/heads/${quoted(main)}`);
        // Nothing but this tells that a file is still as it was read.
        for (const { path, blob } of files) if (((await client.at(path, head.sha))?.blob ?? null) !== blob) throw trouble("conflict");
        const { tree } = await ask("GET", `/git/commits/${head.sha}`);
        const entries = files.map(({ path, text }) => ({ path: client.place(path), mode: "100644", type: "blob", content: text }));
        const { sha } = await ask("POST", "/git/trees", { base_tree: tree.sha, tree: entries });
        const made = await ask("POST", "/git/commits", { message, tree: sha, parents: [head.sha] });
        await ask("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: made.sha });
      },
      hint: "GitHub 不让网页直接登录。在 GitHub 的 Settings → Developer settings → Fine-grained tokens 里做一个，只选这个仓库，给 Contents 和 Pull requests 写的权限，期限选最短的。",
    },
    Gitea: {
      ...GITEA_LIKE,
      oauth: ["/login/oauth/authorize", "/login/oauth/access_token"],
      scope: "write:repository",
      branch: (ask, name) => ask("GET", `/branches/${quoted(name)}`, undefined, [404]),
      commit: async (ask, { branch, main, message, files }, client) => {
        const entries = files.map(({ path, text, blob }) => ({ operation: blob ? "update" : "create", path: client.place(path), content: bytes(text), ...(blob && { sha: blob }) }));
        // It calls missing a file that is to be changed and is there no longer.
        if (!(await ask("POST", "/contents", { branch: main, new_branch: branch, message, files: entries }, [404]))) throw trouble("conflict");
      },
      hint: "在代码平台的“设置 → 应用 → 管理访问令牌”里做一个，给仓库写的权限。",
    },
    GitLab: {
      repository: (url, top) => `/projects/${encodeURIComponent(url.slice(top.length + 1))}`,
      oauth: ["/oauth/authorize", "/oauth/token"],
      scope: "api",
      branch: (ask, name) => ask("GET", `/repository/branches/${encodeURIComponent(name)}`, undefined, [404]),
      file: async (ask, path, ref) => {
        const found = await ask("GET", `/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(ref)}`, undefined, [404]);
        return found && { text: text(found.content), blob: found.blob_id, mark: found.last_commit_id };
      },
      commit: async (ask, { branch, main, message, files }, client) => {
        const actions = [];
        for (const { path, text, blob } of files) {
          const there = blob && (await client.at(path, main));
          if (blob && there?.blob !== blob) throw trouble("conflict");
          actions.push({ action: blob ? "update" : "create", file_path: client.place(path), content: text, ...(blob && { last_commit_id: there.mark }) });
        }
        await ask("POST", "/repository/commits", { branch, start_branch: main, commit_message: message, actions });
      },
      pulls: (ask) => ask("GET", `/merge_requests?state=opened&per_page=${NEWEST}`),
      touched: async (ask, { iid }) => (await ask("GET", `/merge_requests/${iid}/diffs?per_page=100`)).map(({ new_path: path }) => path),
      pull: (ask, { branch, main, title, body }) => ask("POST", "/merge_requests", { source_branch: branch, target_branch: main, title, description: body }, [409]),
      from: ({ source_branch: branch }) => branch,
      told: ({ title, web_url: url, iid: number }) => ({ title, url, number }),
      hint: "在代码平台的“偏好设置 → 访问令牌”里做一个，勾 api，期限选最短的。",
    },
  };

  // The client of a forge with the settings of the ledger. Its token stays in this function and is gone with the page.
  entry.forge = ({ kind, url, branch: main, folder, client: id, api, patience }) => {
    const dialect = DIALECTS[kind];
    const top = api.replace(/\/api\/v\d$/, "");
    const repository = api + dialect.repository(url, top);
    const canSignIn = Boolean(id && dialect.oauth && /^https?:$/.test(globalThis.location?.protocol ?? ""));
    let token = null;
    const place = (path) => placeOf(path, folder);

    const asked = (method, path, body) => {
      const headers = { Accept: "application/json", ...(token && { Authorization: `Bearer ${token.word}` }), ...(body && { "Content-Type": "application/json" }) };
      return request(repository + path, { method, headers, body: body && JSON.stringify(body), patience });
    };
    // An answer of the forge; null for a status of `known`, which says something and is no trouble.
    const ask = async (method, path, body, known = []) => {
      let used = token;
      let answer = await asked(method, path, body);
      if (answer.status === 401 && used?.renew) {
        // What renews a token is good for once: questions that are asked together share what it gives.
        used.renewed ??= used.renew().catch(() => null);
        const renewed = await used.renewed;
        if (token === used) token = renewed;
        used = token;
        if (token) answer = await asked(method, path, body);
      }
      if (known.includes(answer.status)) return null;
      if (answer.status === 401 && token === used) token = null;
      if (answer.status < 200 || answer.status > 299) throw trouble(kindOf(answer.status, answer.headers));
      try {
        return JSON.parse(answer.said);
      } catch {
        throw trouble("strange");
      }
    };
    const shaped = async (deed) => {
      try {
        return await deed();
      } catch (error) {
        throw error instanceof ForgeTrouble ? error : trouble("strange");
      }
    };

    const self = { place, at: (path, ref) => dialect.file(ask, place(path), ref) };
    // Whether a branch holds these files already: a sending whose answer was lost is not done twice.
    const holds = async (name, files) => {
      for (const file of files) if ((await self.at(file.path, name))?.text !== file.text) return false;
      return true;
    };
    // What is told of a pull request leads into the repository, whatever address the answer has.
    const told = (pull) => {
      const said = dialect.told(pull);
      return { ...said, url: String(said.url).startsWith(`${url}/`) ? said.url : url };
    };
    const pullOf = async (name) => (await dialect.pulls(ask)).find((each) => dialect.from(each) === name);

    const send = async ({ branch, title, body, message, files, onStep = () => {} }) => {
      let name = branch;
      let there = await dialect.branch(ask, name);
      for (let number = 2; there && number <= MOST_NAMES && !(await holds(name, files)); number += 1) {
        name = `${branch}-${number}`;
        there = await dialect.branch(ask, name);
      }
      if (!there) {
        onStep("正在提交");
        await dialect.commit(ask, { branch: name, main, message, files }, self);
      }
      onStep("正在建合并请求");
      const pull = (await dialect.pull(ask, { branch: name, main, title, body })) ?? (await pullOf(name));
      if (!pull) throw trouble("conflict");
      return told(pull);
    };

    // The open pull requests that change one of the paths.
    const open = async (paths) => {
      const sought = new Set(paths.map(place));
      const queue = [...(await dialect.pulls(ask))];
      const found = [];
      const look = async () => {
        for (let pull = queue.shift(); pull; pull = queue.shift()) {
          const touched = await dialect.touched(ask, pull).catch(() => []);
          if (touched.some((path) => sought.has(path))) found.push(told(pull));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, look));
      return found;
    };

    return {
      canSignIn,
      hint: dialect.hint,
      get signedIn() {
        return token !== null;
      },
      // What is pasted may bring signs with it that no header holds.
      useToken: (word) => (token = { word: word.replace(/[^!-~]/g, "") }),
      signOut: () => (token = null),
      signIn: async () => (token = await entry.signIn({ top, id, scope: dialect.scope, addresses: dialect.oauth })),
      read: (path) => shaped(() => self.at(path, main)),
      open: (paths) => shaped(() => open(paths)),
      send: (request) => shaped(() => send(request)),
    };
  };
})();
