// `npm start`: installs and builds what is missing, then runs the server until it is told to stop.
import { ensureBuilt, ensureInstalled, runInNode24 } from "./workspace.mjs";

ensureInstalled();
ensureBuilt();
runInNode24(["--env-file-if-exists=.env", "server/src/main.ts", ...process.argv.slice(2)]);
