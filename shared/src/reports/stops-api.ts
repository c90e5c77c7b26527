import { z } from "zod";
import { fenField, signedAreaField } from "../api/unit-fields.ts";
import { answerOfSeason, summedFields } from "./answers.ts";
import { seasonEndpoints } from "./season-report-api.ts";

export const stopsApi = seasonEndpoints({
  name: "stops",
  summary: "What is stopped of a season and its base fees as of a day, for a node and below it",
  sheet: "The summary of stops",
  answer: answerOfSeason({
    households: z.int().min(0),
    stoppedMilli: signedAreaField,
    partlyMilli: signedAreaField,
    fullFen: fenField,
    baseFen: fenField,
    otherFen: fenField,
    ...summedFields,
  }),
});
