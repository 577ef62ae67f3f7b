// Which files this player needs, the most urgent first. Pure.

import { isSha256 } from './bytes.js';
import { indexAt, takeovers } from './schedule.js';

/** @returns `[{sha256, type, bytes}]`: takeover, standby, then in the order in which the sheets will want them */
export function neededFiles(manifest, sheets, instant) {
  const order = new Set();
  for (const takeover of takeovers(manifest)) if (takeover.media) order.add(takeover.media);
  if (manifest.standby) order.add(manifest.standby);
  for (const sheet of sheets) {
    for (let i = Math.max(0, indexAt(sheet, instant)); i < sheet.plays.length; i++) order.add(sheet.media[sheet.plays[i][1]]);
  }
  return [...order].map((sha256) => fileOf(sha256, manifest)).filter(Boolean);
}

/** @returns every hash that something listed still names: nothing of it may be evicted */
export function namedFiles(manifest, sheets) {
  const named = new Set(Object.keys(manifest.media));
  for (const sheet of sheets) for (const sha256 of sheet.media) named.add(sha256);
  for (const meta of Object.values(manifest.media)) if (bitmapOf(meta, manifest.screen)) named.add(meta.slogan.bitmap);
  return named;
}

/** @returns the hash of a slogan's dots where the screen is a sign that can show them, else null */
export function bitmapOf(meta, screen) {
  const bitmap = screen.kind === 'TEXT_SIGN' && meta && meta.kind === 'SLOGAN' && meta.slogan && meta.slogan.bitmap;
  return isSha256(bitmap) ? bitmap : null;
}

function fileOf(sha256, manifest) {
  const meta = manifest.media[sha256];
  if (!meta) return null;
  if (meta.kind !== 'SLOGAN') return { sha256, type: meta.type || '', bytes: meta.bytes || 0 };
  const bitmap = bitmapOf(meta, manifest.screen);
  return bitmap && { sha256: bitmap, type: 'image/png', bytes: 0 };
}
