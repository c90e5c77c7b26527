// `npm run upgrade` and its like: a program of the server with the settings of `.env`.
import { ensureInstalled, runInNode24, settings } from "./workspace.mjs";

ensureInstalled();
runInNode24([...settings(), ...process.argv.slice(2)]);
