import {
  changed,
  dropped,
  renamedField,
  withoutField,
  type FormerDocument,
  type Upgrade,
} from "../store/upgrade.ts";

type FormerPart = Readonly<Record<string, unknown>>;

const described = <P extends FormerPart>(part: P) => renamedField(part, "words", "description");

/** Events of applications as they are called since there are several kinds of them. */
const RENAMED_EVENTS: Readonly<Record<string, string>> = {
  "extension-withdrawn": "application-withdrawn",
  "extension-refused": "application-refused",
};

function renamedEvent(event: FormerPart): FormerPart {
  const kind = String(event["kind"]);
  return described({ ...event, kind: RENAMED_EVENTS[kind] ?? kind });
}

const extensionAsked = (extension: unknown) => {
  return { kind: "extension", clock: "resolve", ...described(extension as FormerPart) };
};

/** The deadline as the clock until it is done, with who asked for and who granted a later one. */
function resolveClockOf(body: FormerDocument, history: readonly FormerPart[]): FormerPart {
  const { openedAt: from, dueAt: due, ruleDueAt, resolvedAt: metAt } = body;
  const granted = history.findLast(({ kind }) => kind === "extended");
  const data = (granted?.["data"] ?? {}) as FormerPart;
  const extension = {
    cause: "extension",
    from: ruleDueAt,
    to: due,
    at: granted?.["at"] ?? from,
    askedBy: data["askedBy"] ?? "",
    grantedBy: granted?.["actorName"] ?? "",
  };
  return {
    kind: "resolve",
    from,
    due,
    ...(metAt === undefined ? {} : { metAt }),
    policy: 0,
    ...(ruleDueAt === due ? {} : { extensions: [extension] }),
  };
}

function raisedStanding(raised: FormerPart): FormerPart {
  const plain = (one: FormerPart) => withoutField(one, "ruleDueAt");
  const by = (raised["by"] as readonly FormerPart[]).map(plain);
  return { own: plain(raised["own"] as FormerPart), by };
}

function mergedInto(merged: FormerPart): FormerPart {
  const { extension, ...rest } = merged;
  return extension === undefined ? rest : { ...rest, application: extensionAsked(extension) };
}

function upgradedCase(former: FormerDocument): FormerDocument {
  const { dueAt: _, ruleDueAt: __, extension, raised, mergedInto: merged, ...rest } = former;
  const history = (former["history"] as readonly FormerPart[]).map(renamedEvent);
  return {
    ...described(rest as FormerDocument),
    clocks: [resolveClockOf(former, history)],
    history,
    ...(extension === undefined ? {} : { application: extensionAsked(extension) }),
    ...(raised === undefined ? {} : { raised: raisedStanding(raised as FormerPart) }),
    ...(merged === undefined ? {} : { mergedInto: mergedInto(merged as FormerPart) }),
  };
}

/**
 * 2: words became descriptions, the deadline the first of several clocks, an extension that is
 * asked for one kind of application. Guards of the store took the place of `matters`, audit records
 * that of `caseActs`: a page of the older program that still repeats an act is refused by its
 * revision.
 */
export const casesUpgrades: readonly Upgrade[] = [
  changed(2, "cases", upgradedCase),
  changed(2, "reports", described),
  dropped(2, "matters"),
  dropped(2, "caseActs"),
];
