// What belongs on the screen now: asks the manifest and the sheets at every boundary, moves the stage, and notes what really was shown.

import { uuidV7 } from './bytes.js';
import { bitmapOf } from './needs.js';
import * as schedule from './schedule.js';

const TICK_MS = 500;
const PREPARE_MS = 10000;
const TOLERANCE_MS = 500;
const NOTE_EVERY_MS = 5000;

export class Program {
  constructor({ stage, clock, media, shelf, playlog, faults, proofs, local, frames, onChange }) {
    Object.assign(this, { stage, clock, media, shelf, playlog, faults, proofs, local, frames, onChange });
    this.manifest = null;
    this.shownKey = null;
    this.run = null;
    this.broken = new Set();
    this.now = { showing: 'STANDBY', reason: 'NO_MANIFEST' };
  }

  use(manifest) {
    this.manifest = manifest;
    this.tick();
  }

  /** Looks what is due; called by its own timer, and by whoever brings a manifest, a sheet, a file or another time. */
  tick() {
    clearTimeout(this.timer);
    const instant = this.clock.now();
    const wanted = this.wanted(instant);
    if (this.manifest) this.stage.dim(schedule.brightnessAt(this.manifest, instant));
    if (wanted.key === this.shownKey) this.stage.keepInStep(wanted.item ? wanted.item.volume : 0);
    else this.change(wanted, instant);
    this.prepareNext(wanted, instant);
    this.noteRunning();
    this.timer = setTimeout(() => this.tick(), Math.max(1, Math.min(TICK_MS, this.boundary(wanted, instant) - this.clock.now())));
  }

  boundary(wanted, instant) {
    const scheduled = this.manifest ? schedule.nextBoundary(this.manifest, this.shelf.list(), instant) : Infinity;
    return wanted.play ? Math.min(scheduled, wanted.play.endsAt) : scheduled;
  }

  /** @returns `{key, showing, reason, play, item}` */
  wanted(instant) {
    const manifest = this.manifest;
    if (this.local.isOn() && !this.orderedDark(instant)) return dark('LOCAL_BLACKOUT');
    if (!manifest) return standby('NO_MANIFEST');
    const orders = schedule.activeTakeovers(manifest, instant);
    const darkness = orders.find((order) => order.kind === 'BLACKOUT');
    if (darkness) return { ...dark('BLACKOUT'), key: `dark/${darkness.id}`, takeover: darkness.id };
    const expired = instant >= Date.parse(manifest.validUntil);
    this.tell(expired, 'MANIFEST_EXPIRED', `valid until ${manifest.validUntil}`);
    for (const order of expired ? [] : orders) {
      const inserted = order.kind === 'NOTICE' ? this.notice(order, instant) : this.insert(order, instant);
      if (inserted) return inserted; // one that cannot be shown leaves its place to the next
    }
    if (!schedule.isPoweredOn(manifest, instant)) return dark('OFF');
    if (expired) return standby('EXPIRED');
    const play = schedule.playAt(this.shelf.list(), instant);
    return play ? this.scheduled(play, instant) : standby('GAP');
  }

  insert(order, instant) {
    const play = schedule.takeoverPlay(order, this.manifest.media[order.media], instant);
    const reviewed = this.proofs.allows(this.manifest, order.media, instant);
    this.tell(!reviewed, 'MEDIA_UNREVIEWED', order.media || 'none', order.media);
    const item = reviewed ? this.itemOf(play) : null;
    // Until an insert's file is here the sheet goes on: a moving screen says more than a standby picture.
    this.tell(!item, 'TAKEOVER_MEDIA', order.media || 'none', order.id);
    return item && !this.broken.has(item.key) ? { key: item.key, showing: 'PLAY', play, item } : null;
  }

  /** A warning: on a sign in its dots like a slogan, on a wall in its own layout. */
  notice(order, instant) {
    const fault = this.proofs.faultOfNotice(this.manifest, order);
    this.tell(fault !== null, 'NOTICE_REFUSED', fault || '', order.id);
    if (fault !== null) return null;
    const play = schedule.takeoverPlay(order, null, instant);
    const screen = this.manifest.screen;
    const sign = screen.kind === 'TEXT_SIGN';
    const item = {
      key: schedule.keyOf(play), kind: sign ? 'SLOGAN' : 'NOTICE', title: order.notice.title, notice: order.notice,
      slogan: order.notice.slogan || null, url: null, bitmapUrl: null, screen, sign, loop: false, sound: play.sound,
      startsAt: sign ? play.startsAt : Date.parse(order.from), volume: play.sound ? schedule.volumeAt(this.manifest, this.clock.now(), 1) : 0,
    };
    return this.broken.has(item.key) ? null : { key: item.key, showing: 'PLAY', play, item };
  }

  /** Whether the service has ordered darkness: nobody lifts that at the screen. */
  orderedDark(instant) {
    return this.manifest !== null && schedule.activeTakeovers(this.manifest, instant).some((order) => order.kind === 'BLACKOUT');
  }

  scheduled(play, instant) {
    const reviewed = this.proofs.allows(this.manifest, play.media, instant);
    this.tell(!reviewed, 'MEDIA_UNREVIEWED', play.media, play.media);
    if (!reviewed) return { ...standby('UNREVIEWED'), key: `standby/unreviewed/${schedule.keyOf(play)}`, play };
    const item = this.itemOf(play);
    const usable = item && !this.broken.has(item.key);
    this.tell(!item, 'MEDIA_MISSING', play.media, play.media);
    if (usable) return { key: item.key, showing: 'PLAY', play, item };
    return { ...standby(item ? 'UNPLAYABLE' : 'MISSING'), key: `standby/${schedule.keyOf(play)}`, play };
  }

