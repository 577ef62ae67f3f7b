// The picture area in the screen's own pixel grid: the standby picture at the bottom, one layer in front of it, the next one prepared
// underneath where it is painted but not seen, and the blackout above all.

import { NoticeLayer } from './notice.js';
import { PictureLayer } from './picture-layer.js';
import { SloganLayer } from './slogan-layer.js';
import { VideoLayer } from './video-layer.js';

const PATIENCE_MS = 1200;
const DOTS_FROM_SCALE = 3;

export class Stage {
  constructor({ root, clock, fit }) {
    Object.assign(this, { root, clock, fit });
    this.videos = [...root.querySelectorAll('video')];
    this.standby = null;
    this.front = null;
    this.next = null;
    this.coming = null; // the one that is to come to the front as soon as it can; what is only prepared never does
    this.builtIn = child(root, 'built-in');
    this.shade = child(root, 'shade');
    this.dark = child(root, 'dark');
    this.dots = child(document.body, 'dots');
    window.addEventListener('resize', () => this.resize());
  }

  /** Takes the screen's size; a text sign is enlarged by whole dots. */
  use(screen) {
    this.screen = screen;
    this.builtIn.textContent = screen.name;
    this.resize();
  }

  resize() {
    if (!this.screen) return;
    const { widthPx, heightPx, kind } = this.screen;
    let scale = this.fit === 'pixels' ? 1 : Math.min(innerWidth / widthPx, innerHeight / heightPx);
    const sign = kind === 'TEXT_SIGN';
    if (sign && scale >= 1) scale = Math.floor(scale);
    const left = this.fit === 'pixels' ? 0 : Math.round((innerWidth - widthPx * scale) / 2);
    const top = this.fit === 'pixels' ? 0 : Math.round((innerHeight - heightPx * scale) / 2);
    Object.assign(this.root.style, { width: `${widthPx}px`, height: `${heightPx}px`, transform: `translate(${left}px,${top}px) scale(${scale})` });
    const dotted = sign && scale >= DOTS_FROM_SCALE;
    this.root.classList.toggle('dotted', dotted);
    this.dots.hidden = !dotted;
    Object.assign(this.dots.style, {
      left: `${left}px`, top: `${top}px`, width: `${widthPx * scale}px`, height: `${heightPx * scale}px`, backgroundSize: `${scale}px ${scale}px`,
    });
  }

  /** What is seen where nothing else may be. Null: the plain one of the player itself. */
  async setStandby(item) {
    const old = this.standby;
    if ((old && old.item.key) === (item && item.key)) return;
    this.standby = null;
    this.drop(old);
    if (!item) return;
    const layer = this.layer(item, () => standbyVideo());
    this.standby = layer;
    this.place(layer, 'under');
    try {
      await layer.prepare();
      await layer.start();
      if (this.standby === layer) this.place(layer, 'standby');
    } catch (failure) {
      console.warn('standby cannot be shown:', failure.message);
    }
  }

  /** Gets an item ready that will be shown soon. */
  prepare(item) {
    if (this.next && this.next.item.key === item.key) return;
    this.dropNext();
    this.next = this.getReady(item);
  }

  /** Puts an item in front as soon as its first picture is there; what was in front stays until then, but not for long. */
  async show(item, events) {
    this.lighten();
    if (this.front && this.front.item.key === item.key) return;
    this.prepare(item);
    const layer = this.next;
    this.coming = layer;
    layer.events = events;
    this.patience = setTimeout(() => this.removeFront(), PATIENCE_MS);
    try {
      await layer.ready;
      if (this.coming !== layer) return;
      this.bringForward(layer);
      await layer.start();
      if (layer.blocked) events.silenced();
    } catch (failure) {
      if (this.coming === layer || this.front === layer) events.failed(failure.message);
    }
  }

  bringForward(layer) {
    clearTimeout(this.patience);
    const old = this.front;
    this.front = layer;
    this.next = null;
    this.coming = null;
    this.place(layer, 'front');
    layer.events.shown();
    this.retire(old);
  }

  /** Nothing in front: the standby picture is seen. */
  showStandby() {
    this.lighten();
    this.removeFront();
  }

  /** Black and silent, at once. */
  blacken() {
    this.awaitNothing();
    this.dark.classList.add('on');
    this.removeFront();
    this.dropNext();
  }

  lighten() {
    this.awaitNothing();
    this.dark.classList.remove('on');
  }

  /** What was on its way to the front stays behind: since then something else is wanted. */
  awaitNothing() {
    clearTimeout(this.patience);
    this.coming = null;
  }

  /** How bright the picture is, 0 to 1: all of it, standby too, under a shade of black. */
  dim(brightness) {
    const opacity = String(Math.round((1 - brightness) * 100) / 100);
    if (this.shade.style.opacity !== opacity) this.shade.style.opacity = opacity;
  }

  isDark() {
    return this.dark.classList.contains('on');
  }

  removeFront() {
    const old = this.front;
    this.front = null;
    this.retire(old);
  }

  keepInStep(volume) {
    if (this.front) this.front.keepInStep(volume);
    if (this.standby) this.standby.keepInStep(0);
  }

  retire(layer) {
    if (!layer) return;
    layer.events.hidden(layer.progressMs(), layer.frames ? layer.frames() : null);
    this.drop(layer);
  }

  getReady(item) {
    const layer = this.layer(item, () => this.freeVideo());
    this.place(layer, 'under');
    layer.ready = layer.prepare();
    layer.ready.catch(() => undefined);
    return layer;
  }

  layer(item, video) {
    if (item.kind === 'VIDEO') return new VideoLayer(item, video(), this.clock);
    if (item.kind === 'NOTICE') return new NoticeLayer(item, this.clock);
    return item.kind === 'SLOGAN' ? new SloganLayer(item, this.clock) : new PictureLayer(item);
  }

  freeVideo() {
    const used = [this.front, this.next].map((layer) => layer && layer.element);
    return this.videos.find((video) => !used.includes(video));
  }

  dropNext() {
    this.drop(this.next);
    this.next = null;
  }

  place(layer, where) {
    if (layer.element.parentNode !== this.root) this.root.append(layer.element);
    layer.element.classList.remove('under', 'standby', 'front');
    layer.element.classList.add(where);
  }

  drop(layer) {
    if (!layer) return;
    layer.stop();
    layer.element.classList.remove('under', 'standby', 'front');
    if (!this.videos.includes(layer.element)) layer.element.remove();
  }
}

function standbyVideo() {
  const video = document.createElement('video');
  video.className = 'layer';
  video.playsInline = true;
  return video;
}

function child(parent, className) {
  const element = document.createElement('div');
  element.className = className;
  parent.append(element);
  return element;
}
