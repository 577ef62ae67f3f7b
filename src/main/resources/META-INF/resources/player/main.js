// Starts the player: token or pairing, then manifest, sheets, files, stage and play log, wired together.

import { Api } from './api.js';
import { Card } from './card.js';
import { Clock } from './clock.js';
import { Commands } from './commands.js';
import { Faults } from './faults.js';
import { ManifestFeed } from './feed.js';
import { FrameCounts } from './frames.js';
import { Heartbeat, SOFTWARE } from './heartbeat.js';
import { Identity } from './identity.js';
import { MediaCache } from './media.js';
import { namedFiles, neededFiles } from './needs.js';
import { Overlay } from './overlay.js';
import { pair } from './pairing.js';
import { PlayLog } from './playlog.js';
import { Program } from './program.js';
import { release } from './release.js';
import { TokenRenewal } from './renewal.js';
import { ReviewProofs } from './review.js';
import { takeovers } from './schedule.js';
import { SheetShelf } from './sheets.js';
import { keepShell } from './shell.js';
import { snapshot } from './snapshot.js';
import { Stage } from './stage.js';
import { describeStatus } from './status.js';
import { ConsoleLog } from './log.js';
import { LocalBlackout } from './local-blackout.js';
import { Kept, openStore } from './store.js';

const byId = (id) => document.getElementById(id);

async function start() {
  const wishes = takeWishes();
  const card = new Card(byId('card'), byId('notice'));
  card.connecting();
  const player = await assemble(wishes, card);
  sayWhatIsMissing(player);
  keepShell(player.faults);
  await player.media.open();
  connect(player);
  await takeUp(player);
  player.clock.keepInStep(player.api);
  player.program.tick();
  player.heartbeat.run();
  for (;;) {
    if (!player.api.token) await pairAgain(player);
    if (!player.clock.synced) await player.clock.sync(player.api);
    await player.feed.run((manifest) => follow(player, manifest));
    await dropToken(player);
  }
}

async function assemble(wishes, card) {
  const store = await openStore();
  const kept = { offset: new Kept(store, 'clock-offset'), lastScreen: new Kept(store, 'last-screen') };
  const clock = new Clock((await kept.offset.read()) || 0);
  const faults = new Faults(clock);
  const identity = new Identity({ store, clock });
  const api = new Api(identity);
  const parts = { store, identity, api, clock, faults, spread: await fixedSpread(new Kept(store, 'spread')) };
  const proofs = new ReviewProofs(parts);
  await proofs.open(wishes.root, wishes.ingest);
  const feed = new ManifestFeed({ ...parts, proofs });
  const media = new MediaCache(parts);
  const shelf = new SheetShelf(parts);
  const playlog = new PlayLog(parts);
  const stage = new Stage({ root: byId('stage'), clock, fit: wishes.fit });
  const local = new LocalBlackout({ ...parts, isOrdered: () => program.orderedDark(clock.now()), onChange: () => program.tick() });
  const frames = new FrameCounts({ clock, kept: new Kept(store, 'frames'), zone: () => feed.manifest && feed.manifest.screen.timeZone });
  await frames.restore();
  const program = new Program({ stage, clock, media, shelf, playlog, faults, proofs, local, frames, onChange: () => heartbeat.soon() });
  await local.restore();
  const renewal = new TokenRenewal(parts);
  const commands = new Commands({ ...parts, deeds: deedsOf({ ...parts, stage, media, feed, card, renewal, leave: () => release({ ...parts, feed, playlog, program, heartbeat }) }), onAnswer: () => heartbeat.urgent() });
  await commands.restore();
  const status = () => describeStatus({ ...parts, feed, media, shelf, playlog, stage, program, frames });
  const heartbeat = new Heartbeat({ ...parts, describe: () => ({ ...forHeartbeat(status()), commands: commands.answers() }) });
  const overlay = new Overlay(byId('overlay'), status);
  Object.defineProperty(window, 'lunboPlayer', { value: Object.freeze({ status }) });
  return { ...parts, wishes, card, kept, local, renewal, proofs, feed, media, shelf, playlog, stage, program, commands, heartbeat, overlay };
}

/** What can be asked of this player; a browser cannot start its device anew, but it can start itself. */
function deedsOf({ api, clock, stage, media, feed, card, renewal, leave }) {
  const log = new ConsoleLog(() => clock.iso());
  const again = () => setTimeout(() => location.reload(), 1500);
  return {
    RELOAD: () => void again(),
    RESTART: () => {
      again();
      return 'the page starts anew, not the device';
    },
    SCREENSHOT: async () => api.call('POST', '/player/v1/screenshots', { raw: await snapshot(stage), type: 'image/jpeg' }).then(() => ''),
    IDENTIFY: () => card.identify(feed.manifest.screen),
    CLEAR_CACHE: async () => {
      await media.clear();
      again();
    },
    EXCHANGE_TOKEN: () => renewal.exchange(),
    RELEASE: leave,
    UPLOAD_LOG: () => api.call('POST', '/player/v1/logs', { raw: log.text() || 'nothing was said', type: 'text/plain;charset=utf-8' }).then(() => ''),
  };
}

function sayWhatIsMissing({ card, store, faults }) {
  if (!window.isSecureContext) card.remark('insecure');
  if (store.lasting) return;
  card.remark('volatile');
  faults.raise('STORE_UNAVAILABLE', store.reason);
}

