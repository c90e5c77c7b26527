import { collection, type Stored } from "../store/collection.ts";

/** 游标: up to where the messages of an account of 微信客服 were heard; by its open_kfid. */
export interface ServiceCursor extends Stored {
  readonly cursor: string;
}

export const serviceCursors = collection<ServiceCursor>("serviceCursors");
