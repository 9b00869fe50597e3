// The window in which somebody has signed in to the forge: it tells 登记 of it, forgets its address and closes.
(() => {
  "use strict";
  const said = new URLSearchParams(location.search);
  const channel = new BroadcastChannel("jiedui-signed-in");
  channel.postMessage({ state: said.get("state"), code: said.get("code") });
  history.replaceState(null, "", location.pathname);
  channel.close();
  window.close();
})();
