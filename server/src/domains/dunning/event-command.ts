import type { DunningEvent } from "@warmline/shared/dunning/model.ts";
import type { DunningStanding } from "@warmline/shared/dunning/standing.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { takeFiles, type TakenFiles } from "../files/index.ts";
import { readDunned, standingOn, type Dunned } from "./on-account.ts";
import { recordedWrites } from "./recorded.ts";

export interface OnAccount {
  /** The account: the household's, or what stayed with a former holder. */
  readonly id: string;
}

/** 凭证: uploaded files that go with an event. */
export interface WithFiles extends OnAccount {
  readonly fileIds?: readonly string[] | undefined;
}

/** Of an event what its rule says of it; who made it and when is the moment's. */
export type NewEvent = Pick<DunningEvent, "fact"> &
  Partial<Pick<DunningEvent, "on" | "undoes">> & { readonly reason?: string | undefined };

interface Seen extends Dunned {
  readonly standing: DunningStanding;
  readonly today: CityDate;
  readonly photos: number;
  /** Whether what nobody does alone was not asked for. */
  readonly unasked: boolean;
}

/** With the files that go with it: that they are missing is told to whoever sees the account. */
export interface Recording<F extends string> extends Dunned {
  readonly files: Result<TakenFiles, F>;
}

export interface EventRef {
  readonly id: string;
}

type FilesOf<I, F extends string> = (
  reads: Reads,
  moment: Moment,
  input: I,
) => Promise<Result<TakenFiles, F>>;

export interface Declared<I, C extends string, F extends string> {
  readonly name: string;
  /** Left out: nothing goes with it. */
  readonly files?: FilesOf<I, F>;
  readonly rule: (seen: Seen, input: I) => Result<NewEvent, C>;
}

const NO_FILES: TakenFiles = { attachments: [], writesFor: () => [] };

/** Refusal: `file-not-found`. */
export const filesOf: FilesOf<WithFiles, "file-not-found"> = (reads, moment, { fileIds = [] }) =>
  takeFiles(reads, moment, fileIds);

/**
 * A command that adds one event to an account's dunning and keeps how it stands then: one commit.
 * Refusals, in this order: `not-found`, that of its files, those of the rule.
 */
export function eventCommand<I extends OnAccount, C extends string, F extends string = never>(
  declared: Declared<I, C, F>,
) {
  return command({
    name: declared.name,
    mutex: ({ id }: I) => `dunning/${id}`,
    scope: ({ household }: Recording<F>) => household.place,
    load: (reads, input: I, moment): Promise<Result<Recording<F>, "not-found" | F | C>> =>
      readRecording(declared, reads, input, moment),
    decide(recording, input, moment): Result<Decision<EventRef>, F | C> {
      const made = ruledEvent(declared, recording, input, moment);
      return made.ok ? ok(recorded(recording, made.value, moment)) : made;
    },
  });
}

/** Refusal: `not-found`. */
export async function readRecording<I extends OnAccount, C extends string, F extends string>(
  { files: taken }: Pick<Declared<I, C, F>, "files">,
  reads: Reads,
  input: I,
  moment: Moment,
): Promise<Result<Recording<F>, "not-found">> {
  const dunned = (await readDunned(reads, [input.id], cityDate(moment.at))).get(input.id);
  if (dunned === undefined) return refuse("not-found");
  const files = taken === undefined ? ok(NO_FILES) : await taken(reads, moment, input);
  return ok({ ...dunned, files });
}

type EventWithFiles = NewEvent & { readonly files: TakenFiles };

/** Refusals, in this order: that of its files, those of the rule. */
export function ruledEvent<I, C extends string, F extends string>(
  { rule }: Pick<Declared<I, C, F>, "rule">,
  { files, ...dunned }: Recording<F>,
  input: I,
  moment: Moment,
): Result<EventWithFiles, F | C> {
  if (!files.ok) return files;
  const today = cityDate(moment.at);
  const standing = standingOn(dunned, today);
  const photos = files.value.attachments.length;
  const seen = { ...dunned, standing, today, photos, unasked: needsRequest(moment) };
  return mapOk(rule(seen, input), (event) => ({ ...event, files: files.value }));
}

/** An event with how the account's dunning stands after it. */
export function recorded(
  dunned: Dunned,
  { fact, on, undoes, reason, files }: EventWithFiles,
  { at, actor, nextId }: Pick<Moment, "at" | "actor" | "nextId">,
): Decision<EventRef> {
  const id = nextId();
  const of = { id, at, on, actor, fact, undoes, attachments: files.attachments };
  return {
    value: { id },
    writes: [...recordedWrites(dunned, of), ...files.writesFor({ accountId: dunned.account.id })],
    subjects: [`households/${dunned.household.id}`, `dunningEvents/${id}`],
    reason,
  };
}
