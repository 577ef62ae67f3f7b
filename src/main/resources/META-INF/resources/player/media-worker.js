// Fetches and hashes files away from the page's own thread, so that a large download never makes a scrolling text stumble.
// Chunks go to a Blob as they come (the browser keeps large ones on disk) and through the hash: no film is ever whole in memory.

import { sha256 } from './vendor/noble-hashes-2.4.0/sha2.js';
import { toHex } from './bytes.js';
import { Parts } from './parts.js';
import { openStore } from './store.js';

const PART_BYTES = 8 * 1024 * 1024;
/** What a power cut may cost: a quarter of a minute of a thin line. */
const CHUNK_BYTES = 2 * 1024 * 1024;

const parts = openStore().then((store) => (store.lasting ? new Parts(store) : null));

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
  await feed(hash, blob);
  return { sha256: toHex(hash.digest()) };
}

async function feed(hash, blob) {
  for (let at = 0; at < blob.size; at += PART_BYTES) {
    hash.update(new Uint8Array(await blob.slice(at, at + PART_BYTES).arrayBuffer()));
  }
}

/** What was cut off in this life of the page, by address: the next try goes on from there. */
const begun = new Map();

async function download(job) {
  const film = begun.get(job.url) || (await takenUp(job));
  begun.delete(job.url);
  try {
    const got = await receive(job, film);
    if (got.sha256 === job.sha256 || !film.takenUp) return got;
  } catch (failure) {
    if (!film.takenUp || !(failure.useless || failure.status === 416)) throw failure;
  }
  // What an earlier life has kept is not what it was: it is worth nothing, and the whole is fetched anew.
  await forget(job);
  return receive(job, blank());
}

function blank() {
  return { hash: sha256.create(), parts: [], pending: [], pendingBytes: 0, total: 0, keeps: true, takenUp: false };
}

/** What an earlier life of the page has kept of the file; nothing where that cannot be read. */
async function takenUp(job) {
  const film = blank();
  const kept = await parts;
  film.keeps = kept !== null && (await hasRoom(job.bytes));
  if (!kept) return film;
  try {
    for (const blob of await kept.of(job.sha256)) {
      await feed(film.hash, blob);
      film.parts.push(blob);
      film.total += blob.size;
    }
    film.takenUp = film.total > 0;
    return film;
  } catch (failure) {
    console.warn('what was kept of a file cannot be read:', failure.message);
    await forget(job);
    return { ...blank(), keeps: film.keeps };
  }
}

/** The whole is written once more when it is there: a disk that has no room for both gets no chunks. */
async function hasRoom(bytes) {
  if (!navigator.storage || !navigator.storage.estimate) return true;
  const { quota, usage } = await navigator.storage.estimate();
  return quota - usage > 2 * bytes;
}

async function forget(job) {
  const kept = await parts;
  if (kept) await kept.drop(job.sha256).catch((failure) => console.warn('chunks stay:', failure.message));
}

async function receive(job, film) {
  if (job.bytes && film.total > job.bytes) throw Object.assign(new Error(`longer than the ${job.bytes} bytes announced`), { useless: true });
  if (!job.bytes || film.total < job.bytes) await fetchRest(job, film);
  return { blob: new Blob([...film.parts, ...film.pending], { type: job.type }), sha256: toHex(film.hash.digest()) };
}

async function fetchRest(job, film) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), job.stallMs);
  try {
    const response = await ask(job, film.total, abort.signal);
    if (film.total && response.status !== 206) await startOver(job, film); // the whole comes: it is another file, or the service gives no parts
    const reader = response.body.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), job.stallMs);
      if (job.bytes && film.total + step.value.length > job.bytes) {
        abort.abort();
        throw Object.assign(new Error(`longer than the ${job.bytes} bytes announced`), { useless: true });
      }
      await take(job, film, step.value);
    }
    if (job.bytes && film.total < job.bytes) throw new Error(`cut off after ${film.total} of ${job.bytes} bytes`);
  } catch (failure) {
    if (film.total && !failure.useless && failure.status === undefined) {
      await seal(job, film);
      begun.set(job.url, film);
    }
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

async function startOver(job, film) {
  await forget(job);
  Object.assign(film, blank(), { keeps: film.keeps });
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

async function take(job, film, bytes) {
  film.total += bytes.length;
  film.hash.update(bytes);
  film.pending.push(bytes);
  film.pendingBytes += bytes.length;
  if (film.pendingBytes >= CHUNK_BYTES) await seal(job, film);
}

/** Makes one chunk of what is in memory, and keeps it where there is room. */
async function seal(job, film) {
  if (film.pendingBytes === 0) return;
  const blob = new Blob(film.pending);
  const at = film.total - film.pendingBytes;
  film.parts.push(blob);
  film.pending = [];
  film.pendingBytes = 0;
  const kept = film.keeps && (await parts);
  if (!kept) return;
  try {
    await kept.keep(job.sha256, at, blob);
  } catch (failure) {
    console.warn('a chunk was not kept:', failure.message);
    film.keeps = false; // a gap would make the chunks behind it worthless
    await forget(job);
  }
}

function refusal(response) {
  const failure = new Error(`status ${response.status}`);
  failure.status = response.status;
  const seconds = Number(response.headers.get('Retry-After'));
  failure.retryAfterMs = seconds > 0 ? Math.min(seconds, 3600) * 1000 : null;
  return failure;
}
