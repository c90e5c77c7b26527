import { MONGO_URL } from "../simulation/store-mongo.ts";

/** One rule turned into its opposite, and the tests that are there to see it. */
export interface Mutation {
  /** What no longer holds. */
  readonly rule: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
  /** Of the test file, those whose names match: where the whole of it takes long. */
  readonly only?: string;
}

const STORES = "server/src/platform/stores";
const COMMANDS = "server/src/platform/commands";
const SQLITE_CONTRACT = `${STORES}/sqlite/contract.test.ts`;
const RUN_COMMAND = { file: `${COMMANDS}/run-command.ts`, test: `${COMMANDS}/run-command.test.ts` };

const HANDOVER = "server/src/domains/staff/handover.test.ts";

const guardOfMongo: Mutation = {
  rule: "MongoDB refuses a commit whose guard on a document is broken",
  file: `${STORES}/mongo/facts.ts`,
  from: "if (rev === guard.rev) return null;",
  to: "if (rev >= 0) return null;",
  test: `${STORES}/mongo/contract.test.ts`,
  only: "a guard on a document",
};

/** In its place where there is no MongoDB. */
const guardsAreCollected: Mutation = {
  rule: "a command's finds are held against its commit",
  file: `${COMMANDS}/guarded-reads.ts`,
  from: "return [...unwritten.map(([, guard]) => guard), ...finds];",
  to: "return unwritten.map(([, guard]) => guard);",
  test: RUN_COMMAND.test,
};

/** What the store promises to every command: issue 8 §2. */
export const STORE_MUTATIONS: readonly Mutation[] = [
  {
    rule: "SQLite refuses a commit whose guard on a document is broken",
    file: `${STORES}/sqlite/guards.ts`,
    from: "revOf(connection, collection, guard.id) !== guard.rev",
    to: "revOf(connection, collection, guard.id) < 0",
    test: SQLITE_CONTRACT,
    only: "a guard on a document",
  },
  {
    rule: "SQLite refuses a commit whose guard on a find is broken",
    file: `${STORES}/sqlite/guards.ts`,
    from: "if (!stillFound(connection, guard)) {",
    to: "if (!stillFound(connection, { ...guard, found: [] }) && guard.found.length < 0) {",
    test: SQLITE_CONTRACT,
    only: "a guard on a find",
  },
  MONGO_URL === undefined ? guardsAreCollected : guardOfMongo,
  {
    rule: "a document is replaced at the revision that was read, and no other",
    file: `${STORES}/sqlite/commit-group.ts`,
    from: "SET rev = ?, body = ? WHERE id = ? AND rev = ?`",
    to: "SET rev = ?, body = ? WHERE id = ? AND rev >= ?`",
    test: SQLITE_CONTRACT,
    only: "SQLite: commit",
  },
  {
    rule: "a unique key is held once",
    file: `${STORES}/sqlite/schema.ts`,
    from: 'part(key, "UNIQUE INDEX", fields.map(column))',
    to: 'part(key, "INDEX", fields.map(column))',
    test: SQLITE_CONTRACT,
    only: "SQLite: commit",
  },
  {
    rule: "append-only holds in the engine itself",
    file: `${STORES}/sqlite/schema.ts`,
    from: "...(appendOnly ? frozen(name) : []),",
    to: "...(appendOnly ? frozen(LOG).slice(2) : []),",
    test: `${STORES}/sqlite/open.test.ts`,
    only: "append-only",
  },
  {
    rule: "each commit carries the hash of the one before",
    file: `${STORES}/hash-chain.ts`,
    from: ".update(previous)",
    to: ".update(previous.subarray(0, 0))",
    test: SQLITE_CONTRACT,
    only: "hash chain",
  },
  {
    rule: "the same idempotency key with other content is refused",
    ...RUN_COMMAND,
    from: "if (record.requestHash !== asked)",
    to: "if (record.requestHash === null)",
  },
  {
    rule: "the audit record is in the commit of what it tells",
    file: "server/src/platform/audit/commit-audited.ts",
    from: "[...stamped, record],",
    to: "[record].length === 1 ? stamped : [],",
    test: "server/src/platform/audit/commit-audited.test.ts",
  },
  {
    rule: "a commit whose answer was lost is of unknown outcome",
    file: `${STORES}/sqlite/writer.ts`,
    from: 'new OutcomeUnknown("SQLite: the thread that writes has ended", { cause })',
    to: 'new Error("SQLite: the thread that writes has ended", { cause })',
    test: `${STORES}/sqlite/writer.test.ts`,
  },
];

