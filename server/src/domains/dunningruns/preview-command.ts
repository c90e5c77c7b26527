import { dunningCases, type DunningCase } from "@warmline/shared/dunning/model.ts";
import {
  dunningMessages,
  dunningRuns,
  messageIdOf,
  type DunningMessage,
  type DunningRun,
  type MessageWhy,
} from "@warmline/shared/dunningruns/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { isFormerAccount } from "@warmline/shared/ledger/holder-account.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  readDunned,
  saidTo,
  slipOf,
  standingOn,
  type Dunned,
  type SlipOf,
} from "../dunning/index.ts";
import { waysTo, type WayTo } from "../notices/index.ts";
import { readRun, workOf, type RunRef } from "./begin-command.ts";

/** Accounts looked at in one commit. */
export const PREVIEW_CHUNK = 100;

interface Previewing {
  readonly run: DunningRun;
  readonly page: readonly DunningCase[];
  /** Of the page those that have no message by this run yet. */
  readonly dunned: readonly Dunned[];
  readonly ways: ReadonlyMap<string, WayTo>;
  /** Accounts to which a message of another run is under way. */
  readonly underWay: ReadonlySet<string>;
  /** 单据 by account; none where no codes are signed. */
  readonly slips: ReadonlyMap<string, SlipOf>;
}

interface PreviewedChunk {
  /** Fewer than a chunk holds: it was the last. */
  readonly seen: number;
}

type PreviewCode = "not-found" | "messages-not-under-way";

/**
 * 核对一块: what the next accounts would be written, and who would not and why. All is read as it is
 * at the moment and held against nothing: what counts is looked at anew when it is sent. Refusals,
 * in this order: `not-found`, `messages-not-under-way`.
 */
export function previewChunk(config: Config) {
  return command({
    name: "dunningruns.preview-chunk",
    scope: "city",
    bulk: true,
    async load(reads, { id }: RunRef, { at }): Promise<Result<Previewing, PreviewCode>> {
      const found = await readRun(reads, id);
      if (!found.ok) return found;
      const run = found.value;
      if (run.state !== "previewing" || run.paused) return refuse("messages-not-under-way");
      const page = await reads.unguarded.find(dunningCases, {
        ...workOf(run),
        limit: PREVIEW_CHUNK,
        ...afterLast(run),
      });
      return ok({ run, page, ...(await lookedAt(reads, config, { run, page, at })) });
    },
    decide(state, _, { at }): Result<Decision<PreviewedChunk>, PreviewCode> {
      const { run, page, dunned } = state;
      const made = dunned.flatMap((one) => messageOf(state, one, at) ?? []);
      const { id, nextFrom } = page.at(-1) ?? {};
      const last =
        id === undefined ? {} : { last: { id, ...(nextFrom === undefined ? {} : { nextFrom }) } };
      const looked = { ...run.looked, accounts: run.looked.accounts + page.length, ...last };
      return ok({
        value: { seen: page.length },
        writes: [
          replace(dunningRuns, run, { ...run, looked }),
          ...made.map((one) => insert(dunningMessages, one)),
        ],
        subjects: [`dunningRuns/${run.id}`],
      });
    },
  });
}

/** Of the last account what its index says, as it was then: it may have moved since. */
function afterLast({ branchId, step, looked: { last } }: DunningRun) {
  if (last === undefined) return {};
  return { after: { ...last, branchId, nextKind: step } as DunningCase };
}

async function lookedAt(
  { unguarded, getMany }: Reads,
  config: Config,
  { run, page, at }: Pick<Previewing, "run" | "page"> & { readonly at: Instant },
): Promise<Pick<Previewing, "dunned" | "ways" | "underWay" | "slips">> {
  const ids = page.map(({ id }) => id);
  const [known, queued, all] = await Promise.all([
    getMany(
      dunningMessages,
      ids.map((id) => messageIdOf(run.id, id)),
    ),
    ids.length === 0
      ? []
      : unguarded.find(dunningMessages, {
          index: "byAccount",
          where: { accountId: ids, state: "queued" },
          limit: PREVIEW_CHUNK,
        }),
    readDunned(unguarded, ids, run.day),
  ]);
  // Whoever moved in the list while it was looked through may come twice.
  const seen = new Set(known.map(({ accountId }) => accountId));
  const dunned = [...all.values()].filter(({ account }) => !seen.has(account.id));
  const houses = dunned.map(({ household }) => household);
  const slips = dunned.flatMap(({ account }) => {
    const slip = slipOf(config);
    return slip === null ? [] : [[account.id, slip] as const];
  });
  return {
    slips: new Map(slips),
    dunned,
    ways: await waysTo(unguarded, config, houses, at),
    underWay: new Set(queued.map(({ accountId }) => accountId)),
  };
}

/** Null: the step is not due, and nothing but time stands in its way. */
function messageOf(
  { run, ways, underWay, slips }: Previewing,
  dunned: Dunned,
  at: Instant,
): Body<DunningMessage> | null {
  const { account, household } = dunned;
  const standing = standingOn(dunned, run.day);
  const { why, holds, next, overdueFen, items } = standing;
  const [hold] = holds;
  if (next?.kind !== run.step || (why !== "ready" && hold === undefined)) return null;
  const way = ways.get(household.id);
  const not = hold?.ground ?? whyNoWay(account.id, way, underWay);
  const of = {
    id: messageIdOf(run.id, account.id),
    runId: run.id,
    accountId: account.id,
    householdId: household.id,
    number: household.number,
    amountFen: overdueFen,
    itemIds: items.map(({ itemId }) => itemId),
    since: at,
  };
  if (not !== undefined) return { ...of, state: "left-out", why: not };
  const words = saidTo(dunned, standing, run.words, run.day);
  const slip = slips.get(account.id);
  const text = { zh: textOf("zh", words.zh, slip), en: textOf("en", words.en, slip) };
  return {
    ...of,
    state: "planned",
    text,
    ...(slip === undefined ? {} : { slipId: slip.id }),
    ...(way?.way ? { way: way.way } : {}),
  };
}

/** As it is read: whose it is, the words, and where anybody may check that it is ours. */
function textOf(language: "zh" | "en", words: string, slip: SlipOf | undefined): string {
  const text = formatMessage(language, "dunningruns.text", { words });
  if (slip === undefined) return text;
  return `${text} ${formatMessage(language, "dunningruns.link", { link: slip.link })}`;
}

function whyNoWay(
  accountId: string,
  way: WayTo | undefined,
  underWay: ReadonlySet<string>,
): MessageWhy | undefined {
  // The numbers and chats of a household are those of whoever lives there now.
  if (isFormerAccount(accountId)) return "former-holder";
  if (underWay.has(accountId)) return "on-its-way";
  return way?.way ? undefined : (way?.why ?? "no-mobile");
}
