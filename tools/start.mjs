// `npm start`: installs and builds what is missing, then runs the server until it is told to stop.
import { ensureBuilt, ensureInstalled, runInNode24, settings } from "./workspace.mjs";

ensureInstalled();
ensureBuilt();
runInNode24([...settings(), "server/src/main.ts", ...process.argv.slice(2)]);
