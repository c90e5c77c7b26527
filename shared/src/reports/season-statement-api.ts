import { z } from "zod";
import { signedAreaField } from "../api/unit-fields.ts";
import { answerOfSeason, summedFields } from "./answers.ts";
import { seasonEndpoints } from "./season-report-api.ts";

const part = { households: z.int(), areaMilli: signedAreaField, ...summedFields };

export const seasonStatementApi = seasonEndpoints({
  name: "season",
  summary: "A season's households, area and heat, heated and stopped, as of a day, node by node",
  sheet: "The season statement",
  answer: answerOfSeason({
    ...part,
    heated: z.strictObject(part),
    stopped: z.strictObject(part),
    lateFee: z.strictObject(summedFields),
  }),
});
