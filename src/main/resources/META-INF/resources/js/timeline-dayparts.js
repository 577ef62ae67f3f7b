// Dayparts below the plays of their screen, and the handles that give them other hours. Hours are those of the wall clock where the screen stands.

import { dateOf, instantAt, offsetAt } from './timeline-days.js';
import { FINE, LANE, ROW, reach } from './timeline-draw.js';

const WHOLE = 1440;
const HIDDEN = 'timeline-dayparts-hidden';

const clock = (minutes) => `${ String(Math.floor(minutes / 60)).padStart(2, '0') }:${ String(minutes % 60).padStart(2, '0') }`;
const within = (minutes) => ((minutes % WHOLE) + WHOLE) % WHOLE;
const pretty = (hours) => hours.replace('-', '–');

/** 22:00-02:00 as minutes: where it begins and how long it is. */
function read(hours) {
  const [from, until] = hours.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return { from, length: until > from ? until - from : until - from + WHOLE };
}

function write({ from, length }) {
  const until = within(from + length);
  return `${ clock(within(from)) }-${ until === 0 ? '24:00' : clock(until) }`;
}

/** The same with an edge moved: never past the other one, and around the clock only from midnight to midnight. */
function moved({ from, length }, edge, by, step) {
  const until = from + length;
  const wanted = edge === 'from' ? length - by : length + by;
  const whole = within(edge === 'from' ? until : from) === 0 ? WHOLE : WHOLE - step;
  const possible = Math.max(Math.min(step, length), Math.min(whole, wanted));
  return { from: edge === 'from' ? until - possible : from, length: possible };
}

export class Dayparts {
  constructor(timeline) {
    Object.assign(this, { timeline, box: timeline.box, handles: new Map(), pending: null, gripped: null });
    this.lanes = timeline.screens.map(() => []);
    this.hidden = localStorage.getItem(HIDDEN) === 'true';
    this.groups = timeline.screens.map(({ name }) => this.group(name.querySelector('a').textContent));
    this.dialog = document.querySelector('[data-daypart-dialog]');
    this.dialog?.querySelector('[data-move-cancel]').addEventListener('click', () => this.dialog.close());
    this.dialog?.addEventListener('close', () => this.takeBack());
    this.part('pending-save').addEventListener('click', () => this.ask());
    this.part('pending-cancel').addEventListener('click', () => this.takeBack());
    this.part('dayparts-shown').addEventListener('click', () => this.hide(!this.hidden));
  }

  /** The handles of one screen. */
  group(name) {
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', `${ name } ${ this.part('handles').dataset.handles }`);
    this.part('handles').append(group);
    return group;
  }

  hide(hidden) {
    this.hidden = hidden;
    localStorage.setItem(HIDDEN, hidden);
    this.cancel();
    this.timeline.soon();
  }

  part(name) {
    return this.timeline.part(name);
  }

  key(day, band) {
    return `${ day.campaigns[band.campaign].code }/${ band.spot || '' }/${ band.spot ? band.hours : band.name }`;
  }

  /** Each daypart has a lane of its own, the same on all days. @returns whether there are more or fewer lanes than before */
  arrange(rows) {
    const before = this.lanes.map((own) => own.length).join();
    const was = JSON.stringify(this.lanes);
    const button = this.part('dayparts-shown');
    button.setAttribute('aria-pressed', !this.hidden);
    button.hidden &&= !rows.some((days) => days.some((day) => day?.dayparts.length));
    rows.forEach((days, row) => {
      const loaded = this.hidden ? [] : days.filter(Boolean);
      if (this.hidden) this.lanes[row] = [];
      const keys = new Set(loaded.flatMap((day) => day.dayparts.map((band) => this.key(day, band))));
      // While a day is on its way its lanes stay, so that nothing jumps.
      const kept = this.hidden || loaded.length < days.length ? this.lanes[row] : this.lanes[row].filter((key) => keys.has(key));
      this.lanes[row] = [...new Set([...kept, ...keys])];
    });
    if (JSON.stringify(this.lanes) !== was) this.named = null;
    return this.lanes.map((own) => own.length).join() !== before;
  }

  bands(rows) {
    return this.hidden ? [] : rows.flatMap((days, row) => days.filter(Boolean).flatMap((day) => day.dayparts.map((band) => ({
      day, row, lane: this.lanes[row].indexOf(this.key(day, band)), stretches: band.stretches,
      color: this.timeline.colorOf(day, band.campaign), words: `${ band.name } ${ pretty(band.hours) }`,
    }))));
  }

