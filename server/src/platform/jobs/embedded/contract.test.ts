import { jobsContract } from "../contract.ts";

jobsContract("in the store");
