import { z } from "zod";
import { signedAreaField } from "../api/unit-fields.ts";
import { answerOfSeason } from "./answers.ts";
import { seasonEndpoints } from "./season-report-api.ts";

export const areaStatementApi = seasonEndpoints({
  name: "areas",
  summary: "What of a season's billing area is paid, stopped and unpaid as of a day, node by node",
  sheet: "The area statement",
  answer: answerOfSeason({
    households: z.int().min(0),
    billableMilli: signedAreaField,
    paidMilli: signedAreaField,
    stoppedMilli: signedAreaField,
    unpaidMilli: signedAreaField,
    settledMilli: signedAreaField,
  }),
});
