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

/** What was cut off, by address: the next try goes on from there. */
const begun = new Map();

async function download(job) {
  const film = begun.get(job.url) || { hash: sha256.create(), parts: [], pending: [], pendingBytes: 0, total: 0 };
  begun.delete(job.url);
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), job.stallMs);
  try {
    const response = await ask(job, film.total, abort.signal);
    if (film.total && response.status !== 206) return await download(job); // the service gives no parts: all over again
    const reader = response.body.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), job.stallMs);
      if (job.bytes && film.total + step.value.length > job.bytes) {
        abort.abort();
        throw Object.assign(new Error(`longer than the ${job.bytes} bytes announced`), { useless: true });
      }
      take(film, step.value);
    }
    if (job.bytes && film.total < job.bytes) throw new Error(`cut off after ${film.total} of ${job.bytes} bytes`);
    return { blob: new Blob([...film.parts, ...film.pending], { type: job.type }), sha256: toHex(film.hash.digest()) };
  } catch (failure) {
    if (film.total && !failure.useless && failure.status === undefined) begun.set(job.url, film);
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

async function ask({ url, credentials, sha256: name }, from, signal) {
  const headers = { ...credentials.shift() };
  if (from) Object.assign(headers, { Range: `bytes=${from}-`, 'If-Range': `"${name}"` });
  const response = await fetch(url, { headers, signal, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  if (response.status === 200) return response;
  const range = response.status === 206 && (response.headers.get('Content-Range') || '').match(/^bytes (\d+)-/);
  if (range && Number(range[1]) === from) return response;
  throw refusal(response);
}

function take(film, bytes) {
  film.total += bytes.length;
  film.hash.update(bytes);
  film.pending.push(bytes);
  film.pendingBytes += bytes.length;
  if (film.pendingBytes >= PART_BYTES) {
    film.parts.push(new Blob(film.pending));
    film.pending = [];
    film.pendingBytes = 0;
  }
}

function refusal(response) {
  const failure = new Error(`status ${response.status}`);
  failure.status = response.status;
  const seconds = Number(response.headers.get('Retry-After'));
  failure.retryAfterMs = seconds > 0 ? Math.min(seconds, 3600) * 1000 : null;
  return failure;
}
