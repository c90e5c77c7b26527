// `npm run check:wechaty`: the types of the gateway, where its own packages are installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, runInNode24, say } from "./workspace.mjs";

if (existsSync(join(root, "wechaty", "node_modules", "wechaty"))) {
  runInNode24(["node_modules/typescript/bin/tsc", "-p", "wechaty", "--noEmit"]);
} else {
  say("left out: wechaty, not installed (npm ci --prefix wechaty --ignore-scripts)");
}
