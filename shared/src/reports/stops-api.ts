import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { fenField, signedAreaField } from "../api/unit-fields.ts";
import { answerOfSeason, askedOfSeason, pageOfHouseholds, readsHouseholds } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const stopsAnswer = answerOfSeason({
  households: z.int().min(0),
  stoppedMilli: signedAreaField,
  partlyMilli: signedAreaField,
  fullFen: fenField,
  baseFen: fenField,
  otherFen: fenField,
  dueFen: fenField,
  paidFen: fenField,
  relievedFen: fenField,
  writtenOffFen: fenField,
  owedFen: fenField,
});

export const readStops = endpoint({
  name: "reports.stops",
  method: "get",
  path: "/api/reports/stops",
  permit: reportPermissions.read,
  summary: "What is stopped of a season and its base fees as of a day, for a node and below it",
  query: z.strictObject({ ...askedOfSeason, ...pageOfHouseholds }),
  reads: readsHouseholds,
  answer: stopsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

export const exportStops = endpoint({
  name: "reports.stops-sheet",
  method: "get",
  path: "/api/reports/stops/sheet",
  permit: reportPermissions.read,
  summary: "The summary of stops as an XLSX workbook, in the language of whoever asks",
  query: z.strictObject(askedOfSeason),
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
