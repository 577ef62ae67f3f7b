// Days of screens as they come into view, each fetched once.

export const DAY = 86400000;

/** The local date of an instant in a zone, as 2023-04-20. */
export function dateOf(instant, zone) {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10);
}

/** How far a zone's clock is from UTC at an instant, in milliseconds. */
export function offsetAt(instant, zone) {
  const parts = {};
  for (const { type, value } of clock(zone).formatToParts(new Date(instant))) parts[type] = Number(value);
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(instant / 1000) * 1000;
}

const clocks = new Map();

function clock(zone) {
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  return clocks.get(zone);
}

/** 09:05:07, and with tenths where asked, in the zone. */
export function timeOf(instant, zone, tenths = false) {
  const local = new Date(instant + offsetAt(instant, zone)).toISOString();
  return local.slice(11, tenths ? 21 : 19);
}

/**
 * When the wall clock of a zone shows so many minutes after the midnight of a date; they may lead to another date.
 * For a skipped time it is the change of the clocks, for a doubled one its first occurrence, as where sheets are planned.
 */
export function instantAt(date, minutes, zone) {
  const local = Date.parse(`${ date }T00:00:00Z`) + minutes * 60000;
  for (const near of [local - DAY, local + DAY]) {
    const offset = offsetAt(near, zone);
    if (offsetAt(local - offset, zone) === offset) return local - offset;
  }
  let [before, after] = [local - DAY, local + DAY];
  const offset = offsetAt(before, zone);
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (offsetAt(middle, zone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

export class Days {
  constructor({ drafts, changed, failed }) {
    Object.assign(this, { drafts, changed, failed });
    this.kept = new Map();
    this.running = 0;
    this.waiting = [];
  }

  /** @returns the day, or undefined while it is on its way */
  of(screen, date) {
    const key = `${ screen }/${ date }`;
    if (!this.kept.has(key)) {
      this.kept.set(key, null);
      this.waiting.push(key);
      this.next();
    }
    return this.kept.get(key) || undefined;
  }

  next() {
    while (this.running < 4 && this.waiting.length) {
      this.running++;
      this.fetch(this.waiting.pop()).finally(() => {
        this.running--;
        this.next();
      });
    }
  }

  async fetch(key) {
    try {
      const answer = await fetch(`/timeline/days/${ key }?drafts=${ this.drafts }`);
      if (!answer.ok) throw new Error(answer.status);
      const day = await answer.json();
      day.untilMs = day.fromMs + day.lengthMs;
      this.kept.set(key, day);
      this.changed(day);
    } catch (failure) {
      this.failed(failure);
      setTimeout(() => this.kept.delete(key), 5000);
    }
  }
}

/** The index of the last play that starts by then; −1 before the first. */
export function indexAt(day, instant) {
  const at = instant - day.fromMs;
  let low = 0;
  let high = day.plays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (day.plays[middle][0] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the play that is on at an instant; −1 where none is. */
export function playAt(day, instant) {
  const index = indexAt(day, instant);
  return index >= 0 && instant - day.fromMs < day.plays[index][0] + day.plays[index][3] ? index : -1;
}
