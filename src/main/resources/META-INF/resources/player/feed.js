// The manifest as it changes: long poll, verification, the last good one kept. Whatever fails, the last good one stays on air.

import { Backoff, parseJson, pause } from './api.js';
import { Refused, requireAcceptable, verifiedManifest } from './manifest.js';
import { Kept } from './store.js';

const WAIT_SECONDS = 25;
const REFUSALS = ['MANIFEST_SIGNATURE', 'MANIFEST_KEY', 'MANIFEST_FORM', 'MANIFEST_OLDER', 'MANIFEST_STALE', 'MANIFEST_SCREEN'];

export class ManifestFeed {
  constructor({ store, api, clock, faults, proofs }) {
    Object.assign(this, { api, clock, faults, proofs });
    this.keptManifest = new Kept(store, 'manifest');
    this.keptKeys = new Kept(store, 'keys');
    this.keptScreen = new Kept(store, 'screen');
    this.backoff = new Backoff(1000, 60000);
    this.manifest = null;
    this.etag = null;
    this.floor = null;
  }

  /** Takes up what an earlier session kept, after verifying it again. */
  async restore() {
    this.keys = await this.keptKeys.read();
    this.screen = await this.keptScreen.read();
    const kept = await this.keptManifest.read();
    if (!kept) return null;
    this.floor = { version: kept.version, issuedAt: kept.issuedAt };
    try {
      this.manifest = await this.proofs.judge(await verifiedManifest(kept.jws, this.keys || {}));
      this.etag = kept.etag;
    } catch (failure) {
      this.faults.raise(failure.code || 'MANIFEST_FORM', `the kept manifest: ${failure.message}`);
    }
    return this.manifest;
  }

  /** Another token may mean another screen or another installation: nothing of the old one binds any longer. */
  async forget() {
    await Promise.all([this.keptManifest.write(null), this.keptKeys.write(null), this.keptScreen.write(null)]);
    Object.assign(this, { manifest: null, etag: null, floor: null, keys: null, screen: null });
  }

  /** The screen that the token was claimed for: a manifest of another one is refused from the start. */
  async bindTo(screenCode) {
    this.screen = screenCode;
    await this.keptScreen.write(screenCode);
  }

  /** Polls until the service refuses the token. */
  async run(onManifest) {
    for (;;) {
      try {
        await this.poll(onManifest);
        this.backoff.succeeded();
        this.faults.clear('NETWORK');
      } catch (failure) {
        if (failure.refusesToken) return;
        this.faults.raise('NETWORK', failure.message);
        await pause(this.backoff.nextMs(failure));
      }
    }
  }

  async poll(onManifest) {
    const askedAt = performance.now();
    const headers = this.etag ? { 'If-None-Match': this.etag, Prefer: `wait=${WAIT_SECONDS}` } : {};
    const timeoutMs = this.etag ? (WAIT_SECONDS + 15) * 1000 : 20000;
    const answer = await this.api.call('GET', '/player/v1/manifest', { headers, timeoutMs });
    this.faults.clear('NETWORK');
    // An answer that was held says nothing about the moment at which it was asked for.
    if (!headers.Prefer) this.clock.learnFromDate(answer.headers.get('Date'), askedAt);
    if (answer.status === 304) {
      this.forgive();
      // A service that does not hold the answer is asked at its own pace instead.
      if (performance.now() - askedAt < 2000) await pause(this.pace());
      return;
    }
    try {
      await this.accept(parseJson(answer.bytes, 'manifest'), answer.headers.get('ETag'));
      this.forgive();
      onManifest(this.manifest);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.faults.raise(failure.code, failure.message);
      await pause(this.pace());
    }
  }

  async accept(jws, etag) {
    const manifest = await this.verify(jws);
    requireAcceptable(manifest, this.manifest || this.floor, this.screen, this.clock.now());
    await this.proofs.learn(this.keys);
    await this.proofs.judge(manifest);
    const { version, issuedAt } = manifest;
    await this.keptManifest.write({ jws, etag, version, issuedAt });
    if (!this.screen) await this.bindTo(manifest.screen.code);
    this.manifest = manifest;
    this.etag = etag;
  }

  async verify(jws) {
    if (!this.keys) await this.learnKeys();
    try {
      return await verifiedManifest(jws, this.keys);
    } catch (failure) {
      if (failure.code !== 'MANIFEST_KEY') throw failure;
      await this.learnKeys();
      return verifiedManifest(jws, this.keys);
    }
  }

  /** Keys are believed at first sight and kept; a new set must still hold one of the known keys. */
  async learnKeys() {
    const found = await this.api.json('GET', '/.well-known/lunbo-keys.json', { anonymous: true });
    if (!Array.isArray(found.keys)) throw new Refused('MANIFEST_KEY', 'the key set cannot be read');
    const known = new Set(((this.keys && this.keys.keys) || []).map((key) => key.x));
    if (known.size && !found.keys.some((key) => known.has(key.x))) {
      throw new Refused('MANIFEST_KEY', 'the service shows only keys that this player does not know');
    }
    this.keys = { keys: found.keys };
    await this.keptKeys.write(this.keys);
  }

  forgive() {
    for (const code of REFUSALS) this.faults.clear(code);
  }

  pace() {
    const pollAfterMs = (this.manifest && this.manifest.pollAfterMs) || 15000;
    return Math.min(Math.max(pollAfterMs, 1000), 60000) * (0.75 + Math.random() / 4);
  }
}
