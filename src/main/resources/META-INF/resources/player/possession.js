// The key that this player makes for itself, and the proof that it has it (RFC 9449, DPoP): a token that somebody has copied is worth
// nothing without the key, and the browser gives the key to nobody, not even to this page. Without a secure context there is none.

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** @returns `{privateKey, jwk}` to be kept, or null where the browser makes no keys here */
export async function makeKey() {
  if (!globalThis.crypto || !crypto.subtle) return null;
  try {
    const pair = await crypto.subtle.generateKey(CURVE, false, ['sign']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return { privateKey: pair.privateKey, jwk: { crv, kty, x, y } };
  } catch (failure) {
    console.warn('no key could be made:', failure.message);
    return null;
  }
}

/**
 * @param address absolute, without what stands behind a question mark
 * @param madeAtMs now, as the service sees it
 * @returns a proof for one call of this method at this address with this token; each counts once
 */
export async function prove({ privateKey, jwk }, method, address, token, madeAtMs) {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk };
  const ath = toBase64Url(await crypto.subtle.digest('SHA-256', utf8(token)));
  const claims = { jti: toBase64Url(crypto.getRandomValues(new Uint8Array(16))), htm: method, htu: address, iat: Math.floor(madeAtMs / 1000), ath };
  const signed = `${toBase64Url(utf8(JSON.stringify(header)))}.${toBase64Url(utf8(JSON.stringify(claims)))}`;
  return `${signed}.${toBase64Url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(signed)))}`;
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function toBase64Url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
