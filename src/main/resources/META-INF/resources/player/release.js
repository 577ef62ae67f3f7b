// Comes off its screen when an operator moves it: everything that it has played there is told first, then the token is given back, and the
// pairing code is shown for the next screen. Where that cannot be done it stays, and plays on.

const TOLD_WITHIN_MS = 30000;
const ANSWERED_MS = 4000;

/** @returns what is said in the answer; the player leaves a moment after it */
export async function release(player) {
  await player.playlog.flush(TOLD_WITHIN_MS);
  setTimeout(() => leave(player).catch((failure) => stay(player, failure)), ANSWERED_MS);
  return 'comes off the screen in a moment';
}

async function leave({ api, playlog, program, heartbeat }) {
  await heartbeat.beat();
  program.use(null); // what runs is a play of this screen, too
  await playlog.flush(TOLD_WITHIN_MS);
  await api.call('POST', '/player/v1/releases', { body: {} });
}

function stay({ feed, faults, program }, failure) {
  console.warn('stays on its screen:', failure.message);
  faults.raise('NOT_RELEASED', failure.message);
  program.use(feed.manifest);
}
