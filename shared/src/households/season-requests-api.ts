import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, rev, seasonName } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { tariffPermissions } from "./permissions.ts";

const bySeason = z.strictObject({ id: seasonName });

const move = z.strictObject({
  /** A branch, station or building, or `city`. */
  placeId: id,
  /** The calendar's, where there is one. */
  rev: rev.optional(),
  /** Null: as where the place lies. */
  days: z.strictObject({ from: cityDate, to: cityDate }).nullable(),
  evidence: line(60),
  reason,
});

const moveRefusals = [
  "not-found",
  "place-unknown",
  "season-dates-wrong",
  "season-overlaps",
  "season-days-same",
] as const;

export const previewSeasonMove = endpoint({
  name: "preview-season-move",
  method: "post",
  key: false,
  path: "/api/seasons/:id/calendar-preview",
  permit: tariffPermissions.write,
  summary: "What a longer or shorter season would change and on how much it bears; writes nothing",
  params: bySeason,
  body: move,
  answer: previewedAnswer,
  refusals: moveRefusals,
});

export const askSeasonMove = endpoint({
  name: "seasons.ask-move",
  method: "post",
  path: "/api/seasons/:id/calendar-request",
  permit: tariffPermissions.write,
  summary:
    "Asks for a longer or shorter season, of the city or one place; undone by moving it back",
  params: bySeason,
  body: move.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...moveRefusals, "request-pending", "file-not-found"],
});

const correction = z.strictObject({ rev, from: cityDate, to: cityDate, reason });

const correctionRefusals = [
  "not-found",
  "season-in-use",
  "season-dates-wrong",
  "season-overlaps",
  "season-days-same",
] as const;

export const previewSeasonDays = endpoint({
  name: "preview-season-days",
  method: "post",
  key: false,
  path: "/api/seasons/:id/days-preview",
  permit: tariffPermissions.write,
  summary: "What correcting a season's own days would change; writes nothing",
  params: bySeason,
  body: correction,
  answer: previewedAnswer,
  refusals: correctionRefusals,
});

export const askSeasonDays = endpoint({
  name: "seasons.ask-correction",
  method: "post",
  path: "/api/seasons/:id/days-request",
  permit: tariffPermissions.write,
  summary: "Asks for other days of a season that no contract stands on yet",
  params: bySeason,
  body: correction.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...correctionRefusals, "request-pending", "file-not-found"],
});
