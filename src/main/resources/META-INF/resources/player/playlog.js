// The play log: every play is on disk before it is told, and stays there until the service has answered for it.

import { Backoff, pause } from './api.js';

const MOST = 1000;
const ANSWERED = new Set(['ACCEPTED', 'DUPLICATE', 'REJECTED']);

export class PlayLog {
  /** @param spread 0 to 1, fixed per player: a thousand players that end the same film do not call in the same instant */
  constructor({ store, api, clock, faults, spread }) {
    Object.assign(this, { store, api, clock, faults, spread });
    this.backoff = new Backoff(2000, 120000);
    this.batch = MOST;
    this.waiting = 0;
    this.provisional = new Set();
    this.sending = false;
    this.screen = null;
    this.recording = null;
    clock.onCorrection((movedMs) => this.correct(movedMs));
  }

  /** From now on plays are of this screen. Plays that another screen showed are never reported for this one. */
  async use(screen) {
    if (this.screen === screen) return;
    this.screen = screen;
    await this.recover();
    this.waiting = await this.store.count('plays', this.prefix());
    if (this.waiting) this.sendIn(1000 + this.spread * 4000);
  }

  /** From now on plays are of no screen: what is kept waits for its own one. */
  leave() {
    this.screen = null;
    this.waiting = 0;
  }

  /** Sends everything now. @throws where something is left when the time is over */
  async flush(withinMs) {
    const until = performance.now() + withinMs;
    await this.recording;
    while (this.waiting > 0) {
      if (performance.now() > until) throw new Error(`${this.waiting} plays could not be sent`);
      await this.send();
      if (this.waiting > 0) await pause(300);
    }
  }

  unacknowledged() {
    return this.waiting;
  }

  /** A play that has ended. */
  record(play) {
    this.recording = this.keep(play);
    return this.recording;
  }

  async keep(play) {
    const prefix = this.prefix();
    const key = prefix + play.id;
    if (!this.clock.synced) this.provisional.add(key);
    await this.store.put('plays', { key, play });
    await this.store.delete('values', 'running');
    if (prefix === this.prefix()) this.waiting = await this.store.count('plays', prefix);
    this.sendIn(300 + this.spread * 2000);
  }

  /** Noted every few seconds while a play runs, so that a power cut leaves a part of it and not nothing. */
  noteRunning(play) {
    return this.store.put('values', { key: 'running', value: { screen: this.screen, play } });
  }

  async recover() {
    const row = await this.store.get('values', 'running');
    if (!row) return;
    const { screen, play } = row.value;
    await this.store.put('plays', { key: `${screen}/${play.id}`, play });
    await this.store.delete('values', 'running');
  }

  /** Plays noted before the service's time was known are moved with the clock, as long as nobody has seen them. */
  async correct(movedMs) {
    for (const key of [...this.provisional]) {
      const row = await this.store.get('plays', key);
      if (row) await this.store.put('plays', { key, play: { ...row.play, startedAt: row.play.startedAt + movedMs } });
      if (this.clock.synced) this.provisional.delete(key);
    }
  }

  sendIn(ms) {
    const at = performance.now() + ms;
    if (this.timer && this.timerAt <= at) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.send();
    }, ms);
  }

  async send() {
    if (this.sending || !this.api.token || !this.screen || this.waiting === 0) return;
    this.sending = true;
    let again = null;
    try {
      again = await this.sendBatch();
      this.backoff.succeeded();
      this.faults.clear('PLAYS_NOT_SENT');
    } catch (failure) {
      if (failure.status === 413) this.batch = Math.max(1, this.batch >> 1);
      if (failure.status >= 400) this.faults.raise('PLAYS_NOT_SENT', failure.message);
      console.debug('plays wait:', failure.message);
      again = this.backoff.nextMs(failure);
    } finally {
      this.sending = false;
    }
    if (again !== null) this.sendIn(again);
  }

  /** @returns milliseconds until the next batch, or null when nothing is left to send */
  async sendBatch() {
    const prefix = this.prefix();
    const rows = await this.store.first('plays', prefix, this.batch);
    const ready = rows.filter((row) => !this.provisional.has(row.key));
    if (ready.length === 0) return rows.length > 0 ? 2000 : null;
    const answer = await this.api.json('POST', '/player/v1/plays', { body: this.body(ready), timeoutMs: 30000 });
    await this.settle(prefix, ready, answer);
    return this.waiting > 0 ? 200 : null;
  }

  body(rows) {
    const plays = rows.map(({ play }) => ({ ...play, startedAt: this.clock.iso(play.startedAt) }));
    // startedAt is in corrected time already: nothing is left to add to it. How wrong the device is, heartbeats tell.
    return { plays, clock: { now: this.clock.iso(), offsetMs: 0 } };
  }

  async settle(prefix, sent, answer) {
    const known = new Set(sent.map((row) => row.play.id));
    const results = (answer.results || []).filter((result) => known.has(result.id) && ANSWERED.has(result.status));
    if (results.length === 0) throw new Error('the answer names none of the plays sent');
    for (const { id, problem } of results.filter((result) => result.status === 'REJECTED')) {
      this.faults.raise('PLAY_REJECTED', `${id}: ${JSON.stringify(problem || '')}`, 'last');
    }
    await this.store.delete('plays', results.map((result) => prefix + result.id));
    if (prefix === this.prefix()) this.waiting = await this.store.count('plays', prefix);
  }

  prefix() {
    return `${this.screen}/`;
  }
}
