import type { accountTimeline as zh } from "./messages.zh.ts";

export const accountTimeline: Readonly<Record<keyof typeof zh, string>> = {
  "console.timeline": "Timeline",
  "console.timeline.about":
    "The account as of the end of any day, or of any moment, folded anew from the entries that were there by then.",
  "console.timeline.day": "As of the end of",
  "console.timeline.back": "Back to after entry",
  "console.timeline.now": "Back to now",
  "console.timeline.stood-now": "Now, {count} entries",
  "console.timeline.stood-day": "At the end of {day}, {count} entries",
  "console.timeline.stood-at": "{at}, after entry {seq}",
  "console.timeline.stood-before": "Before the first entry",
  "console.timeline.owed-after": "Owed after it",
  "console.timeline.on-account-after": "On account after it",
  "console.timeline.counts-from": "counts from {day}",
  "console.timeline.chart": "What was owed and on account",
  "console.timeline.show": "Back to after entry {seq}",
  "console.timeline.none": "There are no entries yet.",
};
