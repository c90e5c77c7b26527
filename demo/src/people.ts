import { logins, staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { drawFor } from "./draw.ts";
import { personName } from "./names.ts";
import { BRANCHES, HALLS, type Hall } from "./places.ts";
import { derived } from "./secret.ts";

/** Of every demo log-in, printed at the start: a demo city holds no real person to guard. */
export { DEMO_PASSWORD } from "@warmline/shared/staff/password.ts";

/** Counters of each hall that simulated staff serve; the others are for people. */
const SIMULATED_COUNTERS = 3;

const FIELD_WORKERS_PER_BRANCH = 3;

export interface Post {
  readonly login: string;
  readonly role: Role;
  readonly scope: Scope;
  /** Serves a counter by itself: nobody signs in as it by hand. */
  readonly simulated?: true;
}

const city: Scope = { kind: "city" };

/** Everyone who works in the demo city; `role` and number make the log-in. */
export const POSTS: readonly Post[] = [
  { login: "admin", role: "administrator", scope: city },
  { login: "admin2", role: "administrator", scope: city },
  { login: "supervisor", role: "supervisor", scope: city },
  ...numbered("agent", 6, { role: "agent", scope: city }),
  { login: "dispatcher", role: "dispatcher", scope: city },
  { login: "finance", role: "finance", scope: city },
  { login: "finance2", role: "finance", scope: city },
  { login: "auditor", role: "auditor", scope: city },
  ...BRANCHES.flatMap(({ id }, index): Post[] => {
    const scope: Scope = { kind: "branch", branchId: id };
    return [
      { login: `dispatcher${index + 1}`, role: "dispatcher", scope },
      ...fieldWorkersOf(id).map((login): Post => ({ login, role: "field-worker", scope })),
    ];
  }),
  ...HALLS.flatMap((hall): Post[] => {
    const scope: Scope = { kind: "hall", hallId: hall.id };
    return [
      { login: `manager-${hall.slug}`, role: "hall-manager", scope },
      ...numbered(`cashier-${hall.slug}`, 3, { role: "cashier", scope }),
      ...simulatedOf(hall).map((login): Post => ({
        login,
        role: "cashier",
        scope,
        simulated: true,
      })),
    ];
  }),
];

export function fieldWorkersOf(branchId: string): string[] {
  const branch = BRANCHES.findIndex(({ id }) => id === branchId);
  return Array.from(
    { length: FIELD_WORKERS_PER_BRANCH },
    (_, index) => `field${branch * FIELD_WORKERS_PER_BRANCH + index + 1}`,
  );
}

export function simulatedOf(hall: Hall): string[] {
  return Array.from({ length: SIMULATED_COUNTERS }, (_, index) => `sim-${hall.slug}${index + 1}`);
}

export function staffId(login: string): string {
  return `staff-${login}`;
}

/** The same name whenever it is asked for. */
export function nameOf(seed: number, login: string): string {
  return personName(drawFor(seed, `staff ${login}`));
}

export interface PasswordHashes {
  readonly people: string;
  readonly simulated: string;
}

export function staffWrites(seed: number, hashes: PasswordHashes): Write[] {
  return POSTS.flatMap(({ login, role, scope, simulated }) => {
    const member: Omit<StaffMember, "rev" | "by"> = {
      id: staffId(login),
      login,
      name: simulated ? `${nameOf(seed, login)}（模拟）` : nameOf(seed, login),
      roles: [role],
      scope,
      active: true,
      passwordHash: simulated ? hashes.simulated : hashes.people,
    };
    return [insert(staff, member), insert(logins, { id: login, staffId: member.id })];
  });
}

function numbered(stem: string, count: number, post: Omit<Post, "login">): Post[] {
  return Array.from({ length: count }, (_, index) => ({ ...post, login: `${stem}${index + 1}` }));
}

/** Of the simulated staff of one city: nobody is told it. */
export function simulatedPassword(secret: string): string {
  return derived(secret, "simulated staff");
}
