import { permits, type Permission } from "@warmline/shared/access/permission.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { signIn, signOut, whoAmI, type Me } from "@warmline/shared/staff/api.ts";
import { acts, call, listen, type Refused } from "./call.ts";
import { drafts, heedSignOuts, wipeDrafts } from "./drafts.ts";
import { connection } from "@warmline/shared/client/live/connection.svelte.ts";

type SessionState = "unknown" | "signed-in" | "signed-out" | "unreachable";

/** Who is signed in on this page, and what they may do. */
class Session {
  state = $state<SessionState>("unknown");
  me = $state.raw<Me | null>(null);
  /** Who signed in meanwhile in this browser, while the page still shows `me`. */
  other = $state.raw<Me | null>(null);

  /** Whether the person holds the permission; the server checks it again on every call. */
  may(permission: Permission): boolean {
    return this.actor !== null && permits(this.actor, permission);
  }

  get actor(): StaffActor | null {
    return this.me && { kind: "staff", ...this.me };
  }

  async load(): Promise<void> {
    const answer = await call(whoAmI, {});
    if (answer.ok) this.#found(answer.value);
    else if (answer.status === 401 || answer.status === 403) this.ended();
    else if (this.me === null) this.state = "unreachable";
  }

  async signIn(login: string, password: string, newPassword?: string): Promise<Refused | null> {
    const body = newPassword === undefined ? { login, password } : { login, password, newPassword };
    const answer = await call(signIn, { body });
    if (!answer.ok) return answer;
    connection.close();
    this.#start(answer.value);
    return null;
  }

  async signOut(): Promise<Refused | null> {
    const answer = await call(signOut, {});
    if (!answer.ok) return answer;
    if (this.me) wipeDrafts(this.me.id);
    this.ended();
    return null;
  }

  /** The server no longer knows this session. */
  ended(): void {
    connection.close();
    acts.of(null);
    drafts.of(null);
    this.me = null;
    this.other = null;
    this.state = "signed-out";
  }

  /** What the page shows stays the first one's until it is loaded anew. */
  #found(me: Me): void {
    if (this.me !== null && this.me.id !== me.id) this.other = me;
    else this.#start(me);
  }

  #start(me: Me): void {
    acts.of(me.id);
    drafts.of(me.id);
    heedSignOuts();
    this.me = me;
    this.other = null;
    this.state = "signed-in";
  }
}

export const session = new Session();
listen({ signedOut: () => session.ended(), anotherPerson: () => void session.load() });
