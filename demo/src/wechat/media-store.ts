/** 临时素材: what people sent, for the account to fetch. */
export interface MediaStore {
  /** Answers its id. */
  keep(content: Uint8Array): string;
  /** Null: there is none of that id any more. */
  get(mediaId: string): Uint8Array | null;
}

/** Pictures of phones: so many are some tens of megabytes. */
const MEDIA_MAX = 20;

/** In the memory of this process, the newest; as the real one's end after three days. */
export function makeMediaStore(newId: () => string): MediaStore {
  const media = new Map<string, Uint8Array>();
  return {
    keep(content) {
      const id = newId();
      media.set(id, content);
      const [oldest] = media.keys();
      if (media.size > MEDIA_MAX && oldest !== undefined) media.delete(oldest);
      return id;
    },
    get: (mediaId) => media.get(mediaId) ?? null,
  };
}
