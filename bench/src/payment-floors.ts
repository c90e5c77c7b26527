import express, { type Express } from "express";
import { Book } from "medici";
import mongoose from "mongoose";
import { PATH } from "./payment-load.ts";
import { openRawFloor } from "./same-bytes.ts";

/** Bare `node:sqlite`: a transaction of as many documents of as many bytes as a payment takes. */
export function raw(given: string): Express {
  const documents = JSON.parse(given) as string[];
  const floor = openRawFloor();
  process.once("exit", () => floor.close());
  process.once("SIGTERM", () => process.exit(0));
  return paidThrough(async () => {
    floor.commit(documents);
    return {};
  });
}

/**
 * medici as its manual has it: a journal with its two transactions, then the balance of the
 * household's account for the answer. Without a session, so that these are three writes and not one
 * commit: only a replica set has sessions.
 */
export async function medici(url: string): Promise<Express> {
  await mongoose.connect(url);
  const book = new Book("Warmline");
  return paidThrough(async (accountId, amountFen) => {
    const account = `Receivable:${accountId}`;
    const entry = book.entry("payment").debit("Money:cash", amountFen).credit(account, amountFen);
    await entry.commit();
    return book.balance({ account });
  });
}

/** Bare Express, for the same requests as ours. */
function paidThrough(take: (accountId: string, amountFen: number) => Promise<object>): Express {
  const app = express().disable("x-powered-by").disable("etag").use(express.json());
  app.post(PATH, (request, response, next) => {
    const [{ accountId, amountFen }] = request.body.parts;
    take(accountId, amountFen).then((paid) => response.json(paid), next);
  });
  return app;
}
