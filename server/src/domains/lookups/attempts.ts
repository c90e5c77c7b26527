import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { EPOCH, type Instant } from "@warmline/shared/kernel/time.ts";
import {
  CALLER_LIMIT,
  countAttempt,
  DEVICE_LIMIT,
  forgive,
  minutesShut,
  SUBJECT_LIMIT,
  type LookupLimit,
} from "@warmline/shared/lookups/limits.ts";
import {
  lookupAttempts,
  lookupSecrets,
  type LookupAttempts,
  type LookupSecret,
} from "@warmline/shared/lookups/model.ts";
import { insert, put, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { keyedHash, newToken } from "../../platform/secrets.ts";
import type { LookupInput } from "./find-proven.ts";

/**
 * Who asks: a kiosk, a caller by their number (null: withheld, counted together), or who
 * writes in a chat.
 */
export type Door =
  | { readonly kind: "chat"; readonly id: string }
  | { readonly kind: "device"; readonly id: string }
  | { readonly kind: "caller"; readonly phone: string | null };

/** Attempts by what was asked for, at whichever door, and by who asked. */
export interface Attempts {
  readonly subject: LookupAttempts;
  readonly door: LookupAttempts;
  readonly doorLimit: LookupLimit;
  /** Null: it is there already. */
  readonly newSecret: LookupSecret | null;
}

export async function readAttempts(
  reads: Pick<Reads, "get">,
  input: LookupInput,
  door: Door,
  { areaCode }: Pick<Moment, "areaCode">,
): Promise<Attempts> {
  const read = async (key: string): Promise<LookupAttempts> =>
    (await reads.get(lookupAttempts, key)) ?? { id: key, rev: 0, failures: 0, lastAt: EPOCH };
  const kept = await reads.get(lookupSecrets, SECRET_ID);
  const secret = kept ?? { id: SECRET_ID, rev: 0, key: newToken() };
  const { key, limit } = keptFor(door, secret);
  const [subject, asking] = await Promise.all([
    read(subjectOf(input, secret, areaCode)),
    read(key),
  ]);
  return { subject, door: asking, doorLimit: limit, newSecret: kept === null ? secret : null };
}

const SECRET_ID = "look-ups";

function keptFor(
  door: Door,
  { key }: LookupSecret,
): { readonly key: string; readonly limit: LookupLimit } {
  if (door.kind === "chat") {
    return { key: `chat/${keyedHash(key, `chat/${door.id}`)}`, limit: CALLER_LIMIT };
  }
  if (door.kind === "device") return { key: `device/${door.id}`, limit: DEVICE_LIMIT };
  return door.phone === null
    ? { key: "caller/withheld", limit: DEVICE_LIMIT }
    : { key: `caller/${keyedHash(key, `caller/${door.phone}`)}`, limit: CALLER_LIMIT };
}

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

/** Whole minutes until asking is allowed again; 0 when it is. */
export function minutesShutFor({ subject, door, doorLimit }: Attempts, at: Instant): number {
  return Math.max(minutesShut(subject, SUBJECT_LIMIT, at), minutesShut(door, doorLimit, at));
}

/** One more that was wrong, or is not looked at yet. */
export function countedWrites(
  { subject, door, doorLimit, newSecret }: Attempts,
  at: Instant,
): Write[] {
  return [
    attemptsWrite(subject, countAttempt(subject, SUBJECT_LIMIT, at)),
    attemptsWrite(door, countAttempt(door, doorLimit, at)),
    ...(newSecret === null ? [] : [insert(lookupSecrets, newSecret)]),
  ];
}

/** It was right: what was counted of it is taken back. */
export function forgivenWrites({ subject, door }: Attempts): Write[] {
  return [
    attemptsWrite(subject, forgive(subject, true)),
    attemptsWrite(door, forgive(door, false)),
  ];
}

function attemptsWrite(
  current: LookupAttempts,
  next: Pick<LookupAttempts, "failures" | "lastAt">,
): Write {
  const body = { id: current.id, ...next };
  return put(lookupAttempts, current, body);
}
