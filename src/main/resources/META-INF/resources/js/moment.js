// A screen at any instant: its sheet's play, drawn by the layers that players use, and what comes next.

import { PictureLayer } from '/player/picture-layer.js';
import { SloganLayer } from '/player/slogan-layer.js';
import { VideoLayer } from '/player/video-layer.js';
import { Days, dateOf, indexAt, offsetAt, playAt, timeOf } from './timeline-days.js';

const LISTED = 14;
const DOTS_FROM_SCALE = 3;

class Moment {
  constructor(box) {
    this.box = box;
    this.code = box.dataset.screen;
    this.zone = box.dataset.zone;
    this.at = new Date(box.dataset.at).getTime();
    this.startedAt = new Date(box.dataset.now).getTime() - performance.now();
    this.stage = this.part('stage');
    this.days = new Days({ drafts: box.dataset.drafts, changed: () => this.show(), failed: () => this.say(box.dataset.failed) });
    this.clock = { now: () => this.at };
    this.listen();
    this.show();
  }

  part(name) {
    return this.box.querySelector(`[data-${ name }]`);
  }

  listen() {
    for (const button of this.box.querySelectorAll('[data-step]')) button.addEventListener('click', () => this.step(button.dataset.step));
    this.part('toggle').addEventListener('click', () => this.toggle());
    this.part('day').addEventListener('input', ({ target }) => this.day && this.goTo(this.day.fromMs + target.value * 1000));
    addEventListener('resize', () => this.fit());
    document.addEventListener('keydown', (event) => {
      if (event.target.closest('input, select, textarea, button') || event.ctrlKey || event.metaKey || event.altKey) return;
      const by = event.shiftKey ? 60000 : 1000;
      const deed = { ' ': () => this.toggle(), ArrowLeft: () => this.step(-by), ArrowRight: () => this.step(by), ArrowUp: () => this.step('previous'), ArrowDown: () => this.step('next') }[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    });
  }

  step(how) {
    if (how === 'now') return this.goTo(this.startedAt + performance.now());
    if (how !== 'next' && how !== 'previous') return this.goTo(this.at + Number(how));
    if (!this.day || !this.day.plays.length) return undefined;
    const index = indexAt(this.day, this.at) + (how === 'next' ? 1 : this.at - this.day.fromMs > (this.day.plays[Math.max(0, indexAt(this.day, this.at))]?.[0] || 0) + 1000 ? 0 : -1);
    const play = this.day.plays[index];
    return play ? this.goTo(this.day.fromMs + play[0]) : undefined;
  }

  goTo(instant) {
    this.at = instant;
    this.jumped = true;
    this.show();
  }

  toggle() {
    this.playing = !this.playing;
    const icon = this.part('toggle').querySelector('i');
    icon.className = `bi ${ this.playing ? 'bi-pause-fill' : 'bi-play-fill' }`;
    this.part('toggle').querySelector('span').textContent = this.playing ? this.box.dataset.pause : this.box.dataset.play;
    if (!this.playing) return this.still();
    let last = performance.now();
    const frame = (now) => {
      if (!this.playing) return;
      this.at += now - last;
      last = now;
      this.show();
      requestAnimationFrame(frame);
    };
    this.front?.start();
    requestAnimationFrame(frame);
    return undefined;
  }

  still() {
    if (this.front?.item.kind === 'VIDEO') this.front.element.pause();
    if (this.front?.item.kind === 'SLOGAN') this.front.stop();
    this.show();
  }

  /** Brings everything on the page to the instant that is looked at. */
  show() {
    const day = this.days.of(this.code, dateOf(this.at, this.zone));
    this.part('clock').textContent = `${ dateOf(this.at, this.zone) } ${ timeOf(this.at, this.zone, true) }`;
    if (!day) return this.say(this.box.dataset.loading);
    if (this.day !== day) {
      this.day = day;
      this.fit();
      this.part('version').textContent = day.sheet ? `v${ day.sheet.version }` : '';
    }
    this.part('day').max = Math.floor(day.lengthMs / 1000) - 1;
    this.part('day').value = Math.floor((this.at - day.fromMs) / 1000);
    const index = playAt(day, this.at);
    this.picture(day, index);
    this.what(day, index);
    this.list(day, indexAt(day, this.at), index);
    return this.remember();
  }

  remember() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set('at', new Date(this.at + offsetAt(this.at, this.zone)).toISOString().slice(0, 19));
      address.searchParams.set('screen', this.code);
      history.replaceState(null, '', address);
      this.box.querySelector('[data-to-axis]').search = new URLSearchParams({ screen: this.code, date: dateOf(this.at, this.zone) });
    }, 300);
  }

  picture(day, index) {
    const key = index < 0 ? `none/${ this.isOpen(day) }` : `${ day.date }/${ index }`;
    if (key !== this.key) {
      this.key = key;
      this.change(index < 0 ? this.filler(day) : this.itemOf(day, index), key);
    } else if (this.front && this.ready) {
      this.keep();
    }
    this.jumped = false;
  }

  keep() {
    const { front } = this;
    if (front.item.kind === 'SLOGAN') front.step();
    if (front.item.kind !== 'VIDEO') return;
    if (this.playing) front.keepInStep(0);
    else if (Math.abs(front.element.currentTime - front.target()) > 0.02) front.element.currentTime = front.target();
  }

  isOpen(day) {
    const at = this.at - day.fromMs;
    return day.open.some(([from, until]) => from <= at && at < until);
  }

  /** Open hours without a play show the standby picture; closed ones nothing. */
  filler(day) {
    if (!this.isOpen(day)) return null;
    return { kind: 'IMAGE', url: day.screen.standbyUrl, screen: day.screen, startsAt: this.at };
  }

  itemOf(day, index) {
    const [start, frame] = day.plays[index];
    const { kind, url, slogan, bitmapUrl } = day.frames[frame];
    if (!url && !slogan) return this.filler(day);
    return {
      key: this.key, kind, url, slogan, bitmapUrl, screen: day.screen, sign: day.screen.kind === 'TEXT_SIGN', startsAt: day.fromMs + start, volume: 0, loop: false,
    };
  }

  /** What is in front stays until the next picture is ready. */
  async change(item, key) {
    const old = this.front;
    this.ready = false;
    if (!item) {
      this.drop(old);
      this.front = null;
      this.stage.classList.add('off');
      return;
    }
    const layer = this.layer(item);
    layer.element.classList.add('layer', 'under');
    this.stage.append(layer.element);
    try {
      await layer.prepare();
    } catch {
      this.failed = key;
      layer.stop();
      layer.element.remove();
      return;
    }
    if (key !== this.key) {
      layer.stop();
      layer.element.remove();
      return;
    }
    this.stage.classList.remove('off');
    layer.element.classList.replace('under', 'front');
    this.drop(this.front);
    this.front = layer;
    this.ready = true;
    if (this.playing) layer.start();
    else this.keep();
  }

  layer(item) {
    if (item.kind === 'VIDEO') {
      const video = Object.assign(document.createElement('video'), { playsInline: true, muted: true });
      return new VideoLayer(item, video, this.clock);
    }
    return item.kind === 'SLOGAN' ? new SloganLayer(item, this.clock) : new PictureLayer(item);
  }

  drop(layer) {
    if (!layer) return;
    layer.stop();
    layer.element.remove();
  }

  /** The screen in its own pixels, as large as there is room; a text sign by whole dots. */
  fit() {
    if (!this.day) return;
    const { widthPx, heightPx, kind } = this.day.screen;
    const box = this.part('box');
    let scale = Math.min(box.clientWidth / widthPx, Math.max(360, innerHeight * 0.6) / heightPx);
    if (kind === 'TEXT_SIGN' && scale >= 1) scale = Math.floor(scale);
    const left = Math.max(0, Math.round((box.clientWidth - widthPx * scale) / 2));
    box.style.height = `${ Math.round(heightPx * scale) }px`;
    Object.assign(this.stage.style, { width: `${ widthPx }px`, height: `${ heightPx }px`, transform: `translate(${ left }px, 0) scale(${ scale })` });
    const dotted = kind === 'TEXT_SIGN' && scale >= DOTS_FROM_SCALE;
    this.stage.classList.toggle('dotted', dotted);
    const dots = this.part('dots');
    dots.hidden = !dotted;
    Object.assign(dots.style, { left: `${ left }px`, top: 0, width: `${ widthPx * scale }px`, height: `${ heightPx * scale }px`, backgroundSize: `${ scale }px ${ scale }px` });
  }

  say(words) {
    this.part('what').textContent = words;
  }

  what(day, index) {
    const { box } = this;
    if (index < 0) return this.say(day.sheet ? box.dataset[this.isOpen(day) ? 'standby' : 'closed'] : box.dataset.noSheet);
    const [start, frame, spot, duration] = day.plays[index];
    const into = (this.at - day.fromMs - start) / 1000;
    const line = `${ day.campaigns[day.spots[spot].campaign]?.name || '' } · ${ box.dataset.into.replace('#1', `${ into.toFixed(1) } s`).replace('#2', `${ duration / 1000 } s`) }`;
    const bold = Object.assign(document.createElement('b'), { textContent: day.frames[frame].title });
    this.part('what').replaceChildren(bold, Object.assign(document.createElement('span'), { className: 'muted', textContent: line }));
    return undefined;
  }

  list(day, from, present) {
    const key = `${ day.date }/${ from }/${ present }`;
    if (key === this.listed) return;
    this.listed = key;
    const rows = [];
    for (let at = Math.max(0, from); at < Math.min(day.plays.length, from + LISTED); at++) rows.push(this.entry(day, at, at === present));
    if (!rows.length) rows.push(Object.assign(document.createElement('p'), { textContent: this.box.dataset.nothing }));
    this.part('list').replaceChildren(...rows);
  }

  entry(day, index, present) {
    const [start, frame, , duration] = day.plays[index];
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const cell = (text, className = '') => Object.assign(document.createElement('span'), { textContent: text, className });
    button.append(cell(timeOf(day.fromMs + start, this.zone), 'mono'), cell(day.frames[frame].title), cell(`${ duration / 1000 } s`, 'muted'));
    if (present) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => this.goTo(day.fromMs + start));
    const row = document.createElement('li');
    row.append(button);
    return row;
  }
}

for (const box of document.querySelectorAll('[data-moment]')) box.moment = new Moment(box);
