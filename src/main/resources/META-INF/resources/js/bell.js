// The bell: rings while a page says that a screen does not confirm, until it is muted or nobody has to look any more.
//
// What it really does stands in `data-alarm` of the document: `none`, `sounding`, `muted`, or `blocked` where the browser wants a touch
// before it lets anything sound; in `data-rings` how often it was heard, counted by tones that ended, and those end in sounding time only.

const RING_EVERY_MS = 2000;
const MUTED = 'lunbo-emergency-muted';
const TONES = [[0, 880], [0.25, 660], [0.5, 880]];

const blocked = document.querySelector('[data-blocked]');
const mute = document.querySelector('[data-mute]');
const tones = new Set();
let audio = null;
let rings = 0;
let muted = sessionStorage.getItem(MUTED) === 'yes';

function late() {
  return [...document.querySelectorAll('[data-late]')].reduce((sum, part) => sum + Number(part.dataset.late), 0);
}

function show() {
  const wanted = late() > 0;
  const heard = audio !== null && audio.state === 'running';
  const state = !wanted ? 'none' : muted ? 'muted' : heard ? 'sounding' : 'blocked';
  document.documentElement.dataset.alarm = state;
  document.documentElement.dataset.rings = String(rings);
  if (blocked) blocked.hidden = state !== 'blocked';
  if (mute) mute.textContent = muted ? mute.dataset.quiet : mute.dataset.loud;
}

function sound([offset, pitch]) {
  const tone = audio.createOscillator();
  const level = audio.createGain();
  const from = audio.currentTime + offset;
  tone.frequency.value = pitch;
  level.gain.setValueAtTime(0.25, from);
  level.gain.exponentialRampToValueAtTime(0.001, from + 0.22);
  tone.connect(level).connect(audio.destination);
  tone.start(from);
  tone.stop(from + 0.24);
  tones.add(tone);
  tone.onended = () => {
    if (tones.delete(tone) && tones.size === 0) {
      rings += 1;
      show();
    }
  };
}

function hush() {
  for (const tone of [...tones]) {
    tones.delete(tone);
    tone.disconnect();
    tone.stop();
  }
}

/** Never waits: where the browser wants a touch first, it is asked again at every look. */
function ring() {
  if (!audio) {
    audio = new AudioContext();
    audio.onstatechange = look;
  }
  if (audio.state === 'running') {
    if (tones.size === 0) TONES.forEach(sound);
  } else audio.resume().catch((failure) => console.debug('no sound yet:', failure.message));
}

function look() {
  if (late() > 0 && !muted) ring();
  else hush();
  show();
}

setInterval(look, RING_EVERY_MS);
// Parts of the page come anew by themselves: a confirmation ends the ringing at once, not with the next look.
document.addEventListener('htmx:afterSettle', look);
document.addEventListener('pointerdown', () => {
  if (audio && audio.state !== 'running') audio.resume().catch((failure) => console.debug('no sound yet:', failure.message));
});

if (mute) {
  mute.hidden = false;
  mute.addEventListener('click', () => {
    muted = !muted;
    sessionStorage.setItem(MUTED, muted ? 'yes' : 'no');
    look();
  });
}
if (blocked) blocked.querySelector('button').addEventListener('click', look);
look();
