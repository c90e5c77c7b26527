import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

/** One statement that takes as long as it takes, in a thread so that progress can be told. */
const { file, target } = workerData as { readonly file: string; readonly target: string };
const database = new DatabaseSync(file, { readOnly: true });
database.exec("PRAGMA busy_timeout = 10000");
database.prepare("VACUUM INTO ?").run(target);
database.close();
