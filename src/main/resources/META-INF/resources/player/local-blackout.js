// Darkness on the spot, for whoever stands before a screen whose service is gone: key B twice within two seconds, and the same again to
// lift it. Kept over restarts. What the service has ordered cannot be lifted here.

import { Kept } from './store.js';

const TWICE_WITHIN_MS = 2000;

export class LocalBlackout {
  /** @param isOrdered whether the service has ordered darkness */
  constructor({ store, faults, clock, isOrdered, onChange }) {
    Object.assign(this, { faults, clock, isOrdered, onChange });
    this.kept = new Kept(store, 'local-blackout');
    this.since = null;
    this.pressedAt = -Infinity;
    document.addEventListener('keydown', (event) => this.press(event));
  }

  /** Takes up what an earlier session kept. */
  async restore() {
    this.since = await this.kept.read();
    this.tell();
  }

  isOn() {
    return this.since !== null;
  }

  press(event) {
    if (event.code !== 'KeyB' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const isSecond = event.timeStamp - this.pressedAt < TWICE_WITHIN_MS;
    this.pressedAt = isSecond ? -Infinity : event.timeStamp;
    if (isSecond && !this.isOrdered()) this.turn();
  }

  /** The screen changes at once; that it is kept is waited for by nobody. */
  turn() {
    this.since = this.isOn() ? null : this.clock.iso();
    this.kept.write(this.since).catch((failure) => this.faults.raise('STORE_FULL', failure.message));
    this.tell();
    this.onChange();
  }

  /** The device stands elsewhere now: darkness that somebody made there is not for here. */
  lift() {
    if (this.isOn()) this.turn();
  }

  tell() {
    if (this.isOn()) this.faults.raise('LOCAL_BLACKOUT', `by key B at the screen since ${this.since}`);
    else this.faults.clear('LOCAL_BLACKOUT');
  }
}
