import { maskName } from "@warmline/shared/households/mask.ts";
import type { Page } from "playwright-core";
import { settled, touch } from "./kiosk-hands.ts";
import type { Resident } from "./people.ts";
import { zh } from "./texts.ts";

/** Something that a resident does or waits for at a kiosk. */
type Step = (kiosk: Page, who: Resident) => Promise<void>;

/** A screen of the kiosk, and how a resident comes to stand before it, from the first one. */
export interface KioskScreen {
  readonly name: string;
  readonly steps: readonly Step[];
  /** The last touch, which asks the server: the answer may be slow, late or lost. */
  readonly asks?: Step;
  /** Stands there in the end. */
  readonly shown: Step;
}

export const phoneOf = ({ household }: Resident): string => household.phones[0]?.slice(-11) ?? "";
const numberOf = ({ household }: Resident): string => household.number;

/** What they write in their own description, where they can. */
const ownDescription = (who: Resident): string =>
  `${who.household.name}家的次卧不热，请打${phoneOf(who)}`;

/** No rule takes it for a phone. */
const NO_PHONE = "000000000000";

type Key = Parameters<typeof zh>[0] & `kiosk.${string}`;
const text = (key: Key) => zh(key as "kiosk.next");

const tap =
  (key: Key): Step =>
  (kiosk) =>
    touch(kiosk, new RegExp(`^${text(key)}`));
const heading =
  (key: Key): Step =>
  (kiosk) =>
    kiosk.getByRole("heading", { name: text(key) }).waitFor();
const digits =
  (of: (who: Resident) => string): Step =>
  async (kiosk, who) => {
    await settled(kiosk);
    await kiosk.keyboard.type(of(who));
  };
const write =
  (key: Key, of: (who: Resident) => string): Step =>
  (kiosk, who) =>
    kiosk.getByLabel(text(key)).fill(of(who));
const service: Step = (kiosk) => touch(kiosk, /缴费/);
const taken: Step = (kiosk) =>
  kiosk
    .getByRole("status")
    .filter({ hasText: /^[A-Z]\d+$/ })
    .waitFor();

const next = tap("kiosk.next");
const typedNumber = [tap("kiosk.lookup"), digits(numberOf)];
const proof = [
  ...typedNumber,
  next,
  heading("kiosk.type-phone-digits"),
  digits(({ lastFour }) => lastFour),
];
const debt: Step = (kiosk) =>
  kiosk.getByRole("button", { name: text("kiosk.pay-at-counter") }).waitFor();
const proven = [...proof, next, debt];
const cold = [tap("kiosk.case-not-warm"), tap("kiosk.yes")];
const where = [tap("kiosk.report"), ...cold];
const placed = [...where, tap("kiosk.where-number"), digits(numberOf)];
const phone = [...placed, next, heading("kiosk.contact-phone")];
const described = [next, write("kiosk.describe-own", ownDescription)];
const review = [...phone, digits(phoneOf), ...described, next];
/** The report is refused, and stands there to be mended. */
const refusable = [...phone, digits(() => NO_PHONE), ...described, next];
const atHome: Step = (kiosk, { household }) =>
  touch(kiosk, zh("kiosk.where-proven-hint", { name: maskName(household.name) }));
const provenWhere = [...proven, tap("kiosk.report-for-this"), ...cold];
const provenReview = [
  ...provenWhere,
  atHome,
  tap("kiosk.contact-known"),
  write("kiosk.describe-own", ownDescription),
  next,
];

/** Every screen that a resident can stand before, with as much of them on it as it can hold. */
export const KIOSK_SCREENS: readonly KioskScreen[] = [
  { name: "home", steps: [], shown: heading("kiosk.ask") },
  { name: "lookup by number", steps: typedNumber, shown: heading("kiosk.type-number") },
  {
    name: "lookup by phone",
    steps: [tap("kiosk.lookup"), tap("kiosk.by-phone"), digits(phoneOf)],
    shown: heading("kiosk.type-phone"),
  },
  { name: "second factor", steps: proof, shown: heading("kiosk.type-phone-digits") },
  { name: "debt", steps: proof, asks: next, shown: debt },
  { name: "services", steps: [tap("kiosk.number")], shown: heading("kiosk.choose-service") },
  { name: "priority", steps: [tap("kiosk.number"), service], shown: heading("kiosk.who") },
  {
    name: "slip",
    steps: [tap("kiosk.number"), service],
    asks: tap("kiosk.who-normal"),
    shown: taken,
  },
  {
    name: "slip, signed in",
    steps: [...proven, tap("kiosk.pay-at-counter"), service],
    asks: tap("kiosk.who-normal"),
    shown: taken,
  },
  { name: "category", steps: [tap("kiosk.report")], shown: heading("kiosk.what-wrong") },
  {
    name: "severity",
    steps: [tap("kiosk.report"), tap("kiosk.case-not-warm")],
    shown: heading("kiosk.severe-not-warm"),
  },
  { name: "place, signed in", steps: provenWhere, shown: heading("kiosk.where") },
  { name: "household number", steps: placed, shown: heading("kiosk.type-number") },
  {
    name: "address",
    steps: [
      ...where,
      tap("kiosk.where-address"),
      write("kiosk.where-write", ({ household }) => `${household.name}家，${household.number}`),
    ],
    shown: heading("kiosk.where-write"),
  },
  {
    name: "phone",
    steps: [...phone, digits(phoneOf)],
    shown: heading("kiosk.contact-phone"),
  },
  {
    name: "description",
    steps: [...phone, digits(phoneOf), ...described],
    shown: heading("kiosk.describe"),
  },
  { name: "review", steps: review, shown: heading("kiosk.review") },
  { name: "review, signed in", steps: provenReview, shown: heading("kiosk.review") },
  {
    name: "refused report",
    steps: refusable,
    asks: tap("kiosk.send"),
    shown: (kiosk) => kiosk.getByText(zh("refusal.phone-unknown", { phone: NO_PHONE })).waitFor(),
  },
  {
    name: "filed report",
    steps: review,
    asks: tap("kiosk.send"),
    shown: (kiosk) => kiosk.getByText(zh("kiosk.filed")).waitFor(),
  },
];

export function screenNamed(name: string): KioskScreen {
  const found = KIOSK_SCREENS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return found;
}
