// One film on one of the stage's two video elements.

const SEEK_FROM_MS = 200;
const JUMP_SECONDS = 1;
const STEER_SECONDS = 0.06;

export class VideoLayer {
  constructor(item, video, clock) {
    Object.assign(this, { item, element: video, clock });
    this.handlers = new AbortController();
    this.blocked = false;
  }

  /** Resolves when the frame that belongs to the coming start is decoded and painted. */
  async prepare() {
    const video = this.element;
    const failed = this.once('error').then(() => {
      throw new Error(video.error ? `${video.error.message || 'media error'} (${video.error.code})` : 'media error');
    });
    failed.catch(() => undefined);
    this.failed = failed;
    video.playbackRate = 1;
    this.setVolume();
    const loaded = this.once('loadeddata');
    video.preload = 'auto';
    video.src = this.item.url;
    video.load();
    await Promise.race([loaded, failed]);
    if (this.elapsedMs() > SEEK_FROM_MS) await Promise.race([this.seek(), failed]);
    await painted();
  }

  /** Plays from where the wall clock is. Throws when it cannot play. */
  async start() {
    const late = this.elapsedMs() - this.element.currentTime * 1000;
    if (late > SEEK_FROM_MS && !this.isOver()) await Promise.race([this.seek(), this.failed]);
    this.startedAtSeconds = this.element.currentTime;
    this.framesBefore = frameCount(this.element);
    if (this.isOver()) return;
    try {
      await this.element.play();
    } catch (failure) {
      if (failure.name !== 'NotAllowedError' || this.element.muted) throw failure;
      // A browser that wants a touch before sound is not a reason for a dark screen.
      this.blocked = true;
      this.element.muted = true;
      await this.element.play();
    }
  }

  keepInStep(volume) {
    const video = this.element;
    if (volume !== this.item.volume) {
      this.item.volume = volume;
      this.setVolume();
    }
    if (video.seeking || video.ended || this.isOver()) return;
    if (video.paused) video.play().catch((failure) => console.debug('resume:', failure.message));
    const driftSeconds = this.target() - video.currentTime;
    if (Math.abs(driftSeconds) > JUMP_SECONDS) video.currentTime = this.target();
    else if (Math.abs(driftSeconds) > STEER_SECONDS) video.playbackRate = 1 + Math.max(-0.05, Math.min(0.05, driftSeconds / 4));
    else if (video.playbackRate !== 1) video.playbackRate = 1;
  }

  /** How much of the film really moved past, for the play log. */
  progressMs() {
    if (this.element.ended || this.isOver()) return Infinity;
    return (this.element.currentTime - (this.startedAtSeconds || 0)) * 1000;
  }

  positionMs() {
    return Math.round(this.element.currentTime * 1000);
  }

  /** @returns `{shown, dropped}` since it came to the front: what the search for its first picture cost is nobody's stumble */
  frames() {
    if (!this.framesBefore) return { shown: 0, dropped: 0 };
    const now = frameCount(this.element);
    const since = (name) => Math.max(0, now[name] - this.framesBefore[name]);
    return { shown: Math.max(0, since('total') - since('dropped')), dropped: since('dropped') };
  }

  stop() {
    this.handlers.abort();
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }

  setVolume() {
    const volume = this.blocked ? 0 : this.item.volume;
    this.element.muted = volume === 0;
    this.element.volume = volume;
  }

  seek() {
    const done = this.once('seeked');
    this.element.currentTime = this.target();
    return done;
  }

  target() {
    const elapsed = Math.max(0, this.elapsedMs()) / 1000;
    const length = this.element.duration;
    if (!Number.isFinite(length) || length <= 0) return elapsed;
    return this.item.loop ? elapsed % length : Math.min(elapsed, length);
  }

  /** A film shorter than its time stays on its last picture. */
  isOver() {
    return !this.item.loop && Number.isFinite(this.element.duration) && this.elapsedMs() / 1000 >= this.element.duration;
  }

  elapsedMs() {
    return this.clock.now() - this.item.startsAt;
  }

  once(name) {
    return new Promise((resolve) => {
      this.element.addEventListener(name, resolve, { once: true, signal: this.handlers.signal });
    });
  }
}

function frameCount(video) {
  const { totalVideoFrames = 0, droppedVideoFrames = 0 } = video.getVideoPlaybackQuality ? video.getVideoPlaybackQuality() : {};
  return { total: totalVideoFrames, dropped: droppedVideoFrames };
}

/** Two animation frames, or a moment where a hidden page has none. */
export function painted() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 120);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    }));
  });
}
