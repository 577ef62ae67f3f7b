// From no token to a token: shows a code until an operator has claimed it for a screen.

import { Backoff, pause } from './api.js';

/**
 * @param show called with the code to show and the time at which it ends; with null when there is none
 * @returns `{token, screen}`
 */
export async function pair({ api, name, show, onTrouble }) {
  const backoff = new Backoff(2000, 60000);
  for (;;) {
    try {
      const offer = await api.json('POST', '/player/v1/pairings', {
        body: name ? { name, kind: 'BROWSER' } : { kind: 'BROWSER' }, anonymous: true,
      });
      backoff.succeeded();
      onTrouble(null);
      show(offer.code, offer.expiresAt);
      const claimed = await waitForClaim(api, offer, onTrouble);
      if (claimed) return claimed;
      show(null, null);
    } catch (failure) {
      onTrouble(failure);
      await pause(backoff.nextMs(failure));
    }
  }
}

/** @returns what the operator's claim gives, or null when the code is over */
async function waitForClaim(api, offer, onTrouble) {
  const path = `/player/v1/pairings/${encodeURIComponent(offer.pairingId)}`;
  const pollAfterMs = Math.max(500, Number(offer.pollAfterMs) || 3000);
  const backoff = new Backoff(pollAfterMs, 30000);
  for (;;) {
    await pause(pollAfterMs);
    try {
      const answer = await api.call('GET', path, { anonymous: true });
      backoff.succeeded();
      onTrouble(null);
      if (answer.status === 200) {
        const claimed = JSON.parse(new TextDecoder().decode(answer.bytes));
        if (typeof claimed.token === 'string' && claimed.token) return claimed;
      }
    } catch (failure) {
      if (failure.status === 410 || failure.status === 404) return null;
      onTrouble(failure);
      await pause(backoff.nextMs(failure));
    }
  }
}
