// Pure functions over the sheets and the manifest: what belongs on the screen at an instant. No state, no clock, no DOM.

/** @returns a sheet as the player uses it, with `begins` = the instant of the local midnight; throws when it is no sheet */
export function readSheet(raw, sha256, day, screenCode) {
  const begins = Date.parse(raw.from);
  const until = Date.parse(raw.until);
  const sound = raw.screen === screenCode && raw.date === day.date
    && !Number.isNaN(begins) && until > begins
    && Array.isArray(raw.media) && Array.isArray(raw.plays) && Array.isArray(raw.spots);
  if (!sound) throw new Error(`sheet of ${raw.screen} ${raw.date} is not that of ${screenCode} ${day.date}`);
  let end = 0;
  for (const [startMs, mediaIndex, , durationMs] of raw.plays) {
    if (!(startMs >= end && durationMs > 0 && mediaIndex >= 0 && mediaIndex < raw.media.length)) {
      throw new Error(`sheet ${raw.date}: plays overlap or are out of order at ${startMs}`);
    }
    end = startMs + durationMs;
  }
  return { sha256, date: raw.date, begins, until, media: raw.media, spots: raw.spots, plays: raw.plays };
}

/** @returns index of the last play that starts at or before the instant, or -1 */
export function indexAt(sheet, instant) {
  const elapsed = instant - sheet.begins;
  let low = 0;
  let high = sheet.plays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sheet.plays[middle][0] <= elapsed) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function playAt(sheets, instant) {
  for (let i = sheets.length - 1; i >= 0; i--) {
    const index = indexAt(sheets[i], instant);
    if (index < 0) continue;
    const play = toPlay(sheets[i], index);
    if (instant < play.endsAt) return play;
  }
  return null;
}

export function nextPlay(sheets, instant) {
  let next = null;
  for (const sheet of sheets) {
    const index = indexAt(sheet, instant) + 1;
    if (index >= sheet.plays.length) continue;
    const play = toPlay(sheet, index);
    if (!next || play.startsAt < next.startsAt) next = play;
  }
  return next;
}

/** The same play in another version of the sheet is the same play: nothing on the screen may jump. */
export function keyOf(play) {
  return `${play.takeover || 'sheet'}/${play.media}/${play.startsAt}/${play.durationMs}`;
}

/** @returns everything that holds or will, what goes before the others first; a kind that is not known here is left out */
export function takeovers(manifest) {
  const listed = Array.isArray(manifest.takeovers) && manifest.takeovers.length ? manifest.takeovers : [manifest.takeover];
  return listed.filter((order) => order && ['BLACKOUT', 'INSERT', 'NOTICE'].includes(order.kind));
}

/** @returns what holds at the instant, what goes before the others first */
export function activeTakeovers(manifest, instant) {
  return takeovers(manifest).filter((order) => instant >= instantOr(order.from, -Infinity) && instant < instantOr(order.until, Infinity));
}

/** @returns the id of an order that is only tried: having it is all that is asked */
export function activeDrill(manifest, instant) {
  const { drill } = manifest;
  const isActive = drill && instant >= instantOr(drill.from, -Infinity) && instant < instantOr(drill.until, Infinity);
  return isActive ? drill.id : null;
}

/** An insert repeats its media from its beginning on, by the wall clock like everything else. */
export function takeoverPlay(order, meta, instant) {
  const durationMs = order.kind === 'NOTICE' ? Math.max(1000, order.notice.durationMs || 60000) : (meta && meta.durationMs) || 15000;
  const from = instantOr(order.from, 0);
  const until = instantOr(order.until, Infinity);
  const startsAt = from + Math.floor((instant - from) / durationMs) * durationMs;
  return {
    takeover: order.id, media: order.kind === 'NOTICE' ? order.notice.sha256 : order.media, spot: null, sheet: null,
    startsAt, durationMs, endsAt: Math.min(startsAt + durationMs, until), sound: order.sound === true,
  };
}

/** @returns false only when the manifest gives this day's switching times and the instant lies outside of them */
export function isPoweredOn(manifest, instant) {
  const power = (manifest.power || []).filter((entry) => !Number.isNaN(Date.parse(entry.onAt) + Date.parse(entry.offAt)));
  const covers = (entry) => Date.parse(entry.onAt) <= instant && instant < Date.parse(entry.offAt);
  const today = localDate(manifest.screen.timeZone, instant);
  return power.some(covers) || !power.some((entry) => entry.date === today);
}

/** @returns 0 to 1; `otherwise` where the manifest gives no level */
export function volumeAt(manifest, instant, otherwise) {
  const level = levelAt(manifest, instant);
  return level ? share(level.volume, 0) : otherwise;
}

/** @returns 0 to 1; all of it where the manifest gives no level */
export function brightnessAt(manifest, instant) {
  const level = levelAt(manifest, instant);
  return level ? share(level.brightness, 100) : 1;
}

function levelAt(manifest, instant) {
  let current = null;
  let since = -Infinity;
  for (const level of manifest.levels || []) {
    const from = Date.parse(level.fromAt);
    if (from <= instant && from >= since) {
      since = from;
      current = level;
    }
  }
  return current;
}

function share(percent, otherwise) {
  const number = typeof percent === 'number' && Number.isFinite(percent) ? percent : otherwise;
  return Math.min(Math.max(number, 0), 100) / 100;
}

/** The next instant at which something may change by itself. */
export function nextBoundary(manifest, sheets, instant) {
  const instants = [Date.parse(manifest.validUntil)];
  for (const order of takeovers(manifest)) instants.push(Date.parse(order.from), Date.parse(order.until));
  for (const entry of manifest.power || []) instants.push(Date.parse(entry.onAt), Date.parse(entry.offAt));
  for (const level of manifest.levels || []) instants.push(Date.parse(level.fromAt));
  const current = playAt(sheets, instant);
  const next = nextPlay(sheets, instant);
  if (current) instants.push(current.endsAt);
  if (next) instants.push(next.startsAt);
  return instants.reduce((least, at) => (at > instant && at < least ? at : least), Infinity);
}

const formats = new Map();

/**
 * The date on the wall clock of a zone, as 2023-04-20; without a zone, on the browser's own. Put together from its parts: how a locale
 * writes a date differs between browsers of the same name (en-CA was 2023-04-20, then 4/20/2023, then the first again).
 */
export function localDate(timeZone, instant) {
  if (!formats.has(timeZone)) {
    formats.set(timeZone, new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }));
  }
  const parts = Object.fromEntries(formats.get(timeZone).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

function toPlay(sheet, index) {
  const [startMs, mediaIndex, spotIndex, durationMs] = sheet.plays[index];
  const spot = sheet.spots[spotIndex];
  return {
    takeover: null, media: sheet.media[mediaIndex], spot: spot === undefined ? null : spot, sheet: sheet.sha256,
    startsAt: sheet.begins + startMs, durationMs, endsAt: sheet.begins + startMs + durationMs, sound: true,
  };
}

function instantOr(text, otherwise) {
  const at = Date.parse(text);
  return Number.isNaN(at) ? otherwise : at;
}
