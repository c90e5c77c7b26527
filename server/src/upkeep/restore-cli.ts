import { readConfig } from "../config.ts";
import { openBackups } from "../engines.ts";
import { collections } from "../modules.ts";
import { restoreBackup } from "../platform/stores/backup.ts";
import { keepPrivate, orSay, progressLines, sayMissing } from "../program.ts";

/**
 * `npm run restore -- FOLDER`: puts a backup where there is nothing. Killed and run again it begins
 * anew. Exit code 0: everything is in its place and what was committed; 1 with a list: so it is,
 * but for files that the backup does not have.
 */
keepPrivate();
const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write("which backup? npm run restore -- FOLDER\n");
  process.exit(2);
}
const engine = await orSay(openBackups(readConfig(process.env), collections));
const { anchor, missing } = await orSay(restoreBackup(source, engine, progressLines()));
process.stdout.write(
  `restored up to commit ${anchor.position} and held to its anchor ` +
    `${anchor.position}:${anchor.hash}; \`npm run verify\` also walks the journal\n`,
);
sayMissing(missing);
