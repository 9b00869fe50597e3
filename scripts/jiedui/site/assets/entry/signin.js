// Signing in to the forge: OAuth with PKCE in a window of its own. What it gives lives in this page alone.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  // What signed-in.html, to which the forge sends the window back, tells its news on.
  const CHANNEL = "jiedui-signed-in";

  const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const secret = () => base64(crypto.getRandomValues(new Uint8Array(32)));
  // A page that came over http has no digest: there the verifier is sent as it is, which the standard has for this case.
  const challenge = async (verifier) => {
    if (!crypto.subtle) return { code_challenge: verifier, code_challenge_method: "plain" };
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    return { code_challenge: base64(new Uint8Array(digest)), code_challenge_method: "S256" };
  };

  let giveUp = () => {};
  // The code that comes back on the channel with our state; another attempt ends this one.
  const answered = (state) =>
    new Promise((resolve, reject) => {
      const channel = new BroadcastChannel(CHANNEL);
      giveUp();
      giveUp = () => {
        channel.close();
        reject(entry.trouble("expired", "没有登录。请再提交一次。"));
      };
      channel.onmessage = ({ data }) => {
        if (data?.state !== state) return;
        channel.close();
        giveUp = () => {};
        if (data.code) resolve(data.code);
        else reject(entry.trouble("denied", "代码平台没有让登录。请再试，或者问管台账的人。"));
      };
    });

  const exchanged = async (address, given) => {
    const { status, said } = await entry.request(address, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(given) });
    if (status !== 200) throw new Error("refused");
    return JSON.parse(said);
  };

  // Gives `{word, renew}`: the token, and where there is one, the way to another when it has run out. `top` is where the forge
  // stands, `addresses` those of its window and of its exchange below that.
  entry.signIn = async ({ top, id, scope, addresses: [window, exchange] }) => {
    // Opened at once: a browser lets only a press of a button open a window.
    const popup = globalThis.open("", "jiedui-sign-in", "popup,width=520,height=680");
    if (!popup) throw entry.trouble("denied", "浏览器没有让登录的窗口打开。请允许这个网站弹出窗口，再提交。");
    const [state, verifier] = [secret(), secret()];
    const back = new URL("signed-in.html", location.href).href;
    const code = answered(state);
    const asked = { client_id: id, redirect_uri: back, response_type: "code", state, ...(scope && { scope }), ...(await challenge(verifier)) };
    popup.location.replace(`${top}${window}?${new URLSearchParams(asked)}`);
    const given = { grant_type: "authorization_code", client_id: id, code: await code, redirect_uri: back, code_verifier: verifier };
    const tokenOf = ({ access_token: word, refresh_token: refresh }) => {
      if (!word) throw new Error("no token");
      const renew = async () => tokenOf(await exchanged(top + exchange, { grant_type: "refresh_token", client_id: id, refresh_token: refresh, redirect_uri: back }));
      return { word, renew: refresh && renew };
    };
    try {
      return tokenOf(await exchanged(top + exchange, given));
    } catch {
      throw entry.trouble("strange", "登录没有完成。请再提交一次；还不行的，请管台账的人看“让登记页直接提交”设好没有。");
    }
  };
})();
