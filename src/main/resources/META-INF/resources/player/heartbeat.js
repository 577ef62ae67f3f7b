// Says regularly, and soon after something changed, what this player shows and how it is.

import { Backoff, pause } from './api.js';

export const SOFTWARE = 'lunbo-player-html5/0.1';
const EVERY_MS = 30000;
const SOON_MS = 1500;

export class Heartbeat {
  /** @param describe gives manifestVersion, playing and cached */
  constructor({ api, clock, faults, describe, spread }) {
    Object.assign(this, { api, clock, faults, describe, spread });
    this.backoff = new Backoff(5000, 300000);
    this.wake = () => undefined;
    this.rouse = () => undefined;
    faults.onChange(() => this.soon());
  }

  /** Something worth knowing changed. */
  soon() {
    this.changed = true;
    this.wake();
  }

  /** Somebody waits for it: not even a failing service is spared. */
  urgent() {
    this.soon();
    this.rouse();
  }

  async run() {
    await pause(500 + this.spread * 1500);
    for (;;) {
      this.changed = false;
      const failure = await this.beat();
      if (failure) await this.sleep(this.backoff.nextMs(failure));
      else await this.rest(EVERY_MS);
      if (this.changed) await this.sleep(SOON_MS);
    }
  }

  /** @returns what went wrong, or null */
  async beat() {
    if (!this.api.token) return null;
    try {
      await this.api.call('POST', '/player/v1/heartbeats', { body: await this.body(), timeoutMs: 15000 });
      this.backoff.succeeded();
      return null;
    } catch (failure) {
      console.debug('heartbeat failed:', failure.message);
      return failure;
    }
  }

  async body() {
    const body = {
      at: this.clock.iso(),
      ...this.describe(),
      clockOffsetMs: this.clock.offsetMs(),
      software: SOFTWARE,
      faults: this.faults.list(),
    };
    const freeBytes = await freeSpace();
    if (freeBytes !== null) body.freeBytes = freeBytes;
    return body;
  }

  /** Until the time is over or somebody is in a hurry. */
  sleep(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  rest(ms) {
    if (this.changed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function freeSpace() {
  if (!navigator.storage || !navigator.storage.estimate) return null;
  const { quota, usage } = await navigator.storage.estimate();
  return Math.max(0, Math.round(quota - usage));
}
