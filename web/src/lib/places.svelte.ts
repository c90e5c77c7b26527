import { orgTree, type OrgRow } from "@warmline/shared/households/org-api.ts";
import { call, type Answer } from "./call.ts";
import { language } from "./messages.svelte.ts";

const STORED_AS = "warmline.places";

/** A television that starts without a network still knows the name of its hall. */
function remembered(): readonly OrgRow[] {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(STORED_AS) ?? "[]") as OrgRow[];
  } catch {
    return [];
  }
}

/**
 * The organisation as far as names are needed: branches, halls, stations. Loaded once a sign-in.
 */
class Places {
  #nodes = $state.raw<readonly OrgRow[]>(remembered());
  readonly #byId = $derived(new Map(this.#nodes.map((node) => [node.id, node])));
  readonly branches = $derived(this.#nodes.filter((node) => node.kind === "branch"));
  readonly halls = $derived(this.#nodes.filter((node) => node.kind === "hall"));

  async load(): Promise<Answer<unknown>> {
    const answer = await call(orgTree, {});
    if (!answer.ok) return answer;
    this.#nodes = answer.value;
    localStorage.setItem(STORED_AS, JSON.stringify(answer.value));
    return answer;
  }

  /** The name in the language in use; an id that is not known stays an id. */
  name(id: string): string {
    const node = this.#byId.get(id);
    if (node === undefined) return id;
    return language() === "en" ? (node.nameEn ?? node.name) : node.name;
  }
}

export const places = new Places();
