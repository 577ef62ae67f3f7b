// Who this player is to the service: its token, the key that the token is bound to, and the token that it had before. All of it is kept in
// one row, so that a power cut never leaves a token with another one's key.

import { makeKey, prove } from './possession.js';
import { Kept } from './store.js';

export class Identity {
  constructor({ store, clock }) {
    this.clock = clock;
    this.kept = new Kept(store, 'identity');
    this.keptBefore = new Kept(store, 'token');
    this.current = null;
    this.former = null;
    this.handed = false;
    this.skewMs = 0;
    clock.onCorrection(() => (this.skewMs = 0));
  }

  get token() {
    return this.current && this.current.token;
  }

  isBound() {
    return Boolean(this.current && this.current.key);
  }

  /** Takes up what an earlier session kept; players of earlier versions kept a token alone. */
  async restore() {
    const row = await this.kept.read();
    const token = row ? null : await this.keptBefore.read();
    this.current = row ? row.current : token && { token, key: null, exchangeAfter: null };
    this.former = (row && row.former) || null;
  }

  /** From now on the player is this one; what it was before is forgotten. */
  async become({ token, key = null, exchangeAfter = null }) {
    await this.write({ token, key, exchangeAfter }, null);
    await this.keptBefore.write(null);
  }

  async forget() {
    Object.assign(this, { current: null, former: null });
    await this.kept.write(null);
    await this.keptBefore.write(null);
  }

  /** Uses the new token; the old one stays at hand until the service has taken the new one. */
  exchangeFor({ token, key, exchangeAfter }) {
    return this.write({ token, key, exchangeAfter }, this.current);
  }

  /** The service has taken the token: there is no way back any more, and none is needed. */
  async accepted(token) {
    if (!this.former || token !== this.token) return;
    await this.write(this.current, null).catch((failure) => console.warn('the token before is kept on:', failure.message));
  }

  /** @returns whether there was a token before this one to go back to */
  async fallBack() {
    if (!this.former) return false;
    await this.write(this.former, null);
    return true;
  }

  /** On disk first: a token that is used and then forgotten would lock the player out. */
  async write(current, former) {
    await this.kept.write({ current, former });
    Object.assign(this, { current, former });
  }

  /** When the service would like to give another token; only players that were paired are told. */
  isDue() {
    const at = this.current && Date.parse(this.current.exchangeAfter);
    return Boolean(at) && this.clock.synced && this.clock.now() >= at;
  }

  /** Waits until the service, or an operator, asks for it. */
  notDue() {
    return this.write({ ...this.current, exchangeAfter: null }, this.former);
  }

  /** A new key where there is none yet: a player that was paired without one becomes bound with its next token. */
  newKey() {
    return this.isBound() ? null : makeKey();
  }

  /** @returns the headers of one call: the token, and the proof where it is bound; each proof counts once */
  async credentials(method, path) {
    if (!this.current) return {};
    const { token, key } = this.current;
    const headers = { Authorization: `Bearer ${token}` };
    if (key) headers.DPoP = await prove(key, method, new URL(path, location.origin).href.split(/[?#]/)[0], token, this.clock.now() + this.skewMs);
    return headers;
  }

  /** What time it is the service's refusal tells: the clock itself is set by better means later. @returns whether that is news */
  learnTime(dateHeader) {
    const at = Date.parse(dateHeader || '');
    if (Number.isNaN(at)) return false;
    this.skewMs = at - this.clock.now();
    return true;
  }
}
