import type { Component } from "svelte";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import RightsDone from "../staff/rights-done.svelte";

/** By command: what is left to do for people once it was carried out. */
const DONE: Readonly<Record<string, Component<{ request: RequestRow }>>> = {
  "staff.grant-rights": RightsDone,
};

export function doneOf({ command, state }: RequestRow): Component<{ request: RequestRow }> | null {
  return state === "executed" && Object.hasOwn(DONE, command) ? (DONE[command] ?? null) : null;
}