/** What commands, jobs, webhooks and the ledger promise on top of it. */
export const PLATFORM_MUTATIONS: readonly Mutation[] = [
  {
    rule: "nobody acts outside the scope of what was loaded",
    ...RUN_COMMAND,
    from: "!within(caller.actor, scope(loaded.value, input))",
    to: "within(caller.actor, scope(loaded.value, input)) === null",
  },
  {
    rule: "who saw an older revision is told so",
    ...RUN_COMMAND,
    from: "seen?.seen !== undefined && seen.seen !== seen.now",
    to: "seen?.seen !== undefined && seen.seen === null",
  },
  {
    rule: "a job's run that was outdone commits nothing",
    file: "server/src/platform/audit/commit-audited.ts",
    from: "fence === undefined ? guards : [...guards, fence],",
    to: "guards,",
    test: RUN_COMMAND.test,
    only: "fence",
  },
  {
    rule: "a webhook's signature holds before its body is parsed",
    file: "server/src/platform/webhooks/mount.ts",
    from: "if (!signature.holds({ ...headIn(response), body })) {",
    to: "if (!signature.holds({ ...headIn(response), body }) && body.length < 0) {",
    test: "server/src/platform/webhooks/webhooks.test.ts",
  },
  {
    rule: "a reversal is the exact negative of what it reverses",
    file: "shared/src/ledger/kinds/undo.ts",
    from: "own: negated(unlinked(undone.lines)),",
    to: "own: unlinked(undone.lines),",
    test: "shared/src/ledger/kinds/undo.test.ts",
  },
  {
    rule: "the account is the fold of its stream",
    file: "shared/src/ledger/chain.ts",
    from: "account: after };",
    to: "account: { ...after, lots: account.lots } };",
    test: "shared/src/ledger/rules.test.ts",
  },
  {
    rule: "a role over money, prices or staff takes two administrators",
    file: "shared/src/staff/dual-control.ts",
    from: "if (before === null || given.some((role) => !held.includes(role))) return true;",
    to: "if (before === null) return true;",
    test: "shared/src/staff/dual-control.test.ts",
  },
  {
    rule: "whoever asked for a right does not approve it",
    file: "shared/src/requests/rules.ts",
    from: "request.makerId === actor.id) return refuse",
    to: "request.makerId === actor.name) return refuse",
    test: "server/src/domains/staff/requests.test.ts",
  },
  {
    rule: "the person a right is about decides nothing of it",
    file: "server/src/domains/staff/rights-request.ts",
    from: "state.member === null ? [] : [state.member.id]",
    to: "[]",
    test: "server/src/domains/staff/requests.test.ts",
  },
  {
    rule: "a right is given to the person who was shown",
    file: "server/src/domains/staff/rights-request.ts",
    from: "from: from === null ? [] : words(from, places.from),",
    to: "from: [],",
    test: "server/src/domains/staff/requests.test.ts",
  },
  {
    rule: "no administrator draws both halves of a password",
    file: "server/src/domains/staff/draw-half.ts",
    from: "kept.half === half) return undefined;",
    to: "kept.secret === half) return undefined;",
    test: HANDOVER,
  },
  {
    rule: "the password before opens nothing once two have given another",
    file: "server/src/domains/staff/passwords.ts",
    from: 'return { ...member, passwordHash: "", handover };',
    to: "return { ...member, handover };",
    test: "server/src/domains/staff/requests.test.ts",
  },
  {
    rule: "a branch does not learn by a phone whose it is elsewhere",
    file: "server/src/domains/cases/place.ts",
    from: "branchId === undefined || place.branchId === branchId",
    to: "place.branchId !== branchId || place.branchId === branchId",
    test: "server/src/domains/cases/file-case.test.ts",
    only: "what a branch learns",
  },
];