function connect(player) {
  const { clock, kept, shelf, media, program } = player;
  const look = () => {
    arrangeFiles(player);
    program.tick();
  };
  clock.onCorrection((movedMs) => {
    kept.offset.write(clock.offsetMs()).catch((failure) => console.warn('offset not kept:', failure.message));
    if (clock.demo) player.card.remark('demoClock');
    if (Math.abs(movedMs) > 20) program.tick();
  });
  shelf.onChange(look);
  media.onReady(look);
  setInterval(() => arrangeFiles(player), 60000);
  window.addEventListener('pagehide', () => program.end());
  window.addEventListener('hashchange', () => location.reload());
}

/** Shows at once what an earlier session kept; the service is asked afterwards. */
async function takeUp(player) {
  const { api, clock, feed, renewal } = player;
  await chooseToken(player);
  renewal.keepUp();
  if (!api.token) return;
  const last = await feed.restore();
  if (last) follow(player, last);
  await clock.sync(api);
}

function follow(player, manifest) {
  const { card, stage, playlog, program, shelf, commands, heartbeat } = player;
  card.hide();
  stage.use(manifest.screen);
  playlog.use(manifest.screen.code);
  const ordered = ordersOf(program.manifest);
  program.use(manifest);
  shelf.follow(manifest);
  arrangeFiles(player);
  commands.follow(manifest);
  if (ordersOf(manifest) === ordered) heartbeat.soon();
  else heartbeat.urgent();
}

/** What somebody at an emergency desk waits for. */
function ordersOf(manifest) {
  return manifest ? JSON.stringify([takeovers(manifest).map((order) => order.id), manifest.drill || null]) : null;
}

/** What the kiosk asks in the address: `#token=…&root=…&ingest=…&name=…&fit=pixels`. The token disappears from the address bar at once. */
function takeWishes() {
  const wishes = new URLSearchParams(location.hash.slice(1));
  const token = wishes.get('token');
  if (token) {
    wishes.delete('token');
    const rest = wishes.toString();
    history.replaceState(null, '', location.pathname + (rest ? `#${rest}` : ''));
  }
  return { token, root: wishes.get('root'), ingest: wishes.get('ingest'), name: wishes.get('name') || '', fit: wishes.get('fit') === 'pixels' ? 'pixels' : 'window' };
}

async function chooseToken({ wishes, identity, feed }) {
  await identity.restore();
  identity.handed = Boolean(wishes.token);
  if (!wishes.token || wishes.token === identity.token) return;
  await feed.forget();
  await identity.become({ token: wishes.token });
}

async function pairAgain({ api, identity, feed, local, kept, card, wishes, faults }) {
  card.connecting();
  const claimed = await pair({
    api,
    name: wishes.name,
    show: (offer) => (offer ? card.pairing(offer, wishes.name) : card.connecting()),
    onTrouble: (failure) => {
      card.trouble(failure);
      if (failure) faults.raise('NETWORK', failure.message);
      else faults.clear('NETWORK');
    },
  });
  card.connecting();
  await feed.forget();
  if (claimed.screen && claimed.screen.code) await feed.bindTo(claimed.screen.code);
  const before = await kept.lastScreen.read();
  if (before && claimed.screen && claimed.screen.code !== before) local.lift();
  identity.handed = false;
  await identity.become(claimed);
}

/** Nothing of this screen goes on to the next one; files stay, they are what their hash says wherever they are shown. */
async function dropToken({ identity, feed, kept, playlog, program }) {
  console.warn('the service refuses the token: pairing again');
  program.use(null);
  playlog.leave();
  await kept.lastScreen.write(feed.screen);
  await identity.forget();
  await feed.forget();
}

/** Asks for files in the order in which they are needed, and drops those that nothing listed needs any more. */
function arrangeFiles({ feed, media, shelf, stage, clock, program, faults, proofs }) {
  const manifest = feed.manifest;
  if (!manifest) return;
  const sheets = shelf.list();
  media.want(neededFiles(manifest, sheets, clock.now()));
  const named = namedFiles(manifest, sheets);
  if (program.run) named.add(program.run.play.media);
  faults.keepOnly('MEDIA_MISSING', named);
  faults.keepOnly('MEDIA_UNREVIEWED', named);
  faults.keepOnly('MEDIA_UNPLAYABLE', named);
  const orders = new Set(takeovers(manifest).map((order) => order.id));
  for (const code of ['TAKEOVER_MEDIA', 'NOTICE_REFUSED']) faults.keepOnly(code, orders);
  if (shelf.complete) media.evict(named).catch((failure) => faults.raise('STORE_FULL', failure.message));
  stage.setStandby(proofs.allows(manifest, manifest.standby, clock.now()) ? standbyItem(manifest, media) : null);
}

function standbyItem(manifest, media) {
  const meta = manifest.media[manifest.standby];
  if (!meta) return null;
  const url = meta.kind === 'SLOGAN' ? null : media.urlOf(manifest.standby);
  if (!url && !meta.slogan) return null;
  return {
    key: `standby/${manifest.standby}`, kind: meta.kind, url, slogan: meta.slogan, screen: manifest.screen,
    sign: manifest.screen.kind === 'TEXT_SIGN', startsAt: 0, volume: 0, loop: true,
  };
}

function forHeartbeat({ manifestVersion, current, cached, showing, takeover, drill, frames }) {
  const body = { manifestVersion: manifestVersion || 0, cached, showing, takeover, drill, frames };
  if (current) body.playing = { media: current.media, startedAt: current.startedAt };
  return body;
}

async function fixedSpread(kept) {
  const known = await kept.read();
  if (known !== null) return known;
  const made = crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
  await kept.write(made);
  return made;
}

start().catch((failure) => {
  console.error(failure);
  byId('notice').textContent = `Lunbo: ${failure.message}`;
  byId('notice').hidden = false;
});