  /** Where a daypart begins and ends on a day, and on which date it begins that ends there. */
  edges(day, band) {
    band.edges ||= this.edgesOf(day, read(band.hours));
    return band.edges;
  }

  edgesOf(day, { from, length }) {
    const { zone } = this.timeline.screens.find(({ code }) => code === day.screen.code);
    const over = from + length > WHOLE;
    const eve = dateOf(Date.parse(`${ day.date }T00:00:00Z`) - 1, 'UTC');
    return [
      { edge: 'from', date: day.date, instant: instantAt(day.date, from, zone) },
      { edge: 'until', date: over ? eve : day.date, instant: instantAt(day.date, from + length - (over ? WHOLE : 0), zone) },
    ];
  }

  /** The edge under the pointer; of two that are as near, the one that can be drawn apart. */
  edgeAt(event) {
    const { row, day, instant, screen } = this.timeline.at(event);
    if (!day || !this.timeline.mayMove()) return null;
    const { tops, perPixel } = this.timeline.drawing;
    const lane = Math.floor((event.offsetY - tops[row] - ROW) / LANE);
    const band = lane >= 0 && day.dayparts.find((one) => this.key(day, one) === this.lanes[row][lane]);
    if (!band || !band.stretches.length) return null;
    const near = this.edges(day, band)
      .map((one) => ({ ...one, row, day, band, screen, away: Math.abs(one.instant - instant) / perPixel }))
      .filter(({ away }) => away <= reach(event))
      .sort((one, other) => one.away - other.away);
    return near[0] || null;
  }

  /** Takes hold of an edge; what was changed of the same daypart and not saved stays. */
  grip(edge, x, anyDay = false) {
    const { day, band, row, screen } = edge;
    const key = this.key(day, band);
    const same = this.pending?.key === key && this.pending.row === row && (anyDay || this.pending.day === day);
    this.gripped = edge;
    if (same) this.pending.edge = edge.edge;
    else this.pending = { ...edge, key, ...read(band.hours) };
    const { date, from, length } = this.pending;
    const at = this.timeline.drawing.x(instantAt(date, edge.edge === 'from' ? from : from + length, screen.zone));
    this.held = { date, from, length, aside: x - at };
  }

  drag(x, alt) {
    if (!this.gripped) return;
    const { perPixel } = this.timeline.drawing;
    const { edge, screen } = this.gripped;
    const step = alt || perPixel <= FINE ? 1 : 5;
    const instant = this.timeline.from + (x - this.held.aside) * perPixel;
    const local = instant + offsetAt(instant, screen.zone) - Date.parse(`${ this.held.date }T00:00:00Z`);
    const minutes = Math.round(local / 60000 / step) * step;
    this.become(moved(this.held, edge, minutes - (edge === 'from' ? this.held.from : this.held.from + this.held.length), step));
  }

  /** By keys: from wherever it is. */
  step(edge, by) {
    this.grip(edge, 0, true);
    this.gripped = null;
    this.become(moved(this.pending, edge.edge, by, Math.min(5, Math.abs(by))));
  }

