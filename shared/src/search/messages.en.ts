import type { search as zh } from "./messages.zh.ts";

export const search: Record<keyof typeof zh, string> = {
  "refusal.search-unavailable": "Search is being restored: try again in a moment",
  "refusal.pins-full": "Twenty are pinned at most: unpin one first",
  "console.command.search.pin": "Pin what was found",
  "console.command.search.unpin": "Unpin it",
};
