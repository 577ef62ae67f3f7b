// What this player does now, as plain data: for the overlay, the heartbeats and tests.

import { verifierName } from './ed25519.js';
import { SOFTWARE } from './heartbeat.js';
import { activeDrill, nextPlay } from './schedule.js';

export function describeStatus({ api, clock, faults, feed, media, shelf, playlog, stage, program, frames }) {
  const manifest = feed.manifest;
  const now = clock.now();
  const front = stage.front;
  const run = program.run;
  const next = manifest && nextPlay(shelf.list(), now);
  const current = front && run && run.shown ? describeCurrent(manifest, run, front, clock) : null;
  return {
    screen: manifest ? manifest.screen.code : null,
    screenName: manifest ? manifest.screen.name : null,
    timeZone: manifest ? manifest.screen.timeZone : null,
    manifestVersion: manifest ? manifest.version : null,
    validUntil: manifest ? manifest.validUntil : null,
    now: clock.iso(now),
    offsetMs: clock.offsetMs(),
    roundTripMs: clock.roundTripMs,
    synced: clock.synced,
    showing: front ? 'PLAY' : stage.isDark() ? 'DARK' : 'STANDBY',
    reason: program.now.reason || program.now.showing,
    current,
    takeover: stage.isDark() ? program.now.takeover || null : current && current.takeover,
    drill: manifest ? activeDrill(manifest, now) : null,
    next: next ? { media: next.media, title: titleOf(manifest, next.media), startsAt: clock.iso(next.startsAt) } : null,
    unacknowledged: playlog.unacknowledged(),
    cached: media.cached(),
    frames: frames.today(),
    faults: faults.list(),
    secure: window.isSecureContext,
    bound: api.identity.isBound(),
    verifier: verifierName(),
    software: SOFTWARE,
  };
}

function describeCurrent(manifest, run, front, clock) {
  return {
    media: run.play.media,
    title: titleOf(manifest, run.play.media) || front.item.title || null,
    kind: front.item.kind,
    takeover: run.play.takeover,
    startedAt: clock.iso(clock.now() - (performance.now() - run.shown.at)),
    durationMs: run.play.durationMs,
    positionMs: front.positionMs(),
  };
}

function titleOf(manifest, sha256) {
  const meta = manifest && manifest.media[sha256];
  return (meta && meta.title) || null;
}
