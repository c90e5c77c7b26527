// `npm run build`: installs what is missing and builds the screens whose sources have changed.
import { ensureBuilt, ensureInstalled } from "./workspace.mjs";

ensureInstalled();
ensureBuilt();
