// `npm run demo -- --households 600000 --seasons 7`: makes a demo city in an empty data folder.
import { ensureInstalled, runInNode24, settings } from "./workspace.mjs";

ensureInstalled();
runInNode24([...settings(), "demo/src/command.ts", ...process.argv.slice(2)]);