  /** @returns what the stage needs to show a play, or null while its file is not here */
  itemOf(play) {
    const meta = this.manifest.media[play.media];
    if (!meta) return null;
    const bitmap = bitmapOf(meta, this.manifest.screen);
    const url = meta.kind === 'SLOGAN' ? null : this.media.urlOf(play.media);
    const slogan = meta.kind === 'SLOGAN' && meta.slogan && Array.isArray(meta.slogan.pages) && meta.slogan.pages.length ? meta.slogan : null;
    if (!url && !slogan) return null;
    const screen = this.manifest.screen;
    const level = schedule.volumeAt(this.manifest, this.clock.now(), play.takeover ? 1 : 0);
    return {
      key: schedule.keyOf(play), kind: meta.kind, title: meta.title, url, slogan, screen,
      bitmapUrl: bitmap && this.media.urlOf(bitmap),
      sign: screen.kind === 'TEXT_SIGN', startsAt: play.startsAt, volume: play.sound ? level : 0, loop: false,
    };
  }

  change(wanted, instant) {
    this.shownKey = wanted.key;
    this.now = wanted;
    this.follow(wanted.play || null, instant);
    if (wanted.showing === 'DARK') this.stage.blacken();
    else if (wanted.showing === 'STANDBY') this.stage.showStandby();
    else this.stage.show(wanted.item, this.eventsOf(this.run, wanted.item.key));
    this.onChange();
  }

  /** One run is one play that is due; it ends when it leaves the screen, or with its time when it never got there. */
  follow(play, instant) {
    const key = play && schedule.keyOf(play);
    const old = this.run;
    const isSame = old && old.key === key;
    if (isSame && (!old.closed || this.now.showing !== 'PLAY')) return;
    if (old && !old.closed && !old.shown) this.close(old, 0);
    this.run = play && {
      key, play, id: uuidV7(instant), screen: this.manifest.screen.code, dueFrom: Math.max(play.startsAt, instant), shown: null, closed: false,
    };
    if (this.run && this.now.showing === 'STANDBY') this.run.failure = this.now.reason;
  }

  eventsOf(run, key) {
    return {
      shown: () => {
        run.shown = { at: performance.now() };
        run.failure = null;
        this.faults.clear('MEDIA_UNPLAYABLE', run.play.media);
        this.onChange();
      },
      hidden: (progressMs, frames) => {
        if (frames) this.frames.add(run.play.media, frames);
        const visibleMs = performance.now() - run.shown.at;
        this.close(run, Math.round(Math.min(visibleMs, progressMs + TOLERANCE_MS)));
      },
      failed: (reason) => {
        run.failure = reason;
        this.broken.add(key);
        if (this.broken.size > 1000) this.broken.clear();
        this.faults.raise('MEDIA_UNPLAYABLE', reason, run.play.media);
        this.tick();
      },
      silenced: () => this.faults.raise('SOUND_BLOCKED', 'the browser allows no sound without a touch'),
    };
  }

  close(run, durationMs) {
    if (run.closed) return;
    run.closed = true;
    if (!run.shown && !run.failure) return;
    this.playlog.record(this.record(run, durationMs)).catch((failure) => this.faults.raise('STORE_FULL', failure.message));
  }

  record(run, durationMs) {
    const { play, id, shown, dueFrom } = run;
    const startedAt = shown ? this.clock.now() - (performance.now() - shown.at) : dueFrom;
    const whole = durationMs >= play.durationMs - TOLERANCE_MS;
    const { media, spot, sheet, takeover } = play;
    const outcome = shown ? (whole ? 'COMPLETED' : 'PARTIAL') : 'FAILED';
    return { id, media, spot, sheet, startedAt, durationMs: Math.max(0, durationMs), outcome, takeover };
  }

  noteRunning() {
    const run = this.run;
    if (!run || !run.shown || run.closed) return;
    const shownMs = performance.now() - run.shown.at;
    if (shownMs < (run.notedMs || 0) + NOTE_EVERY_MS) return;
    run.notedMs = shownMs;
    this.playlog.noteRunning(this.record(run, Math.round(shownMs))).catch((failure) => console.warn('note:', failure.message));
  }

  /** The page goes away: what was shown so far counts. */
  end() {
    if (this.stage.front) this.stage.removeFront();
  }

  prepareNext(wanted, instant) {
    if (wanted.showing === 'DARK' || !this.manifest) return;
    const shown = wanted.showing !== 'PLAY' || (this.run && this.run.shown);
    const next = shown && this.nextPlay(wanted, instant);
    if (!next || next.startsAt - instant > PREPARE_MS) return;
    const item = this.proofs.allows(this.manifest, next.media, next.startsAt) ? this.itemOf(next) : null;
    if (item) this.stage.prepare(item);
  }

  nextPlay(wanted, instant) {
    const play = wanted.play;
    if (!play || !play.takeover) return schedule.nextPlay(this.shelf.list(), instant);
    return { ...play, startsAt: play.startsAt + play.durationMs, endsAt: play.endsAt + play.durationMs };
  }

  tell(isWrong, code, detail, subject) {
    if (isWrong) this.faults.raise(code, detail, subject);
    else this.faults.clear(code, subject);
  }
}

function standby(reason) {
  return { key: `standby/${reason}`, showing: 'STANDBY', reason };
}

function dark(reason) {
  return { key: `dark/${reason}`, showing: 'DARK', reason };
}
