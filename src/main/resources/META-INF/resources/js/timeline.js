// Screens under one another on one clock, from a week to a second. What is drawn comes from /timeline/days; nothing is planned here.

import { DAY, Days, dateOf, indexAt, offsetAt, playAt, timeOf } from './timeline-days.js';
import { Dayparts } from './timeline-dayparts.js';
import { COLORS, Drawing, FINE, ROW, reach } from './timeline-draw.js';

const LEAST = 4000;
const MOST = 8 * DAY;
const SECOND = 1000;

class Timeline {
  constructor(box) {
    this.box = box;
    this.canvas = this.part('canvas');
    this.screens = [...box.querySelectorAll('[data-screen]')].map((name) => ({ code: name.dataset.screen, zone: name.dataset.zone, name }));
    this.zone = this.screens[0]?.zone || 'Asia/Shanghai';
    this.campaigns = new Map();
    this.days = new Days({
      drafts: box.dataset.drafts,
      changed: (day) => this.arrived(day),
      failed: () => { this.part('chosen').textContent = box.dataset.failed; },
    });
    this.startedAt = new Date(box.dataset.now).getTime() - performance.now();
    this.drawing = new Drawing(this.canvas, { noSheet: box.dataset.noSheet, draft: box.dataset.draft, gone: box.dataset.gone }, (day, spot) => this.color(day, spot));
    this.dayparts = new Dayparts(this);
    const midnight = this.midnight(box.dataset.date);
    Object.assign(this, { from: midnight, span: DAY, row: 0, pointers: new Map(), ...this.kept() });
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    this.resize();
    setInterval(() => this.pressed || this.soon(), 1000);
  }

  /** What was on view before something was saved. */
  kept() {
    const words = new URLSearchParams(location.hash.slice(1));
    const [from, span] = [Number(words.get('from')), Number(words.get('span'))];
    history.replaceState(null, '', location.pathname + location.search);
    return from && span >= LEAST && span <= MOST ? { from, span, wanted: words.get('edge') } : {};
  }

  /** The way back to this very view. */
  address(edge) {
    const words = new URLSearchParams({ from: Math.round(this.from), span: Math.round(this.span), ...(edge && { edge }) });
    return `${ location.pathname }${ location.search }#${ words }`;
  }

  part(name) {
    return this.box.querySelector(`[data-${ name }]`);
  }

  now() {
    return this.startedAt + performance.now();
  }

