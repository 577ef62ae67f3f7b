// The part of a file that has arrived, kept on disk chunk by chunk until the file is whole: a power cut in the middle of a long film
// costs one chunk, not the film. A chunk is only ever a saving of time. What it is worth, the hash of the whole says.

const DIGITS = 15;

export class Parts {
  constructor(store) {
    this.store = store;
  }

  /** @returns `[Blob]` that begin the file and have no gap between them; what lies behind a gap is dropped */
  async of(sha256) {
    const rows = await this.store.first('parts', `${sha256}/`, undefined);
    const blobs = [];
    let total = 0;
    for (const { key, blob } of rows) {
      if (key !== keyOf(sha256, total) || blob.size === 0) break;
      blobs.push(blob);
      total += blob.size;
    }
    const spare = rows.slice(blobs.length).map((row) => row.key);
    if (spare.length) await this.store.delete('parts', spare);
    return blobs;
  }

  /** The bytes from `at` on. Rejects where the disk is full. */
  keep(sha256, at, blob) {
    return this.store.put('parts', { key: keyOf(sha256, at), blob });
  }

  /** Forgets what is kept of a file. */
  async drop(sha256) {
    const rows = await this.keys((name) => name === sha256);
    if (rows.length) await this.store.delete('parts', rows);
  }

  /** Forgets what is kept of files that nobody waits for. */
  async sweep(isWanted) {
    const rows = await this.keys((name) => !isWanted(name));
    if (rows.length) await this.store.delete('parts', rows);
  }

  async keys(chosen) {
    return (await this.store.keys('parts')).filter((key) => chosen(key.split('/')[0]));
  }
}

/** Sorted as text they are sorted by place. */
function keyOf(sha256, at) {
  return `${sha256}/${String(at).padStart(DIGITS, '0')}`;
}
