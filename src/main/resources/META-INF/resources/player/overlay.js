// The status overlay for a technician in front of the screen: key I.

import { part } from './card.js';
import { localTime, say } from './words.js';

export class Overlay {
  constructor(element, status) {
    this.element = element;
    this.status = status;
    document.addEventListener('keydown', (event) => {
      if ((event.key === 'i' || event.key === 'I') && !event.ctrlKey && !event.metaKey && !event.altKey) this.toggle();
    });
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    clearInterval(this.timer);
    if (this.element.hidden) return;
    this.draw();
    this.timer = setInterval(() => this.draw(), 500);
  }

  draw() {
    const status = this.status();
    const list = part('dl', '', '');
    for (const [name, value] of rows(status)) list.append(part('dt', '', say(name)), part('dd', '', value));
    const faults = part('ul', 'overlay-faults', '');
    for (const fault of status.faults) {
      const row = part('li', '', '');
      row.append(part('strong', '', fault.code), part('span', '', fault.detail));
      faults.append(row);
    }
    if (status.faults.length === 0) faults.append(part('li', 'fine', say('none')));
    this.element.replaceChildren(
      part('h2', '', say('title')), list, part('h3', '', `${say('faults')} (${status.faults.length})`), faults, part('p', 'overlay-foot', say('close')));
  }
}

function rows(status) {
  const zone = status.timeZone;
  const current = status.current;
  const shown = current ? `${current.title || current.media.slice(0, 12)} · ${seconds(current.positionMs)} / ${seconds(current.durationMs)}` : '';
  const next = status.next ? `${localTime(Date.parse(status.next.startsAt), zone).slice(11)} ${status.next.title || status.next.media.slice(0, 12)}` : '–';
  const roundTrip = status.roundTripMs === null ? '' : ` (${say('roundTrip')} ${Math.round(status.roundTripMs)} ms)`;
  return [
    ['screen', status.screen ? `${status.screenName} · ${status.screen}` : '–'],
    ['version', status.manifestVersion === null ? '–' : String(status.manifestVersion)],
    ['valid', status.validUntil ? localTime(Date.parse(status.validUntil), zone) : '–'],
    ['now', localTime(Date.parse(status.now), zone)],
    ['offset', `${span(status.offsetMs)}${roundTrip}`],
    ['playing', shown || `${say(status.showing)} · ${say(status.reason)}`],
    ['next', next],
    ['waiting', String(status.unacknowledged)],
    ['cached', String(status.cached.length)],
    ['frames', `${status.frames.dropped} / ${status.frames.shown}`],
    ['key', say(status.bound ? 'bound' : 'unbound')],
    ['software', `${status.software} · ${status.verifier}`],
  ];
}

function span(ms) {
  const size = Math.abs(ms);
  if (size < 10000) return `${ms} ms`;
  const [days, hours, minutes] = [Math.floor(size / 86400000), Math.floor(size / 3600000) % 24, Math.floor(size / 60000) % 60];
  return `${ms < 0 ? '−' : '+'}${days} d ${hours} h ${minutes} min ${Math.floor(size / 1000) % 60} s`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