  midnight(date) {
    const utc = Date.parse(`${ date }T00:00:00Z`);
    return utc - offsetAt(utc - offsetAt(utc, this.zone), this.zone);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, (event) => this.up(event));
    // Whatever a finger has hold of is not the page: without this a trembling finger scrolls it, and lets go of the play.
    canvas.addEventListener('touchstart', (event) => (this.gripped || this.dayparts.gripped) && event.preventDefault(), { passive: false });
    canvas.addEventListener('pointerleave', () => { this.part('tip').hidden = true; });
    canvas.addEventListener('dblclick', () => this.openMoment());
    canvas.addEventListener('keydown', (event) => this.key(event));
    for (const button of this.box.querySelectorAll('[data-span]')) button.addEventListener('click', () => this.zoomTo(Number(button.dataset.span)));
    for (const button of this.box.querySelectorAll('[data-go]')) button.addEventListener('click', () => this.go(button.dataset.go));
    this.part('date-field').addEventListener('change', ({ target }) => target.value && this.see(this.midnight(target.value), this.span));
    const dialog = document.querySelector('[data-move-dialog]');
    dialog?.querySelector('[data-move-cancel]').addEventListener('click', () => dialog.close());
    dialog?.addEventListener('close', () => this.carry(null));
  }

  arrived(day) {
    for (const run of day.campaigns) {
      if (!this.campaigns.has(run.code)) this.campaigns.set(run.code, { ...run, color: COLORS[this.campaigns.size % COLORS.length] });
    }
    this.part('legend').replaceChildren(...[...this.campaigns.values()].map(({ name, color }) => {
      const entry = document.createElement('span');
      entry.textContent = name;
      entry.style.setProperty('--swatch', color);
      return entry;
    }));
    this.soon();
  }

  /** One campaign, one colour; its spots are told apart by how light it is. */
  color(day, spot) {
    const shown = day.spots[spot];
    if (shown.color) return shown.color;
    const base = this.colorOf(day, shown.campaign);
    const within = day.spots.filter((one) => one.campaign === shown.campaign).indexOf(shown);
    shown.color = shade(base, (within % 4) * 0.13);
    return shown.color;
  }

  colorOf(day, campaign) {
    const run = day.campaigns[campaign];
    return (run && this.campaigns.get(run.code)?.color) || '#98a6bf';
  }

  resize() {
    this.drawing.resize(this.dayparts.lanes.map((own) => own.length));
    this.screens.forEach(({ name }, row) => { name.style.height = `${ this.drawing.heights[row] }px`; });
    this.soon();
  }

  soon() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    const rows = this.screens.map((screen) => this.daysInView(screen));
    this.box.setAttribute('aria-busy', rows.some((days) => days.some((day) => !day)));
    if (this.dayparts.arrange(rows)) this.resize();
    this.drawing.draw({
      from: this.from, span: this.span, rows, bands: this.dayparts.bands(rows), zone: this.zone, now: this.now(), chosen: this.chosen,
    });
    this.dayparts.place(rows);
    this.pin();
    this.screens.forEach(({ name }, at) => name.classList.toggle('at', at === this.row));
    for (const button of this.box.querySelectorAll('[data-span]')) button.setAttribute('aria-pressed', Math.abs(button.dataset.span / this.span - 1) < 0.01);
    const date = dateOf(this.from + this.span / 2, this.zone);
    if (document.activeElement !== this.part('date-field')) this.part('date-field').value = date;
    clearTimeout(this.remember);
    this.remember = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set('date', date);
      history.replaceState(null, '', address);
    }, 400);
  }

  daysInView({ code, zone }) {
    const days = [];
    for (let at = this.from - DAY; at < this.from + this.span + DAY; at += DAY) {
      const date = dateOf(at, zone);
      const begin = this.midnightIn(date, zone);
      if (begin < this.from + this.span && begin + 1.1 * DAY > this.from) days.push(this.days.of(code, date));
    }
    return days;
  }

  midnightIn(date, zone) {
    const utc = Date.parse(`${ date }T00:00:00Z`);
    return utc - offsetAt(utc, zone);
  }

  see(from, span) {
    this.span = Math.max(LEAST, Math.min(MOST, span));
    this.from = from;
    this.soon();
  }

  zoomTo(span) {
    const center = this.chosen ? this.chosen.day.fromMs + this.chosen.day.plays[this.chosen.index][0] : span >= DAY ? this.midnight(dateOf(this.from + this.span / 2, this.zone)) + span / 2 : this.nearNow();
    this.see(center - span / 2, span);
  }

  nearNow() {
    const now = this.now();
    return now > this.from && now < this.from + this.span ? now : this.from + this.span / 2;
  }

  go(where) {
    if (where === 'now') this.see(this.now() - this.span / 2, this.span);
    else this.see(this.from + (where === 'earlier' ? -1 : 1) * this.span, this.span);
  }

  wheel(event) {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? 16 : 1;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.see(this.from + (event.deltaX || event.deltaY) * pixels * this.drawing.perPixel, this.span);
      return;
    }
    this.zoomAround(event.offsetX, Math.exp(event.deltaY * pixels * 0.0022));
  }

  zoomAround(x, factor) {
    const at = this.from + x * this.drawing.perPixel;
    const span = Math.max(LEAST, Math.min(MOST, this.span * factor));
    this.see(at - (x / this.drawing.width) * span, span);
  }

  down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, event.offsetX);
    this.pressed = { x: event.offsetX, from: this.from, dragged: false };
    this.gripped = this.pointers.size === 1 ? this.fixedAt(event) : null;
    const edge = this.pointers.size === 1 && !this.gripped && this.dayparts.edgeAt(event);
    if (edge) this.dayparts.grip(edge, event.offsetX);
    if (this.pointers.size === 2) this.dayparts.cancel();
    if (this.pointers.size === 2) this.carry(null);
    if (this.pointers.size === 2) this.pinched = { span: this.span, apart: this.apart() };
    this.canvas.classList.add('grabbing');
  }

  apart() {
    const [one, other] = [...this.pointers.values()];
    return Math.max(20, Math.abs(one - other));
  }

  move(event) {
    if (!this.pointers.has(event.pointerId)) return this.hover(event);
    this.pointers.set(event.pointerId, event.offsetX);
    if (this.pointers.size === 2) {
      const [one, other] = [...this.pointers.values()];
      this.zoomAround((one + other) / 2, this.pinched.span * this.pinched.apart / this.apart() / this.span);
      return;
    }
    if (Math.abs(event.offsetX - this.pressed.x) > 3) this.pressed.dragged = true;
    if (!this.pressed.dragged) return;
    if (this.gripped) this.drag(event.offsetX);
    else if (this.dayparts.gripped) this.dayparts.drag(event.offsetX, event.altKey);
    else this.see(this.pressed.from - (event.offsetX - this.pressed.x) * this.drawing.perPixel, this.span);
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    this.canvas.classList.remove('grabbing');
    if (event.type === 'pointerup' && this.pressed && !this.pressed.dragged) this.choose(this.at(event));
    if (this.gripped && this.moving && event.type === 'pointerup') this.ask();
    else if (this.gripped) this.carry(null);
    this.gripped = null;
    this.dayparts.release(event.type === 'pointerup');
    const [left] = this.pointers.values(); // of two fingers the other one goes on
    this.pressed = left === undefined ? null : { x: left, from: this.from, dragged: true };
  }

  at({ offsetX, offsetY }) {
    const row = this.drawing.rowAt(offsetY);
    const instant = this.from + offsetX * this.drawing.perPixel;
    const screen = this.screens[row];
    const day = screen && this.days.of(screen.code, dateOf(instant, screen.zone));
    const plays = day && offsetY < this.drawing.tops[row] + ROW;
    return { row, screen, instant, day, index: plays ? playAt(day, instant) : -1 };
  }

  hover(event) {
    const found = this.at(event);
    const tip = this.part('tip');
    this.canvas.classList.toggle('movable', this.mayMove() && !!(this.fixedAt(event) || this.dayparts.edgeAt(event)));
    tip.hidden = !found.day || found.index < 0;
    if (tip.hidden) return;
    const words = this.wordsOf(found);
    tip.replaceChildren(words.title, Object.assign(document.createElement('small'), { textContent: `${ words.campaign } · ${ words.time }` }));
    const face = this.canvas.getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    tip.style.left = `${ Math.min(face.left - box.left + event.offsetX + 14, box.width - tip.offsetWidth - 8) }px`;
    tip.style.top = `${ face.top - box.top + event.offsetY + 16 }px`;
  }

  wordsOf({ day, index, screen }) {
    const [start, frame, spot, duration] = day.plays[index];
    const shown = day.spots[spot];
    const begin = day.fromMs + start;
    const fixed = shown.fixedMs.includes(start) ? ` · ${ this.box.dataset.fixed }` : '';
    return {
      title: shown.title || day.frames[frame].title,
      campaign: day.campaigns[shown.campaign]?.name || this.box.dataset.gone,
      time: `${ timeOf(begin, screen.zone) } – ${ timeOf(begin + duration, screen.zone) } (${ duration / 1000 } s)${ fixed }`,
      begin,
    };
  }

  choose(found) {
    if (found.row >= 0 && found.row < this.screens.length) this.row = found.row;
    this.chosen = found.day && found.index >= 0 ? found : null;
    const place = this.part('chosen');
    if (!this.chosen) {
      place.textContent = this.box.dataset.hint;
      return this.soon();
    }
    const { title, campaign, time, begin } = this.wordsOf(found);
    const link = Object.assign(document.createElement('a'), { className: 'btn btn-sm btn-outline-primary', href: this.momentAddress(found.screen, begin) });
    link.textContent = document.querySelector('.timeline-tabs a:nth-child(2)').textContent.trim();
    const bold = Object.assign(document.createElement('b'), { textContent: title });
    const rest = Object.assign(document.createElement('span'), { className: 'muted', textContent: `${ found.day.screen.name } · ${ campaign } · ${ time }` });
    place.replaceChildren(bold, rest, link);
    this.soon();
  }

  momentAddress(screen, instant) {
    const at = new Date(instant + offsetAt(instant, screen.zone)).toISOString().slice(0, 19);
    return `/timeline/moment?${ new URLSearchParams({ screen: screen.code, at, drafts: this.box.dataset.drafts }) }`;
  }

  openMoment() {
    const screen = this.screens[this.row];
    const instant = this.chosen ? this.wordsOf(this.chosen).begin : this.from + this.span / 2;
    location.href = this.momentAddress(screen, instant);
  }

  key(event) {
    const { key } = event;
    const deed = {
      ArrowLeft: () => (event.altKey ? this.nudge(event.shiftKey ? -60 : -1) : this.step(-1)),
      ArrowRight: () => (event.altKey ? this.nudge(event.shiftKey ? 60 : 1) : this.step(1)),
      ArrowUp: () => this.otherRow(-1),
      ArrowDown: () => this.otherRow(1),
      PageUp: () => this.go('earlier'),
      PageDown: () => this.go('later'),
      Enter: () => (this.moving ? this.ask() : this.openMoment()),
      Escape: () => { this.gripped = null; this.carry(null); this.dayparts.cancel(); },
      '+': () => this.zoomTo(this.span / 2),
      '=': () => this.zoomTo(this.span / 2),
      '-': () => this.zoomTo(this.span * 2),
    }[key];
    if (!deed || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    deed();
  }

  otherRow(by) {
    this.row = Math.max(0, Math.min(this.screens.length - 1, this.row + by));
    const instant = this.chosen ? this.wordsOf(this.chosen).begin : this.from + this.span / 2;
    this.choose(this.found(this.row, instant));
  }

  found(row, instant) {
    const screen = this.screens[row];
    const day = this.days.of(screen.code, dateOf(instant, screen.zone));
    return { row, screen, instant, day, index: day ? indexAt(day, instant) : -1 };
  }

  step(by) {
    const present = this.chosen || this.found(this.row, this.from + this.span / 2);
    if (!present.day) return;
    const index = Math.max(0, Math.min(present.day.plays.length - 1, present.index + (this.chosen ? by : 0)));
    if (!present.day.plays.length) return;
    this.choose({ ...present, index });
    const begin = present.day.fromMs + present.day.plays[index][0];
    if (begin < this.from || begin > this.from + this.span) this.see(begin - this.span / 2, this.span);
  }

  mayMove() {
    return this.box.dataset.mayMove === 'true';
  }

  /** The fixed time under the pointer, close to its pin. */
  fixedAt(event) {
    const { row, screen, instant, day } = this.at(event);
    if (!day || !this.mayMove() || event.offsetY >= this.drawing.tops[row] + ROW) return null;
    const { drawing } = this;
    const near = day.spots.flatMap((spot) => spot.movableMs.map((fixed) => ({ row, screen, day, spot, instant: day.fromMs + fixed })))
      .map((one) => ({ ...one, away: Math.abs(one.instant - instant) }))
      .filter(({ away }) => away <= reach(event) * drawing.perPixel)
      .sort((one, other) => one.away - other.away);
    return near.length ? { ...near[0], aside: event.offsetX - drawing.x(near[0].instant) } : null;
  }

  drag(x) {
    const { perPixel } = this.drawing;
    const step = perPixel > FINE ? 60 * SECOND : SECOND;
    const instant = Math.round((this.from + (x - this.gripped.aside) * perPixel) / step) * step;
    if (instant === this.moving?.to) return;
    this.carry({ ...this.gripped, to: instant, label: timeOf(instant, this.gripped.screen.zone) });
  }

  /** Only the pin moves, whatever else is on view: nothing is drawn anew. */
  carry(moving) {
    this.moving = moving;
    this.pinFrame ||= requestAnimationFrame(() => { this.pinFrame = 0; this.pin(); });
  }

  pin() {
    const pin = this.part('pin');
    pin.hidden = !this.moving;
    if (!this.moving) return;
    const x = this.drawing.x(this.moving.to);
    pin.style.transform = `translate(${ x - 1 }px, ${ this.drawing.tops[this.moving.row] }px)`;
    pin.classList.toggle('timeline-pin-left', x > this.drawing.width - 90);
    if (pin.firstElementChild.textContent !== this.moving.label) pin.firstElementChild.textContent = this.moving.label;
  }

  /** Moves the chosen play by seconds where it is a fixed one. */
  nudge(seconds) {
    if (!this.chosen || !this.mayMove()) return;
    const { day, index, row, screen } = this.chosen;
    const [start, , spot] = day.plays[index];
    const shown = day.spots[spot];
    if (!this.moving && !shown.movableMs.includes(start)) return;
    const from = day.fromMs + start;
    const to = (this.moving ? this.moving.to : from) + seconds * SECOND;
    this.gripped = null;
    this.carry({ row, screen, day, spot: shown, to, label: timeOf(to, screen.zone), origin: from });
    this.part('chosen').firstElementChild.textContent = `${ shown.title } → ${ this.moving.label }`;
  }

  ask() {
    const dialog = document.querySelector('[data-move-dialog]');
    const { spot, screen, to } = this.moving;
    const from = this.moving.origin ?? this.gripped.instant;
    const field = (name, value) => { dialog.querySelector(`[name=${ name }]`).value = value; };
    field('spot', spot.id);
    field('version', spot.version);
    field('from', new Date(from).toISOString());
    field('to', new Date(to).toISOString());
    dialog.querySelector('[name=back]').value = this.address();
    dialog.querySelector('[data-move-words]').textContent = this.box.dataset.move
      .replace('#1', () => spot.title).replace('#2', timeOf(from, screen.zone)).replace('#3', timeOf(to, screen.zone));
    dialog.showModal();
  }
}

function shade(hex, by) {
  const channel = (at) => {
    const value = parseInt(hex.slice(at, at + 2), 16);
    return Math.round(value + (255 - value) * by);
  };
  return `rgb(${ channel(1) },${ channel(3) },${ channel(5) })`;
}

for (const box of document.querySelectorAll('[data-timeline]')) box.timeline = new Timeline(box);
