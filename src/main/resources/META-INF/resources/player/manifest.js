// Believes a manifest only when it is signed, whole, not older than the last one, in date and for this screen.

import { fromBase64Url, isSha256 } from './bytes.js';
import { verify } from './ed25519.js';

export class Refused extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

/**
 * @param jws flattened JWS as received
 * @param keys JWK set of the service
 * @returns the manifest that the signature covers
 * @throws Refused
 */
export async function verifiedManifest(jws, keys) {
  const header = readHeader(jws);
  const key = (keys.keys || []).find((candidate) => candidate.kid === header.kid && isEd25519(candidate));
  if (!key) throw new Refused('MANIFEST_KEY', `unknown key ${header.kid}`);
  const signed = new TextEncoder().encode(`${jws.protected}.${jws.payload}`);
  if (!(await verify(decoded(jws.signature), signed, decoded(key.x)))) {
    throw new Refused('MANIFEST_SIGNATURE', 'the signature does not fit');
  }
  return readPayload(jws.payload);
}

/** @throws Refused when it is older than `last`, out of date, or for another screen than `screenCode` (null: not known yet) */
export function requireAcceptable(manifest, last, screenCode, now) {
  if (screenCode && manifest.screen.code !== screenCode) {
    throw new Refused('MANIFEST_SCREEN', `for ${manifest.screen.code}, this is ${screenCode}`);
  }
  if (last && manifest.version < last.version) {
    throw new Refused('MANIFEST_OLDER', `version ${manifest.version} after ${last.version}`);
  }
  if (last && manifest.version === last.version && Date.parse(manifest.issuedAt) < Date.parse(last.issuedAt)) {
    throw new Refused('MANIFEST_OLDER', `version ${manifest.version} issued before the one in use`);
  }
  if (Date.parse(manifest.validUntil) <= now) {
    throw new Refused('MANIFEST_STALE', `valid until ${manifest.validUntil}`);
  }
}

function readHeader(jws) {
  const whole = jws && [jws.protected, jws.payload, jws.signature].every((part) => typeof part === 'string');
  if (!whole) throw new Refused('MANIFEST_SIGNATURE', 'not a flattened JWS');
  const header = parsed(decoded(jws.protected));
  if (header.alg !== 'EdDSA' || header.typ !== 'lunbo-manifest+jws' || header.crit !== undefined) {
    throw new Refused('MANIFEST_SIGNATURE', `header alg ${header.alg}, typ ${header.typ}`);
  }
  return header;
}

function readPayload(payload) {
  const manifest = parsed(decoded(payload));
  const screen = manifest.screen;
  const complete = Number.isSafeInteger(manifest.version)
    && screen && typeof screen.code === 'string' && screen.widthPx > 0 && screen.heightPx > 0
    && !Number.isNaN(Date.parse(manifest.validUntil)) && !Number.isNaN(Date.parse(manifest.issuedAt))
    && Array.isArray(manifest.days) && manifest.days.every((day) => isSha256(day.sheet) && typeof day.date === 'string')
    && manifest.media && typeof manifest.media === 'object';
  if (!complete) throw new Refused('MANIFEST_FORM', 'a required field is missing');
  return manifest;
}

function isEd25519(key) {
  return (key.use === undefined || key.use === 'sig') && key.kty === 'OKP' && key.crv === 'Ed25519' && typeof key.x === 'string';
}

function decoded(text) {
  try {
    return fromBase64Url(text);
  } catch (failure) {
    throw new Refused('MANIFEST_SIGNATURE', `not base64url: ${failure.message}`);
  }
}

function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (failure) {
    throw new Refused('MANIFEST_FORM', `not JSON: ${failure.message}`);
  }
}
