// Fetches and hashes files away from the page's own thread, so that a large download never makes a scrolling text stumble.
// Chunks go to a Blob as they come (the browser keeps large ones on disk) and through the hash: no film is ever whole in memory.

import { sha256 } from './vendor/noble-hashes-2.4.0/sha2.js';
import { toHex } from './bytes.js';

const PART_BYTES = 8 * 1024 * 1024;

onmessage = async (message) => {
  const { id, job } = message.data;
  try {
    postMessage({ id, result: job.blob ? await hashOf(job.blob) : await download(job) });
  } catch (failure) {
    postMessage({ id, failure: failure.message, status: failure.status || 0, retryAfterMs: failure.retryAfterMs || null });
  }
};

async function hashOf(blob) {
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += PART_BYTES) {
    hash.update(new Uint8Array(await blob.slice(at, at + PART_BYTES).arrayBuffer()));
  }
  return { sha256: toHex(hash.digest()) };
}

async function download({ url, token, type, bytes, stallMs }) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), stallMs);
  try {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const response = await fetch(url, { headers, signal: abort.signal, credentials: 'omit', cache: 'no-store', redirect: 'error' });
    if (response.status !== 200) throw refusal(response);
    const hash = sha256.create();
    const reader = response.body.getReader();
    let parts = [];
    let pending = [];
    let pendingBytes = 0;
    let total = 0;
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), stallMs);
      total += step.value.length;
      if (bytes && total > bytes) {
        abort.abort();
        throw new Error(`longer than the ${bytes} bytes announced`);
      }
      hash.update(step.value);
      pending.push(step.value);
      pendingBytes += step.value.length;
      if (pendingBytes >= PART_BYTES) {
        parts.push(new Blob(pending));
        pending = [];
        pendingBytes = 0;
      }
    }
    return { blob: new Blob([...parts, ...pending], { type }), sha256: toHex(hash.digest()) };
  } finally {
    clearTimeout(timer);
  }
}

function refusal(response) {
  const failure = new Error(`status ${response.status}`);
  failure.status = response.status;
  const seconds = Number(response.headers.get('Retry-After'));
  failure.retryAfterMs = seconds > 0 ? Math.min(seconds, 3600) * 1000 : null;
  return failure;
}
