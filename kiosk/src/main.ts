/* oxlint-disable import/no-unassigned-import -- styles have nothing to assign */
import "@warmline/shared/client/polyfills.ts";
import "@fontsource-variable/noto-sans-sc/index.css";
import "@warmline/fonts/rare-han.css";
import "@warmline/shared/ui/tokens.css";
import "@warmline/shared/ui/reset.css";
import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./app.svelte";
import { prepareOfflineStart } from "./offline-start.ts";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(App, { target });

// Another start asks for what is missing again.
prepareOfflineStart().catch(() => undefined);
