// Lets the player start without a network: keeps all of the page's own files, together, and answers with them where the service does not.
// What is shown, and whether it may be, is the page's business: nothing of the service's answers goes through here.

const SHELL = 'lunbo-player-shell';
const NEXT = 'lunbo-player-shell-next';
const PATIENCE_MS = 4000;
const FILES = [
  './',
  'api.js',
  'bytes.js',
  'card.js',
  'clock.js',
  'commands.js',
  'ed25519.js',
  'faults.js',
  'feed.js',
  'frames.js',
  'heartbeat.js',
  'identity.js',
  'local-blackout.js',
  'log.js',
  'main.js',
  'manifest.js',
  'media-worker.js',
  'media.js',
  'needs.js',
  'notice.js',
  'overlay.js',
  'pairing.js',
  'parts.js',
  'picture-layer.js',
  'player.css',
  'playlog.js',
  'possession.js',
  'program.js',
  'release.js',
  'renewal.js',
  'review.js',
  'schedule.js',
  'sheets.js',
  'shell.js',
  'sign-dots.js',
  'sign-text.js',
  'slogan-layer.js',
  'snapshot.js',
  'stage.css',
  'stage.js',
  'status.js',
  'store.js',
  'vendor/noble-ed25519-3.2.0/index.js',
  'vendor/noble-hashes-2.4.0/_md.js',
  'vendor/noble-hashes-2.4.0/_u64.js',
  'vendor/noble-hashes-2.4.0/sha2.js',
  'vendor/noble-hashes-2.4.0/utils.js',
  'video-layer.js',
  'words.js',
];

const own = new Set(FILES.map((file) => new URL(file, self.registration.scope).pathname));
/** Pages that were begun from what is kept stay with it: files of two versions never meet. */
const keptOnly = new Set();

self.addEventListener('install', (event) => event.waitUntil(renew().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (event.data === 'renew') event.waitUntil(renew().catch((failure) => console.warn('the page was not kept anew:', failure.message)));
});
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || !own.has(url.pathname)) return;
  event.respondWith(event.request.mode === 'navigate' ? page(event) : part(event));
});

async function page(event) {
  try {
    return await inTime(event.request);
  } catch (failure) {
    console.warn('started from what is kept:', failure.message);
    keptOnly.add(event.resultingClientId);
    return kept(event.request);
  }
}

async function part(event) {
  if (keptOnly.has(event.clientId)) return kept(event.request);
  try {
    return await inTime(event.request);
  } catch (failure) {
    console.warn('one file comes from what is kept:', failure.message);
    return kept(event.request);
  }
}

async function inTime(request) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(request.url, { signal: abort.signal, credentials: 'omit', redirect: 'error' });
    if (!isOurs(answer)) throw new Error(`status ${answer.status}`);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

/** A login page of some network in between is no file of ours. */
function isOurs(answer) {
  const type = answer.headers.get('Content-Type') || '';
  const wanted = answer.url.endsWith('.js') ? 'javascript' : answer.url.endsWith('.css') ? 'css' : 'html';
  return answer.status === 200 && type.includes(wanted);
}

async function kept(request) {
  const shell = await caches.open(SHELL);
  const answer = await shell.match(request.url.split(/[?#]/)[0]);
  return answer || Response.error();
}

/** All files or none: one that is missing leaves those of the last time. */
async function renew() {
  await caches.delete(NEXT);
  const next = await caches.open(NEXT);
  for (const path of own) {
    const answer = await fetch(path, { cache: 'no-cache', credentials: 'omit', redirect: 'error' });
    if (!isOurs(answer)) throw new Error(`${path}: status ${answer.status}`);
    await next.put(new URL(path, self.location.origin).href, answer);
  }
  const shell = await caches.open(SHELL);
  for (const request of await next.keys()) await shell.put(request, await next.match(request));
  await caches.delete(NEXT);
}
