import { households, type Household } from "@warmline/shared/households/model.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import {
  countAttempt,
  DEVICE_LIMIT,
  forgive,
  minutesShut,
  SUBJECT_LIMIT,
} from "@warmline/shared/kiosk/lookup-limits.ts";
import {
  lookupAttempts,
  lookupGrants,
  lookupSecrets,
  type LookupAttempts,
  type LookupGrant,
  type LookupSecret,
} from "@warmline/shared/kiosk/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { keyedHash, newToken } from "../../platform/secrets.ts";
import { grantWrite, type Grant } from "./grants.ts";

export interface LookupInput {
  readonly by: "number" | "phone";
  readonly value: string;
  readonly digits: string;
  readonly visit?: string | undefined;
}

/** Attempts by what was asked for, and by the kiosk that asked. */
interface Attempts {
  readonly subject: LookupAttempts;
  readonly device: LookupAttempts;
  /** Null: it is there already. */
  readonly newSecret: LookupSecret | null;
}

/** Attempts at one kiosk are counted one after the other. */
const mutex = (_: LookupInput, { actor }: Caller) => `lookups/${actor.id}`;

/**
 * Counts an attempt as wrong before the answer is looked at, so that guesses made at the same
 * moment cannot pass the limit together. Refusal: `lookup-shut`.
 */
export const countLookup = command({
  name: "kiosk.try-lookup",
  mutex,
  load: async (reads, input: LookupInput, moment): Promise<Result<Attempts, "lookup-shut">> =>
    ok(await readAttempts(reads, input, moment)),
  scope: "anywhere",
  decide({ subject, device, newSecret }, _, { at }) {
    const minutes = Math.max(
      minutesShut(subject, SUBJECT_LIMIT, at),
      minutesShut(device, DEVICE_LIMIT, at),
    );
    if (minutes > 0) return refuse("lookup-shut", { minutes });
    return ok({
      value: null,
      writes: [
        attemptsWrite(subject, countAttempt(subject, SUBJECT_LIMIT, at)),
        attemptsWrite(device, countAttempt(device, DEVICE_LIMIT, at)),
        ...(newSecret === null ? [] : [insert(lookupSecrets, newSecret)]),
      ],
      subjects: [`${lookupAttempts.name}/${subject.id}`],
    });
  },
});

interface Proving extends LookupInput {
  readonly grant: Grant;
}

interface Proven extends Attempts {
  readonly household: Household;
  readonly before: LookupGrant | null;
}

/**
 * Both factors point to one household: the attempt no longer counts, the grant is good from now on,
 * and the audit trail says who was looked up. Answers the household's id. Refusal:
 * `lookup-no-match`.
 */
export const grantLookup = command({
  name: "kiosk.lookup",
  mutex,
  async load(reads, input: Proving, moment): Promise<Result<Proven, "lookup-no-match">> {
    const household = await findProven(reads, input, moment);
    if (household === null) return refuse("lookup-no-match");
    const before = await reads.get(lookupGrants, moment.actor.id);
    return ok({ household, before, ...(await readAttempts(reads, input, moment)) });
  },
  scope: "anywhere",
  decide: ({ subject, device, household: { id }, before }, { grant, visit }, { actor }) =>
    ok({
      value: id,
      writes: [
        attemptsWrite(subject, forgive(subject, true)),
        attemptsWrite(device, forgive(device, false)),
        grantWrite(before, grant, {
          id: actor.id,
          householdId: id,
          ...(visit === undefined ? {} : { visitId: visit }),
        }),
      ],
      subjects: [`${households.name}/${id}`],
    }),
});

async function readAttempts(
  reads: Reads,
  input: LookupInput,
  { actor: { id }, areaCode }: Moment,
): Promise<Attempts> {
  const read = async (key: string): Promise<LookupAttempts> =>
    (await reads.get(lookupAttempts, key)) ?? { id: key, rev: 0, failures: 0, lastAt: EPOCH };
  const kept = await reads.get(lookupSecrets, SECRET_ID);
  const secret = kept ?? { id: SECRET_ID, rev: 0, key: newToken() };
  const [subject, device] = await Promise.all([
    read(subjectOf(input, secret, areaCode)),
    read(`device/${id}`),
  ]);
  return { subject, device, newSecret: kept === null ? secret : null };
}

const SECRET_ID = "look-ups";

/**
 * As an HMAC, as it may be a phone that is on no file, and a bare hash of a phone is undone by
 * hashing all there are. One phone has many writings (`139…`, `86139…`,
 * `0139…`): guesses at any of them count together.
 */
function subjectOf(
  { by, value }: LookupInput,
  { key }: LookupSecret,
  areaCode: string | undefined,
): string {
  const phone = by === "phone" ? normalisePhone(value, areaCode) : null;
  const asked = phone?.ok ? phone.value : value;
  return `subject/${keyedHash(key, `${by}/${asked}`)}`;
}

function attemptsWrite(
  current: LookupAttempts,
  next: Pick<LookupAttempts, "failures" | "lastAt">,
): Write {
  const body = { id: current.id, ...next };
  return current.rev === 0 ? insert(lookupAttempts, body) : replace(lookupAttempts, current, body);
}

/** A phone may belong to this many households before a kiosk gives up to tell them apart. */
const HOUSEHOLDS_MAX = 50;

/**
 * The one household that both factors point to; null when none or several. The second factor of a
 * phone is the household's number, as the phone's own digits would prove nothing.
 */
async function findProven(
  reads: Reads,
  input: LookupInput,
  { areaCode }: Moment,
): Promise<Household | null> {
  const { by, value, digits } = input;
  if (by === "number") {
    const where = { number: value };
    const [found] = await reads.find(households, { index: "number", where, limit: 1 });
    return found?.phones.some((phone) => phone.endsWith(digits)) ? found : null;
  }
  const phone = normalisePhone(value, areaCode);
  if (!phone.ok) return null;
  const where = { phones: phone.value };
  const found = await reads.find(households, { index: "byPhone", where, limit: HOUSEHOLDS_MAX });
  const proven = found.filter(({ number }) => number.endsWith(digits));
  return proven.length === 1 ? (proven[0] ?? null) : null;
}
