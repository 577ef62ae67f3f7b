// The full-screen card while nothing can be shown yet: connecting, or the pairing code.

import { localTime, say } from './words.js';

export class Card {
  constructor(element, notice) {
    this.element = element;
    this.notice = notice;
    this.remarks = new Set();
  }

  connecting() {
    this.fill(part('p', 'card-brand', 'Lunbo 轮播'), part('p', 'card-wait', say('connecting')), part('p', 'card-trouble', ''));
  }

  /** @param offer `{code, expiresAt, qr}` */
  pairing({ code, expiresAt, qr }, name) {
    const groups = part('p', 'card-code', '');
    const half = Math.ceil(code.length / 2);
    groups.append(part('span', '', code.slice(0, half)), part('span', '', code.slice(half)));
    groups.setAttribute('data-code', code);
    const until = Date.parse(expiresAt);
    const expiry = Number.isNaN(until) ? '' : `${say('pairExpires')} ${localTime(until).slice(11)}`;
    const ways = part('div', 'card-ways', '');
    ways.append(groups);
    if (qr) ways.append(picture(qr));
    this.fill(
      part('p', 'card-brand', 'Lunbo 轮播'), part('h1', 'card-title', say('pairTitle')), ways, part('p', 'card-hint', say(qr ? 'pairScan' : 'pairHint')),
      part('p', 'card-wait', say('pairWaiting')), part('p', 'card-small', [name, location.host, expiry].filter(Boolean).join('  ·  ')),
      part('p', 'card-trouble', ''));
  }

  /** Which screen this is, for a moment, over whatever plays. */
  identify(screen) {
    this.fill(part('p', 'card-brand', 'Lunbo 轮播'), part('h1', 'card-title', screen.name), part('p', 'card-hint', `${screen.code} · ${screen.widthPx}×${screen.heightPx}`));
    clearTimeout(this.identified);
    this.identified = setTimeout(() => this.hide(), 15000);
  }

  trouble(failure) {
    const line = this.element.querySelector('.card-trouble');
    if (line) line.textContent = failure ? `${say('retrying')} (${failure.message})` : '';
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** One small line that stays: what the operator ought to know although everything plays. */
  remark(key) {
    this.remarks.add(say(key));
    this.notice.textContent = [...this.remarks].join('  ·  ');
    this.notice.hidden = false;
  }

  fill(...parts) {
    const box = part('div', 'card-box', '');
    box.append(...parts);
    this.element.replaceChildren(box);
    this.element.hidden = false;
  }
}

/** Without the picture the code is still there. */
function picture(address) {
  const image = document.createElement('img');
  Object.assign(image, { className: 'card-qr', alt: '', src: address });
  image.addEventListener('error', () => image.remove());
  return image;
}

export function part(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
