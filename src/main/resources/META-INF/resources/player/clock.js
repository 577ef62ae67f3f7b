// The one clock. Everything else asks it; nothing else may read Date.now().
// It counts with the monotonic clock, so a jump of the device's own clock moves nothing on the screen.

const SAMPLES = 6;
const RESYNC_MS = 10 * 60 * 1000;
const JUMP_MS = 2000;

export class Clock {
  /** @param lastOffsetMs what an earlier session learned: a cold start without network is then right at once */
  constructor(lastOffsetMs = 0) {
    this.base = deviceNow() - performance.now() + lastOffsetMs;
    this.deviceBase = deviceNow() - performance.now();
    this.synced = false;
    this.needsDate = false;
    this.roundTripMs = null;
    this.listeners = [];
  }

  /** Corrected wall-clock time, milliseconds since 1970. */
  now() {
    return this.base + performance.now();
  }

  iso(epochMs = this.now()) {
    return new Date(Math.round(epochMs)).toISOString();
  }

  /** What must be added to the device's own clock to be right. */
  offsetMs() {
    return Math.round(this.now() - deviceNow());
  }

  onCorrection(listener) {
    this.listeners.push(listener);
  }

  /** Asks several times and believes the quickest answer: its midpoint is wrong by half a round trip at most. */
  async sync(api) {
    let best = null;
    for (let i = 0; i < SAMPLES; i++) {
      const sample = await takeSample(api);
      if (sample && (!best || sample.roundTripMs < best.roundTripMs)) best = sample;
    }
    if (best) this.correct(best);
    else this.needsDate = !this.synced;
    return best !== null;
  }

  /** The manifest's `Date` has whole seconds: good enough while the clock endpoint gives no answer, never otherwise. */
  learnFromDate(header, sentAt) {
    if (!this.needsDate || !header) return;
    const at = Date.parse(header);
    if (Number.isNaN(at)) return;
    const received = performance.now();
    const middle = at + 500 - (sentAt + received) / 2;
    if (Math.abs(middle - this.base) > 1000) this.moveTo(middle);
  }

  correct(sample) {
    this.synced = true;
    this.demo = sample.demo;
    this.needsDate = false;
    this.roundTripMs = sample.roundTripMs;
    this.deviceBase = deviceNow() - performance.now();
    this.moveTo(sample.base);
  }

  moveTo(base) {
    const movedMs = base - this.base;
    this.base = base;
    for (const listener of this.listeners) listener(movedMs);
  }

  /** Keeps in step for ever. A device that slept has a monotonic clock that stood still: then it asks at once. */
  keepInStep(api) {
    let askedAt = performance.now();
    let running = false;
    setInterval(async () => {
      const slept = Math.abs(deviceNow() - performance.now() - this.deviceBase) > JUMP_MS;
      const due = performance.now() - askedAt > (this.synced ? RESYNC_MS : 15000);
      if (running || !(slept || due)) return;
      running = true;
      askedAt = performance.now();
      this.deviceBase = deviceNow() - performance.now();
      await this.sync(api);
      running = false;
    }, 5000);
  }
}

async function takeSample(api) {
  const sentAt = performance.now();
  try {
    const answer = await api.json('GET', '/player/v1/clock', { timeoutMs: 5000 });
    const received = performance.now();
    const serverNow = Date.parse(answer.now);
    if (Number.isNaN(serverNow)) return null;
    return { base: serverNow - (sentAt + received) / 2, roundTripMs: received - sentAt, demo: answer.demo === true };
  } catch (failure) {
    console.debug('clock sample failed:', failure.message);
    return null;
  }
}

function deviceNow() {
  return Date.now();
}
