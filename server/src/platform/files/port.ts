/**
 * Pictures and recordings: a folder in `data/` (embedded) or GridFS (cluster). Content is
 * immutable.
 */
export interface FileStore {
  /** Durable once answered; the same id twice is refused by throwing. */
  put(id: string, content: Uint8Array, type: string): Promise<void>;
  get(id: string): Promise<{ content: Uint8Array; type: string } | null>;
  /** For what was put but never became part of a document. */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}
