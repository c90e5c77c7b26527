import { finished } from "node:stream/promises";
import mongoose from "mongoose";
import type { FileStore } from "./port.ts";

export interface GridFsOptions {
  readonly url: string;
  readonly database: string;
}

/** Files in GridFS: plain collections, so that they are replicated and backed up with the rest. */
export async function openGridFsFiles({ url, database }: GridFsOptions): Promise<FileStore> {
  const connection = await mongoose
    .createConnection(url, { dbName: database, serverSelectionTimeoutMS: 5_000 })
    .asPromise();
  const bucket = new mongoose.mongo.GridFSBucket(connection.getClient().db(database), {
    bucketName: "files",
    writeConcern: { w: "majority" },
  });
  // GridFS names files by a free string and numbers them; ours have ids of their own.
  const keyOf = (id: string) => id as unknown as mongoose.mongo.ObjectId;
  return {
    async put(id, content, type) {
      const upload = bucket.openUploadStreamWithId(keyOf(id), id, { metadata: { type } });
      upload.end(content);
      await finished(upload);
    },
    async get(id) {
      const [file] = await bucket.find({ _id: keyOf(id) }).toArray();
      if (file === undefined) return null;
      const content = Buffer.concat(await bucket.openDownloadStream(keyOf(id)).toArray());
      return { content, type: String(file.metadata?.["type"]) };
    },
    async remove(id) {
      await bucket.delete(keyOf(id)).catch((error: unknown) => {
        // Gone already: what the caller wanted.
        if ((error as Error).name !== "MongoRuntimeError") throw error;
      });
    },
    async close() {
      await connection.close();
    },
  };
}
