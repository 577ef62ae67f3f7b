// Ed25519 verification: by the browser where it can, else by the kept library (browsers before 2025, pages without a secure context).

import { hashes, verify as verifyInScript } from './vendor/noble-ed25519-3.2.0/index.js';
import { sha256 as hashSha256, sha512 } from './vendor/noble-hashes-2.4.0/sha2.js';
import { toHex } from './bytes.js';

hashes.sha512 = sha512;

let native = typeof crypto !== 'undefined' && crypto.subtle !== undefined;

/** @returns whether the 64-byte signature of the message belongs to the 32-byte public key; never throws */
export async function verify(signature, message, publicKey) {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  if (native) {
    try {
      const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message);
    } catch (failure) {
      if (failure.name !== 'NotSupportedError') return false;
      native = false;
    }
  }
  try {
    return verifyInScript(signature, message, publicKey, { zip215: false });
  } catch (failure) {
    console.warn('signature cannot be verified:', failure.message);
    return false;
  }
}

export function verifierName() {
  return native ? 'WebCrypto' : 'noble';
}

export async function sha256Hex(bytes) {
  if (crypto.subtle) return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return toHex(hashSha256(bytes));
}
