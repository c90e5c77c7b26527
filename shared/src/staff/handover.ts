import { later, type Instant } from "../kernel/time.ts";

/** The halves of a password, in the order in which they are typed. */
export const HALVES = ["first", "second"] as const;
export type Half = (typeof HALVES)[number];

/**
 * 密码分持: who hands somebody's next password over, half by half (split knowledge, as PCI DSS and
 * banks have it). It stands with the person until they have chosen a password of their own.
 */
export interface PasswordHandover {
  /** Who asked tells the first half, who approved the second. */
  readonly byId: Readonly<Record<Half, string>>;
  /** Until when they may draw it. */
  readonly expiresAt: Instant;
  /** The half that was drawn while the other one was not: it opens nothing by itself. */
  readonly kept?: { readonly half: Half; readonly secret: string };
}

/** As far as it says how a handover stands. */
interface HandedOver {
  readonly handover?: PasswordHandover | undefined;
  /** There is a password since both halves are drawn. */
  readonly oneTimeUntil?: Instant | undefined;
}

const HANDOVER_DAYS = 7;

/** Of a password that whoever asked and whoever approved draw from now on. */
export function handoverFrom(byId: PasswordHandover["byId"], now: Instant): PasswordHandover {
  return { byId, expiresAt: later(now, HANDOVER_DAYS * 86_400_000) };
}

/** Which of the halves were drawn. */
export function drawnHalves({ handover, oneTimeUntil }: HandedOver): readonly Half[] {
  if (handover?.kept !== undefined) return [handover.kept.half];
  return handover === undefined || oneTimeUntil === undefined ? [] : HALVES;
}

/** The half that is somebody's to tell; undefined: none. */
export function halfOf(
  { byId }: Pick<PasswordHandover, "byId">,
  staffId: string | undefined,
): Half | undefined {
  return HALVES.find((half) => byId[half] === staffId);
}

/** A whole as it is typed. */
export function joinHalves(halves: Readonly<Record<Half, string>>): string {
  return HALVES.map((half) => halves[half]).join("-");
}
