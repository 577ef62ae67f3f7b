// Which files this player needs, the most urgent first. Pure.

import { indexAt } from './schedule.js';

/** @returns `[{sha256, type, bytes}]`: takeover, standby, then in the order in which the sheets will want them */
export function neededFiles(manifest, sheets, instant) {
  const order = new Set();
  if (manifest.takeover && manifest.takeover.media) order.add(manifest.takeover.media);
  if (manifest.standby) order.add(manifest.standby);
  for (const sheet of sheets) {
    for (let i = Math.max(0, indexAt(sheet, instant)); i < sheet.plays.length; i++) order.add(sheet.media[sheet.plays[i][1]]);
  }
  return [...order].filter((sha256) => isFile(manifest.media[sha256])).map((sha256) => {
    const { type, bytes } = manifest.media[sha256];
    return { sha256, type: type || '', bytes: bytes || 0 };
  });
}

/** @returns every hash that something listed still names: nothing of it may be evicted */
export function namedFiles(manifest, sheets) {
  const named = new Set(Object.keys(manifest.media));
  for (const sheet of sheets) for (const sha256 of sheet.media) named.add(sha256);
  return named;
}

function isFile(meta) {
  return meta !== undefined && meta.kind !== 'SLOGAN';
}
