// The sheets that the manifest lists, by hash: from disk or from the service, hashed before use, asked for again when broken.

import { Backoff, parseJson } from './api.js';
import { sha256Hex } from './ed25519.js';
import { localDate, readSheet } from './schedule.js';

// A new version of today is fetched before the old one leaves the screen, but the old one gets no longer than this.
const GRACE_MS = 10000;

export class SheetShelf {
  constructor({ store, api, clock, faults }) {
    Object.assign(this, { store, api, clock, faults });
    this.read = new Map();
    this.current = [];
    this.complete = false;
    this.run = 0;
    this.listeners = [];
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** The sheets in use, by date. */
  list() {
    return this.current;
  }

  /** Brings the shelf to what this manifest lists; a later call ends an earlier one. */
  async follow(manifest) {
    const run = ++this.run;
    const today = localDate(manifest.screen.timeZone, this.clock.now());
    const days = [...manifest.days].sort((one, other) => (other.date === today) - (one.date === today) || (one.date < other.date ? -1 : 1));
    this.complete = false;
    this.faults.keepOnly('SHEET_HASH', new Set(days.map((day) => day.sheet)));
    this.faults.keepOnly('SHEET_MISSING', new Set(days.map((day) => day.sheet)));
    clearTimeout(this.grace);
    this.grace = setTimeout(() => this.publish(manifest, run), GRACE_MS);
    await this.fetchInOrder(manifest, days, run);
    if (run !== this.run) return;
    this.complete = days.every((day) => this.read.has(day.sheet));
    await this.tidy(days);
    for (const listener of this.listeners) listener();
  }

  async fetchInOrder(manifest, days, run) {
    const late = [];
    for (const day of days) {
      if (run !== this.run) return;
      if (!this.read.has(day.sheet) && !(await this.obtain(manifest, day))) late.push(day);
      if (run === this.run && this.read.has(day.sheet)) this.publish(manifest, run);
    }
    if (run === this.run) this.publish(manifest, run);
    if (late.length) this.retryLater(manifest, late, run, new Backoff(3000, 120000));
  }

  retryLater(manifest, late, run, backoff) {
    setTimeout(async () => {
      const still = [];
      for (const day of late) {
        if (run !== this.run) return;
        if (await this.obtain(manifest, day)) this.publish(manifest, run);
        else still.push(day);
      }
      if (run !== this.run) return;
      this.complete = still.length === 0;
      for (const listener of this.listeners) listener();
      if (still.length) this.retryLater(manifest, still, run, backoff);
    }, backoff.nextMs());
  }

  publish(manifest, run) {
    if (run !== this.run) return;
    clearTimeout(this.grace);
    this.current = manifest.days
      .map((day) => this.read.get(day.sheet))
      .filter(Boolean)
      .sort((one, other) => one.begins - other.begins);
    for (const listener of this.listeners) listener();
  }

  /** @returns whether the sheet is there now */
  async obtain(manifest, day) {
    try {
      const bytes = (await this.fromStore(day)) || (await this.fromService(day));
      this.read.set(day.sheet, readSheet(parseJson(bytes, 'sheet'), day.sheet, day, manifest.screen.code));
      this.faults.clear('SHEET_HASH', day.sheet);
      this.faults.clear('SHEET_MISSING', day.sheet);
      return true;
    } catch (failure) {
      this.faults.raise(failure.code || 'SHEET_MISSING', `${day.date}: ${failure.message}`, day.sheet);
      return false;
    }
  }

  async fromStore(day) {
    const row = await this.store.get('sheets', day.sheet);
    return row && (await sha256Hex(row.bytes)) === day.sheet ? row.bytes : null;
  }

  async fromService(day) {
    const { bytes } = await this.api.call('GET', `/player/v1/sheets/${day.sheet}`, { timeoutMs: 60000 });
    const found = await sha256Hex(bytes);
    if (found !== day.sheet) throw Object.assign(new Error(`received ${found}`), { code: 'SHEET_HASH' });
    await this.store.put('sheets', { sha256: day.sheet, bytes });
    return bytes;
  }

  async tidy(days) {
    const listed = new Set(days.map((day) => day.sheet));
    for (const sha256 of [...this.read.keys()]) if (!listed.has(sha256)) this.read.delete(sha256);
    const stored = await this.store.keys('sheets');
    await this.store.delete('sheets', stored.filter((sha256) => !listed.has(sha256)));
  }
}
