// The text of a warning. It has no reviews: the manifest's signature, and who it names as having ordered it, is all there is. So it is
// believed only as plain text that is whole, is exactly what its hash says, and fits the fixed layout below; it can name no file.

import { sha256Hex } from './ed25519.js';
import { isSha256 } from './bytes.js';
import { painted } from './video-layer.js';

export const FIELDS = ['category', 'level', 'startsAt', 'area', 'warning', 'measures', 'issuer', 'issuedAt'];
const ALERTS = ['BLUE', 'YELLOW', 'ORANGE', 'RED'];
const PAGE_MS = 10000;
const READABLE_SHARE = 26;
const TONE_EVERY_MS = 30000;

/** @returns why a notice is not believed, or null where it is whole and true to its hash */
export async function faultOfNotice(order, screen) {
  const notice = order.notice;
  if (!notice || typeof notice !== 'object') return 'there is none';
  if (order.media) return 'it names a file';
  if (!isText(notice.title, 100) || !ALERTS.includes(notice.alert)) return 'title or level';
  if (!isText(notice.orderedBy, 200) || Number.isNaN(Date.parse(notice.orderedAt))) return 'nobody ordered it';
  const fields = Array.isArray(notice.fields) ? notice.fields : [];
  const whole = fields.length === FIELDS.length
    && fields.every((field, at) => field && field.name === FIELDS[at] && isText(field.label, 40) && isText(field.text, 400));
  if (!whole) return 'a field is missing';
  if (!isSha256(notice.sha256) || (await sha256Hex(new TextEncoder().encode(textOf(notice)))) !== notice.sha256) return 'the text is not that of its hash';
  if (screen.kind === 'TEXT_SIGN' && plain(signText(notice)) !== plain(textOf(notice))) return 'the sign would show another text';
  return null;
}

export function textOf(notice) {
  return [notice.title, ...notice.fields.map((field) => `${field.label}：${field.text}`)].join('\n');
}

function signText(notice) {
  return notice.slogan && Array.isArray(notice.slogan.pages) ? notice.slogan.pages.map((page) => page.text).join('') : '';
}

function isText(text, most) {
  return typeof text === 'string' && text.trim() !== '' && text.length <= most;
}

function plain(text) {
  return text.replace(/\s+/g, '');
}

/** A warning on a wall: a frame and a head in the colour of its level, the eight fields below, as large as they fit. */
export class NoticeLayer {
  constructor(item, clock) {
    Object.assign(this, { item, clock });
    this.element = part('div', `layer notice-layer alert-${item.notice.alert.toLowerCase()}`);
  }

  async prepare() {
    const { notice } = this.item;
    this.element.append(part('h1', 'notice-title', notice.title), part('div', 'notice-body'));
    // the fewest pages on which the letters can be read
    for (const count of [1, 2, 4, 8]) {
      this.pages = split(notice.fields, count);
      if (this.fit() || count === 8) break;
    }
    this.shown = -1;
    this.step();
    await painted();
  }

  /** @returns whether the letters can be read */
  fit() {
    const { widthPx, heightPx } = this.item.screen;
    const least = Math.max(8, Math.round(Math.min(heightPx / READABLE_SHARE, widthPx / 30)));
    let [low, high] = [6, Math.max(7, Math.round(heightPx / 9))];
    while (low < high) {
      const size = Math.ceil((low + high) / 2);
      this.element.style.fontSize = `${size}px`;
      if (this.pages.every((page) => this.fits(page))) low = size;
      else high = size - 1;
    }
    this.element.style.fontSize = `${low}px`;
    return low >= least;
  }

  fits(page) {
    this.draw(page);
    const body = this.element.lastElementChild;
    return body.scrollHeight <= body.clientHeight + 1 && this.element.scrollHeight <= this.element.clientHeight + 1
      && this.element.firstElementChild.scrollWidth <= this.element.clientWidth;
  }

  draw(page) {
    this.element.lastElementChild.replaceChildren(...page.map((field) => {
      const row = part('p', `notice-row notice-${field.name.toLowerCase()}`);
      row.append(part('b', '', field.label), part('span', '', field.text));
      return row;
    }));
  }

  step() {
    const index = Math.floor(this.elapsedMs() / PAGE_MS) % this.pages.length;
    if (index === this.shown) return;
    this.shown = index;
    this.draw(this.pages[index]);
  }

  async start() {
    this.timer = setInterval(() => this.step(), 250);
    this.sound();
  }

  keepInStep(volume) {
    this.item.volume = volume;
  }

  /** Three tones at the beginning and then twice a minute, where the order lets it be heard. */
  sound() {
    if (!this.item.sound) return;
    this.context = new AudioContext();
    if (this.context.state === 'suspended') this.blocked = true;
    const ring = () => [0, 0.4, 0.8].forEach((offset) => tone(this.context, offset, this.item.volume));
    ring();
    this.ringing = setInterval(ring, TONE_EVERY_MS);
  }

  progressMs() {
    return Infinity;
  }

  positionMs() {
    return Math.round(this.elapsedMs());
  }

  stop() {
    clearInterval(this.timer);
    clearInterval(this.ringing);
    if (this.context) this.context.close().catch((failure) => console.debug('sound:', failure.message));
  }

  elapsedMs() {
    return Math.max(0, this.clock.now() - this.item.startsAt);
  }
}

function split(fields, count) {
  const each = Math.ceil(fields.length / count);
  return Array.from({ length: Math.ceil(fields.length / each) }, (_, at) => fields.slice(at * each, (at + 1) * each));
}

function tone(context, offset, volume) {
  const oscillator = context.createOscillator();
  const level = context.createGain();
  oscillator.frequency.value = 960;
  level.gain.setValueAtTime(Math.max(0.0001, volume * 0.4), context.currentTime + offset);
  level.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + offset + 0.35);
  oscillator.connect(level).connect(context.destination);
  oscillator.start(context.currentTime + offset);
  oscillator.stop(context.currentTime + offset + 0.36);
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
