// Exchanges the token for another one from time to time, or when an operator asks for it. Nothing that is lost on the way locks the player
// out: the old token stays good until the new one was used, and the player goes back to it where the new one is refused.

import { pause } from './api.js';

const LOOK_MS = 10 * 60 * 1000;
const KNOWN_EVERYWHERE_MS = 3000;

export class TokenRenewal {
  constructor({ api, identity, faults }) {
    Object.assign(this, { api, identity, faults });
    this.running = null;
  }

  /** Looks now and then whether the service wants it; a first time soon after the start. */
  keepUp() {
    const look = () => {
      if (!this.identity.isDue()) return;
      this.exchange().then(() => this.faults.clear('TOKEN_NOT_EXCHANGED'), (failure) => this.failed(failure));
    };
    setTimeout(look, 20000);
    setInterval(look, LOOK_MS);
  }

  /** A token without a key is exchanged only when an operator asks: then it is not due any more, and nothing is wrong. */
  failed(failure) {
    if (failure.status === 409 && !this.identity.isBound()) this.identity.notDue().catch((trouble) => console.warn('still due:', trouble.message));
    else this.faults.raise('TOKEN_NOT_EXCHANGED', failure.message);
  }

  /** @returns a promise that ends when the new token is in use; of many at once there is one exchange */
  exchange() {
    this.running ||= this.once().finally(() => (this.running = null));
    return this.running;
  }

  async once() {
    // Whoever handed the token over would show the old one again at the next start.
    if (this.identity.handed) throw new Error('the token is kept outside of this player');
    const from = this.identity.token;
    const key = await this.identity.newKey();
    const body = key ? { publicKey: JSON.stringify(key.jwk) } : {};
    const answer = await this.api.json('POST', '/player/v1/token', { body });
    if (typeof answer.token !== 'string' || !answer.token) throw new Error('the answer has no token');
    // Every node knows it by then; until then the old one is used.
    await pause(KNOWN_EVERYWHERE_MS);
    if (this.identity.token !== from) throw new Error('the player was paired anew meanwhile');
    await this.identity.exchangeFor({ token: answer.token, key: key || this.identity.current.key, exchangeAfter: answer.exchangeAfter });
  }
}
