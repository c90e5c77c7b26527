import type { metering as zh } from "./messages.zh.ts";

export const metering: Readonly<Record<keyof typeof zh, string>> = {
  "refusal.meter-unknown": "This household has no such meter",
  "refusal.meter-removed": "Meter {number} was removed on {day}",
  "refusal.meters-full": "A household has {limit} meters at most",
  "refusal.day-outside-meter": "Meter {number} was not installed here on {day}",
  "refusal.reading-unknown": "This meter has no such reading",
  "refusal.already-corrected": "This reading was corrected already: correct the one in its place",
  "refusal.reason-needed": "A correction needs a reason",
  "refusal.no-metered-rule":
    "No rule for metered heat holds for the season of {day}, or nothing is settled by meter: it cannot be estimated",
  "refusal.figure-falls":
    "It does not fit the figure of {day}, {figure}: a meter only rises. If it is so, say why",
  "refusal.figure-high":
    "{taken} since the reading before is beyond what is plausible, {most}. If it is so, say why",
  "metering.source.read": "read",
  "metering.source.estimated": "estimated",
  "metering.source.corrected": "correction",
  "console.command.metering.install": "Install a meter",
  "console.command.metering.remove": "Remove a meter",
  "console.command.metering.record": "Read a meter",
  "console.subject.meters": "Heat meter",
  "console.subject.meterReadings": "Meter reading",
  "field.meterId": "Meter",
  "field.figureMilli": "Figure",
  "field.replaces": "The meter it replaces",
  "field.corrects": "The reading it corrects",
};
