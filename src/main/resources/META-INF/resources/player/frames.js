// How smoothly films run: the frames that the browser showed and those that came too late, by film, for the day that it is where the
// screen stands. Kept, so that a restart at noon does not make a bad morning look good.

import { localDate } from './schedule.js';

const MOST_TOLD = 20;
const MOST_KEPT = 500;

export class FrameCounts {
  /** @param zone gives the screen's time zone, or null */
  constructor({ clock, kept, zone }) {
    Object.assign(this, { clock, kept, zone });
    this.day = { date: null, films: {} };
  }

  async restore() {
    const row = await this.kept.read();
    if (row && row.date && row.films) this.day = row;
  }

  /** A film has left the screen. */
  add(media, { shown, dropped }) {
    if (shown + dropped <= 0) return;
    this.turn();
    const film = this.day.films[media] || { shown: 0, dropped: 0 };
    if (!this.day.films[media] && Object.keys(this.day.films).length >= MOST_KEPT) return;
    this.day.films[media] = { shown: film.shown + shown, dropped: film.dropped + dropped };
    this.kept.write(this.day).catch((failure) => console.warn('frames not kept:', failure.message));
  }

  /** @returns `{date, shown, dropped, items: [{media, shown, dropped}]}`, the film with the most dropped frames first */
  today() {
    this.turn();
    const items = Object.entries(this.day.films).map(([media, film]) => ({ media, ...film }));
    const sum = (name) => items.reduce((total, film) => total + film[name], 0);
    items.sort((a, b) => b.dropped - a.dropped || b.shown - a.shown || (a.media < b.media ? -1 : 1));
    return { date: this.day.date, shown: sum('shown'), dropped: sum('dropped'), items: items.slice(0, MOST_TOLD) };
  }

  turn() {
    const date = localDate(this.zone() || undefined, this.clock.now());
    if (date !== this.day.date) this.day = { date, films: {} };
  }
}
