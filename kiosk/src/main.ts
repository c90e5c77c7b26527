/* oxlint-disable import/no-unassigned-import -- styles have nothing to assign */
import "@fontsource-variable/noto-sans-sc/index.css";
import "@warmline/fonts/rare-han.css";
import "@warmline/shared/ui/tokens.css";
import "@warmline/shared/ui/reset.css";
import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./app.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(App, { target });

if ("serviceWorker" in navigator && import.meta.env.PROD) {
  // Without it (plain http on another host) the kiosk works, but cannot be reloaded without a
  // network.
  navigator.serviceWorker.register("/kiosk/sw.js").catch(() => undefined);
}
