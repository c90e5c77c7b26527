// `npm test`: installs and builds what is missing (browser tests need the screens), then vitest.
import { ensureBuilt, ensureInstalled, runInNode24 } from "./workspace.mjs";

ensureInstalled();
ensureBuilt();
runInNode24(["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)]);
