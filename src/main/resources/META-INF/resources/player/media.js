// Files by hash: fetched once, checked before anything sees them, kept while a listed sheet needs them.

import { Backoff } from './api.js';
import { Parts } from './parts.js';

const STALL_MS = 30000;

export class MediaCache {
  constructor({ store, api, faults }) {
    this.store = store;
    this.parts = new Parts(store);
    this.api = api;
    this.faults = faults;
    this.ready = new Map();
    this.stored = new Set();
    this.retryAt = new Map();
    this.backoffs = new Map();
    this.wanted = [];
    this.busy = false;
    this.jobs = new Map();
    this.jobCount = 0;
    this.listeners = [];
  }

  async open() {
    this.stored = new Set(await this.store.keys('media'));
    await this.parts.sweep((sha256) => !this.stored.has(sha256));
    this.worker = new Worker(new URL('./media-worker.js', import.meta.url), { type: 'module' });
    this.worker.onmessage = (message) => this.settle(message.data);
    this.worker.onerror = (failure) => this.faults.raise('MEDIA_WORKER', failure.message || 'worker failed');
  }

  onReady(listener) {
    this.listeners.push(listener);
  }

  /** @returns the object URL of a checked file, or null while there is none */
  urlOf(sha256) {
    const entry = this.ready.get(sha256);
    return entry ? entry.url : null;
  }

  cached() {
    return [...this.ready.keys()].sort();
  }

  /** @param wanted `[{sha256, type, bytes}]`, the most urgent first */
  want(wanted) {
    this.wanted = wanted;
    this.work();
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.mostUrgent(); next; next = this.mostUrgent()) await this.obtain(next);
    } finally {
      this.busy = false;
    }
    this.wakeForRetry();
  }

  mostUrgent() {
    const now = performance.now();
    return this.wanted.find(({ sha256 }) => !this.ready.has(sha256) && (this.retryAt.get(sha256) || 0) <= now);
  }

  wakeForRetry() {
    clearTimeout(this.timer);
    const waits = this.wanted.filter(({ sha256 }) => !this.ready.has(sha256)).map(({ sha256 }) => this.retryAt.get(sha256) || 0);
    if (waits.length) this.timer = setTimeout(() => this.work(), Math.max(200, Math.min(...waits) - performance.now()));
  }

  async obtain(item) {
    try {
      const blob = (await this.fromStore(item)) || (await this.fromService(item));
      this.ready.set(item.sha256, { url: URL.createObjectURL(blob), bytes: blob.size });
      this.backoffs.delete(item.sha256);
      this.faults.clear('MEDIA_HASH', item.sha256);
      this.faults.clear('MEDIA_DOWNLOAD', item.sha256);
      for (const listener of this.listeners) listener(item.sha256);
    } catch (failure) {
      const backoff = this.backoffs.get(item.sha256) || new Backoff(2000, 300000);
      this.backoffs.set(item.sha256, backoff);
      this.retryAt.set(item.sha256, performance.now() + backoff.nextMs(failure));
      if (failure.code !== 'MEDIA_HASH') this.faults.raise('MEDIA_DOWNLOAD', failure.message, item.sha256);
    }
  }

  /** A disk may rot: what was kept is hashed again before its first use after a start. */
  async fromStore({ sha256, type }) {
    if (!this.stored.has(sha256)) return null;
    const row = await this.store.get('media', sha256);
    if (row && (await this.run({ blob: row.blob })).sha256 === sha256) {
      return row.blob.type === type ? row.blob : row.blob.slice(0, row.blob.size, type);
    }
    this.faults.raise('MEDIA_HASH', 'the kept file is damaged', sha256);
    await this.store.delete('media', sha256);
    this.stored.delete(sha256);
    return null;
  }

  async fromService({ sha256, type, bytes }) {
    const url = `/player/v1/media/${sha256}`;
    // Two proofs: a service that gives no parts is asked once more from the beginning.
    const credentials = [await this.api.identity.credentials('GET', url), await this.api.identity.credentials('GET', url)];
    const got = await this.run({ url, sha256, credentials, type, bytes, stallMs: STALL_MS });
    if (got.sha256 !== sha256) {
      await this.parts.drop(sha256);
      this.faults.raise('MEDIA_HASH', `received ${got.sha256}`, sha256);
      throw Object.assign(new Error('hash differs'), { code: 'MEDIA_HASH' });
    }
    await this.keep(sha256, got.blob);
    return got.blob;
  }

  /** The whole first, then the chunks go: whatever happens in between, one of them is there. */
  async keep(sha256, blob) {
    const put = () => this.store.put('media', { sha256, blob });
    const dropped = () => this.parts.drop(sha256).catch((failure) => console.warn('chunks stay:', failure.message));
    try {
      await put().catch(() => dropped().then(put)); // where there is no room for both, the chunks make some
      this.stored.add(sha256);
      this.faults.clear('STORE_FULL');
    } catch (failure) {
      this.faults.raise('STORE_FULL', failure.message);
    }
    await dropped();
  }

  /** Drops what no listed sheet needs; what is on the screen is never dropped. */
  async evict(needed) {
    const spare = [...this.stored].filter((sha256) => !needed.has(sha256));
    if (spare.length) await this.store.delete('media', spare);
    for (const sha256 of spare) this.stored.delete(sha256);
    await this.parts.sweep((sha256) => needed.has(sha256) && !this.stored.has(sha256));
    for (const [sha256, entry] of [...this.ready]) {
      if (needed.has(sha256)) continue;
      URL.revokeObjectURL(entry.url);
      this.ready.delete(sha256);
    }
    for (const tried of [this.retryAt, this.backoffs]) for (const sha256 of [...tried.keys()]) if (!needed.has(sha256)) tried.delete(sha256);
    this.faults.keepOnly('MEDIA_HASH', needed);
    this.faults.keepOnly('MEDIA_DOWNLOAD', needed);
  }

  /** Forgets everything that is kept; what is on the screen stays there until the page starts anew. */
  async clear() {
    await this.store.delete('media', await this.store.keys('media'));
    await this.parts.sweep(() => false);
    this.stored.clear();
  }

  run(job) {
    return new Promise((resolve, reject) => {
      const id = ++this.jobCount;
      this.jobs.set(id, { resolve, reject });
      this.worker.postMessage({ id, job });
    });
  }

  settle({ id, result, failure, status, retryAfterMs }) {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    if (result) job.resolve(result);
    else job.reject(Object.assign(new Error(failure), { status, retryAfterMs }));
  }
}
