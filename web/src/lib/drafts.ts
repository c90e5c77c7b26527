import { Drafts } from "@warmline/shared/client/drafts.svelte.ts";

/** What was typed in this tab and is not sent. */
export const drafts = new Drafts(() => sessionStorage);

/** Tells the other tabs of this browser who has signed out. */
let signOuts: BroadcastChannel | null = null;

/** Wipes what a person typed when they sign out in another tab; from the first page on. */
export function heedSignOuts(): void {
  if (signOuts !== null) return;
  signOuts = new BroadcastChannel("warmline.sign-outs");
  signOuts.addEventListener("message", ({ data }) => drafts.wipe(String(data)));
}

/** This person signs out: what they typed is gone, here and in the other tabs. */
export function wipeDrafts(person: string): void {
  drafts.wipe(person);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  signOuts?.postMessage(person);
}
