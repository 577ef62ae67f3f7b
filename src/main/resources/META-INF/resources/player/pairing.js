// From no token to a token: shows a code until an operator has claimed it for a screen.

import { Backoff, pause } from './api.js';
import { makeKey } from './possession.js';

/**
 * @param show called with `{code, expiresAt, qr}`; with null when there is none. `qr` is the address of a picture; null: there is none
 * @returns `{token, screen, exchangeAfter, key}`; the key is null where the browser makes none
 */
export async function pair({ api, name, show, onTrouble }) {
  const backoff = new Backoff(2000, 60000);
  for (;;) {
    try {
      // Another key for each pairing: a screen's player is nobody that it was before.
      const key = await makeKey();
      const body = { kind: 'BROWSER', ...(name && { name }), ...(key && { publicKey: JSON.stringify(key.jwk) }) };
      const offer = await api.json('POST', '/player/v1/pairings', { body, anonymous: true });
      backoff.succeeded();
      onTrouble(null);
      show({ ...offer, qr: offer.claimUrl ? `/player/v1/pairings/${encodeURIComponent(offer.pairingId)}/qr` : null });
      const claimed = await waitForClaim(api, offer, onTrouble);
      if (claimed) return { ...claimed, key };
      show(null);
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