  become({ from, length }) {
    if (this.pending.from === from && this.pending.length === length) return;
    Object.assign(this.pending, { from, length });
    this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.show(); });
  }

  release(save) {
    if (!this.gripped) return;
    this.gripped = null;
    if (save && this.changed()) this.ask();
    else this.cancel();
  }

  changed() {
    return this.pending && write(this.pending) !== write(read(this.pending.band.hours));
  }

  /** Whoever used keys goes on where they were. */
  takeBack() {
    const { pending } = this;
    this.cancel();
    if (pending) this.handles.get(`${ pending.row }/${ pending.key }/${ pending.edge }`)?.focus({ preventScroll: true });
  }

  cancel() {
    if (!this.pending) return;
    this.pending = null;
    this.gripped = null;
    this.show();
    this.timeline.soon();
  }

  /** Only the daypart that is changed, its two handles and the words about it: nothing is drawn anew. */
  show() {
    const ghost = this.part('ghost');
    const { pending } = this;
    const unsaved = !!pending && this.changed();
    ghost.hidden = !unsaved;
    this.part('pending').hidden = !unsaved;
    if (!pending) return;
    const { drawing } = this.timeline;
    const hours = write(pending);
    const x = (minutes) => drawing.x(instantAt(pending.date, minutes, pending.screen.zone));
    const left = Math.max(-40, x(pending.from));
    const right = Math.min(drawing.width + 40, x(pending.from + pending.length));
    const lane = this.lanes[pending.row].indexOf(pending.key);
    const top = drawing.tops[pending.row] + ROW + lane * LANE;
    ghost.style.transform = `translate(${ left }px, ${ top }px)`;
    ghost.style.width = `${ Math.max(2, right - left) }px`;
    this.put(pending.key, pending.row, 'from', x(pending.from), top);
    this.put(pending.key, pending.row, 'until', x(pending.from + pending.length), top);
    if (ghost.dataset.hours === `${ hours } ${ pending.edge }`) return;
    ghost.dataset.hours = `${ hours } ${ pending.edge }`;
    ghost.classList.toggle('timeline-ghost-from', pending.edge === 'from');
    ghost.style.setProperty('--swatch', this.timeline.colorOf(pending.day, pending.band.campaign));
    ghost.firstElementChild.textContent = pretty(hours);
    this.part('pending-words').textContent = this.box.dataset.unsaved
      .replace('#1', () => pending.band.name).replace('#2', pretty(pending.band.hours)).replace('#3', pretty(hours));
    for (const edge of ['from', 'until']) this.say(this.handles.get(`${ pending.row }/${ pending.key }/${ edge }`), pending.band.name, edge, pending);
  }

  /** The names beside the lanes, and the handles on the day that is nearest to the middle of the view. */
  place(rows) {
    if (!this.named) this.name(rows);
    if (this.timeline.mayMove()) {
      const wanted = new Set();
      rows.forEach((days, row) => this.placeRow(days.filter(Boolean), row, wanted));
      for (const [id, handle] of this.handles) {
        if (wanted.has(id)) continue;
        handle.remove();
        this.handles.delete(id);
      }
    }
    this.show();
  }

  placeRow(days, row, wanted) {
    const { from, span, drawing } = this.timeline;
    const nearest = [...days].sort((one, other) => Math.abs(one.fromMs + one.untilMs - 2 * from - span) - Math.abs(other.fromMs + other.untilMs - 2 * from - span));
    this.lanes[row].forEach((key, lane) => {
      const day = nearest.find((one) => one.dayparts.some((band) => this.key(one, band) === key && band.stretches.length));
      if (!day) return;
      const band = day.dayparts.find((one) => this.key(day, one) === key);
      for (const edge of this.edges(day, band)) {
        const id = `${ row }/${ key }/${ edge.edge }`;
        wanted.add(id);
        const handle = this.handles.get(id) || this.handle(id);
        handle.edge = { ...edge, row, day, band, screen: this.timeline.screens[row] };
        if (id === this.timeline.wanted) this.found(handle);
        if (this.pending?.key === key && this.pending.row === row) continue;
        this.put(key, row, edge.edge, drawing.x(edge.instant), drawing.tops[row] + ROW + lane * LANE);
        this.say(handle, band.name, edge.edge, read(band.hours));
      }
    });
  }

  /** After it was saved one goes on at the same edge. */
  found(handle) {
    this.timeline.wanted = null;
    handle.focus({ preventScroll: true });
  }

  put(key, row, edge, x, top) {
    const handle = this.handles.get(`${ row }/${ key }/${ edge }`);
    if (!handle) return;
    handle.style.transform = `translate(${ Math.max(-30, Math.min(this.timeline.drawing.width + 30, x)) }px, ${ top }px)`;
  }

  handle(id) {
    const handle = Object.assign(document.createElement('span'), { className: 'timeline-handle', tabIndex: 0 });
    handle.dataset.edge = id.slice(id.lastIndexOf('/') + 1);
    const fixed = { role: 'slider', 'aria-orientation': 'horizontal', 'aria-valuemin': 0, 'aria-valuemax': WHOLE, 'aria-describedby': 'timeline-daypart-keys' };
    for (const [name, value] of Object.entries(fixed)) handle.setAttribute(name, value);
    handle.addEventListener('keydown', (event) => this.press(handle, event));
    handle.addEventListener('focus', () => this.bring(handle));
    handle.addEventListener('pointerdown', (event) => this.down(handle, event));
    // A finger's drag is ours alone: else the browser takes the tap that follows it for the end of a fling.
    handle.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    handle.addEventListener('pointermove', (event) => handle.left !== undefined && this.drag(event.clientX - handle.left, event.altKey));
    for (const name of ['pointerup', 'pointercancel']) handle.addEventListener(name, () => this.up(handle, name));
    this.handles.set(id, handle);
    this.groups[id.slice(0, id.indexOf('/'))].append(handle);
    return handle;
  }

  say(handle, name, edge, hours) {
    if (!handle) return;
    const written = write(hours);
    if (handle.dataset.hours === written) return;
    handle.dataset.hours = written;
    const time = edge === 'from' ? within(hours.from) : within(hours.from + hours.length) || WHOLE;
    handle.setAttribute('aria-label', this.box.dataset[edge === 'from' ? 'begins' : 'ends'].replace('#1', () => name));
    handle.setAttribute('aria-valuenow', time);
    handle.setAttribute('aria-valuetext', this.box.dataset.value.replace('#1', clock(time)).replace('#2', pretty(written)));
  }

  down(handle, event) {
    if (event.button) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    handle.left = this.timeline.canvas.getBoundingClientRect().left;
    this.timeline.pressed = { dragged: true };
    this.grip(handle.edge, event.clientX - handle.left);
  }

  up(handle, name) {
    delete handle.left;
    this.timeline.pressed = null;
    this.release(name === 'pointerup');
  }

  press(handle, event) {
    const size = event.shiftKey ? 60 : event.altKey ? 1 : 5;
    const deed = {
      ArrowLeft: () => this.step(handle.edge, -size),
      ArrowDown: () => this.step(handle.edge, -size),
      ArrowRight: () => this.step(handle.edge, size),
      ArrowUp: () => this.step(handle.edge, size),
      PageDown: () => this.step(handle.edge, -60),
      PageUp: () => this.step(handle.edge, 60),
      Enter: () => this.ask(),
      Escape: () => this.cancel(),
    }[event.key];
    if (!deed || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    deed();
  }

  /** What is focused can be seen. */
  bring(handle) {
    const { timeline } = this;
    const x = timeline.drawing.x(handle.edge.instant);
    if (x < 0 || x > timeline.drawing.width) timeline.see(handle.edge.instant - timeline.span / 2, timeline.span);
  }

  name(rows) {
    this.named = rows.every((days) => days.every(Boolean));
    rows.forEach((days, row) => {
      const list = this.timeline.screens[row].name.querySelector('[data-dayparts]');
      const loaded = days.filter(Boolean);
      list.hidden = !this.lanes[row].length;
      list.replaceChildren(...this.lanes[row].map((key) => {
        const day = loaded.find((one) => one.dayparts.some((band) => this.key(one, band) === key));
        const band = day?.dayparts.find((one) => this.key(day, one) === key);
        const entry = document.createElement('li');
        if (!band) return entry;
        const campaign = day.campaigns[band.campaign].name;
        const hours = Object.assign(document.createElement('span'), { textContent: pretty(band.hours) });
        const whose = Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: campaign });
        entry.append(Object.assign(document.createElement('b'), { textContent: band.name }), ' ', hours, ' ', whose);
        entry.title = `${ band.name } ${ pretty(band.hours) } · ${ campaign }`;
        entry.style.setProperty('--swatch', this.timeline.colorOf(day, band.campaign));
        return entry;
      }));
    });
  }

  /** What it means is said before it is saved. */
  ask() {
    if (!this.changed()) return;
    const { pending, dialog } = this;
    const { band, day } = pending;
    const [from, until] = write(pending).split('-');
    const campaign = day.campaigns[band.campaign];
    const values = { campaign: campaign.code, spot: band.spot || '', name: band.spot ? '' : band.name, was: band.hours, from, until, version: band.version, back: this.timeline.address(`${ pending.row }/${ pending.key }/${ pending.edge }`) };
    for (const [name, value] of Object.entries(values)) dialog.querySelector(`[name=${ name }]`).value = value;
    dialog.querySelector('[name=spot]').disabled = !band.spot;
    dialog.querySelector('[data-move-words]').textContent = this.box.dataset.resize
      .replace('#1', () => band.name).replace('#2', () => campaign.name).replace('#3', pretty(band.hours)).replace('#4', pretty(write(pending)));
    dialog.querySelector('[data-counts]').textContent = (band.spot ? this.box.dataset.ofSpot : this.box.dataset.counts)
      .replace('#1', band.screens).replace('#2', band.from).replace('#3', band.until);
    dialog.showModal();
  }
}
