import { describe, expect, test } from "vitest";
import { endpoints, permissions, refusals } from "@warmline/shared/manifests.ts";

/** Every endpoint that answers without a sign-in, by name and with the reason. */
const PUBLIC = {
  "staff.sign-in": "nobody is signed in yet",
  "staff.sign-out": "a session that has run out may be left as well",
  "devices.ask-pairing": "a device that is not paired yet asks",
  "devices.self": "a device polls while it is pairing; it learns of itself alone",
  "demo.read": "the sign-in page asks whether this is a demo city; elsewhere the answer is no",
  "dunning.check-slip": "whoever holds a notice asks whether it is ours; what is told is masked",
  "health.read": "whoever watches over the process has no account; it learns a number",
  "demo.enter-kiosk": "in a demo city only: makes the browser its kiosk",
  "demo.enter-tv": "in a demo city only: makes the browser its television",
  "demo.phone": "in a demo city only: whose telephones one may try the hotline with",
  "demo.dial": "in a demo city only: calls the hotline as its residents do",
  "demo.phone-event": "in a demo city only: the keys of that call",
  "demo.phone-ringing": "in a demo city only: whether it rings at a resident's telephone",
  "demo.phone-pick-up": "in a demo city only: picks it up",
  "demo.phone-reject": "in a demo city only: lets it be busy",
  "demo.phone-texts": "in a demo city only: text messages that came to that telephone",
  "demo.chats": "in a demo city only: as whom one may write to the simulated account",
  "demo.chat": "in a demo city only: what stands in that chat",
  "demo.chat-event": "in a demo city only: writes in it",
  "demo.chat-picture": "in a demo city only: sends a picture in it",
};

test("nothing is public but what is listed here", () => {
  const open = endpoints.filter(({ permit }) => permit === "public").map(({ name }) => name);
  expect(open.toSorted()).toEqual(Object.keys(PUBLIC).toSorted());
});

describe("every endpoint", () => {
  test.each(
    endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
  )("%s names a permission that exists", (_, { permit }) => {
    expect(permit === "public" || permissions.includes(permit)).toBe(true);
  });

  test("has a name and a path of its own", () => {
    const names = endpoints.map(({ name }) => name);
    const paths = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(paths).size).toBe(paths.length);
  });

  // What a caller guesses is limited by the hotline itself, by number and by what is asked for.
  const NOT_GUESSING = [
    "staff.sign-out",
    "demo.dial",
    "demo.phone-event",
    "demo.phone-pick-up",
    "demo.phone-reject",
    "demo.phone-texts",
    "demo.chat-event",
    "demo.chat-picture",
  ];

  test("that changes something without a sign-in is limited as guessing, but for these", () => {
    const loose = endpoints.filter(
      ({ permit, method, rate, guessed }) =>
        permit === "public" && method === "post" && rate !== "guess" && guessed === undefined,
    );
    expect(loose.map(({ name }) => name)).toEqual(NOT_GUESSING);
  });
});

/** Asked for by a command, because it depends on what the command is about. */
const ASKED_WITHIN = {
  "staff.approve": "approving rights and passwords, named by a step of their policy",
  "catalogue.approve": "approving another version of the catalogue, named by a step of its policy",
  "premises.approve": "approving other areas, named by a step of its policy",
  "stops.approve": "approving a stop of heat or a restore, named by a step of its policy",
  "stops.release": "approving a large one, named by the second step",
  "seasons.approve": "approving other days of a season, named by a step of its policy",
  "ledger.reverse": "reversing anything but a payment",
  "ledger.approve-reversal": "approving a reversal, named by a step of its policy",
  "ledger.release-reversal": "approving a large one, the second step",
  "ledger.approve-refund": "approving a large one, the second step",
  "ledger.release-refund": "approving a large one, the second step",
  "ledger.approve-relief": "approving that less is owed, the first step",
  "ledger.release-relief": "approving that less is owed, the second step",
  "ledger.approve-write-off": "approving that a debt is written off, named by a step of its policy",
  "ledger.release-write-off": "approving a large one, the second step",
  "ledger.approve-settlement": "approving a settlement by meter, the first step",
  "ledger.release-settlement": "approving a large one, the second step",
  "ledger.approve-plan": "agreeing to instalments, named by a step of its policy",
  "seasonruns.approve": "approving a season run or its undoing, named by a step of its policy",
  "carryforwards.approve":
    "approving a carry-forward's seal or its withdrawal, named by a step of its policy",
  "outagerefunds.approve":
    "approving the refund of an outage or its undoing, named by a step of its policy",
  "dunning.approve-valve": "approving that a valve is shut, named by a step of its policy",
  "dunningruns.approve": "approving that messages are sent, named by a step of its policy",
  "calls.tell": "what a telephone channel says under its signature, by webhook",
  "campaigns.read": "joining the live views of campaigns and whom they ring",
  "chats.tell": "what WeChat says under its signature, by webhook",
  "chatdesk.read": "joining the live views of chats at the desks and of canned answers",
  "requests.approve-policies": "approving another rule of approval, by the rule that is code",
  "requests.read-all": "seeing requests that one neither made nor decides",
};

test("every permission opens an endpoint or is asked for within one", () => {
  const used = new Set(endpoints.map(({ permit }) => permit));
  const unused = permissions.filter((one) => !used.has(one)).map(({ name }) => name);
  expect(unused).toEqual(Object.keys(ASKED_WITHIN));
});

test("a code that two domains share has one status", () => {
  const statuses = new Map<string, number>();
  for (const [code, status] of refusals.flatMap((domain) => Object.entries(domain))) {
    expect(statuses.get(code) ?? status, code).toBe(status);
    statuses.set(code, status);
  }
});
