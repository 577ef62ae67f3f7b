// The emergency desk: the key that makes screens dark, the choice of screens, and the alarm for those that do not confirm.

const TWICE_WITHIN_MS = 2000;
const ARMED_FOR_MS = 6000;
const ALARM_EVERY_MS = 2000;

const form = document.getElementById('order');
if (form) {
  const all = form.querySelector('[data-all]');
  const some = [...form.querySelectorAll('[data-some]')];
  const arm = form.querySelector('[data-arm]');

  form.addEventListener('change', ({ target }) => {
    if (target.matches('[data-some]')) all.checked = !some.some((box) => box.checked);
    if (target === all && all.checked) some.forEach((box) => { box.checked = false; });
  });

  const find = form.querySelector('[data-find]');
  if (find) find.addEventListener('input', () => {
    const words = find.value.trim().toLowerCase();
    for (const label of form.querySelectorAll('[data-name]')) label.hidden = words !== '' && !label.dataset.name.toLowerCase().includes(words);
  });

  // The first press uncovers the second button and covers it again when nobody presses on.
  let covering;
  arm.addEventListener('toggle', () => {
    clearTimeout(covering);
    if (arm.open) covering = setTimeout(() => { arm.open = false; }, ARMED_FOR_MS);
  });

  let pressedAt = -Infinity;
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type=checkbox]), select, textarea');
    if (event.code !== 'KeyB' || event.repeat || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.timeStamp - pressedAt < TWICE_WITHIN_MS) form.requestSubmit(form.querySelector('[data-fire]'));
    else arm.open = true;
    pressedAt = event.timeStamp;
  });
}

// The alarm sounds while a page says that somebody has to look, until it is muted; a browser lets it sound after the first touch.
let sound;
let muted = sessionStorage.getItem('lunbo-emergency-muted') === 'yes';

function beep() {
  sound = sound || new AudioContext();
  sound.resume();
  for (const [offset, pitch] of [[0, 880], [0.25, 660], [0.5, 880]]) {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0.25, sound.currentTime + offset);
    level.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + offset + 0.22);
    tone.connect(level).connect(sound.destination);
    tone.start(sound.currentTime + offset);
    tone.stop(sound.currentTime + offset + 0.24);
  }
}

function late() {
  return [...document.querySelectorAll('[data-late]')].reduce((sum, part) => sum + Number(part.dataset.late), 0);
}

setInterval(() => {
  const alarming = late() > 0;
  document.documentElement.dataset.alarm = alarming ? (muted ? 'muted' : 'sounding') : 'none';
  if (alarming && !muted) beep();
}, ALARM_EVERY_MS);

const mute = document.querySelector('[data-mute]');
if (mute) {
  const say = () => { mute.textContent = muted ? mute.dataset.quiet : mute.dataset.loud; };
  mute.hidden = false;
  say();
  mute.addEventListener('click', () => {
    muted = !muted;
    sessionStorage.setItem('lunbo-emergency-muted', muted ? 'yes' : 'no');
    say();
  });
}
