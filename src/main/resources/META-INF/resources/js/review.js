// Measures what a reviewer really sees and tells the service while it is seen; it alone decides when that is everything.

const BEAT_MS = 4000;

class Report {
  constructor(box) {
    this.box = box;
    this.bar = box.querySelector('progress');
    this.busy = false;
  }

  async send(ranges) {
    if (this.busy) return null;
    this.busy = true;
    try {
      const answer = await fetch(this.box.dataset.watch, {
        method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ ranges }) });
      const said = await answer.json();
      this.show(answer.ok ? said : null, answer.ok ? '' : said.detail);
      return { ok: answer.ok, said };
    } catch (failure) {
      this.show(null, failure.message);
      return null;
    } finally {
      this.busy = false;
    }
  }

  show(said, error) {
    const errors = this.box.querySelector('[data-watch-error]');
    errors.hidden = !error;
    errors.textContent = error;
    if (!said) return;
    if (this.bar) this.bar.value = said.watchedMs;
    if (!said.done) return;
    for (const open of this.box.querySelectorAll('[data-watch-open]')) open.hidden = true;
    for (const done of this.box.querySelectorAll('[data-watch-done]')) done.hidden = false;
    this.done = true;
    for (const button of document.querySelectorAll('[data-watch-button]')) button.disabled = false;
    for (const choice of this.box.querySelectorAll('[data-when-watched]')) choice.disabled = false;
  }
}

/** The browser itself says which parts of a film it has played; played faster or unseen is not seen. */
function watchFilm(film, report) {
  const played = () => Array.from({ length: film.played.length }, (_, i) => ({
    fromMs: Math.round(film.played.start(i) * 1000), untilMs: Math.round(film.played.end(i) * 1000) }));
  const send = async () => {
    const answer = await report.send(played());
    // What was not believed is not kept either: the film begins anew with what the service knows.
    if (answer && !answer.ok && answer.said.type === 'review-watched-too-fast') film.load();
  };
  film.addEventListener('ratechange', () => { if (film.playbackRate > 1) film.playbackRate = 1; });
  film.addEventListener('play', send);
  film.addEventListener('pause', send);
  film.addEventListener('ended', () => setTimeout(send, 300));
  document.addEventListener('visibilitychange', () => { if (document.hidden) film.pause(); });
  setInterval(() => { if (!film.paused && !report.done) send(); }, BEAT_MS);
}

/** A picture or a text counts while it is in view on a page that is in front. */
function watchStill(still, report, neededMs) {
  let seenMs = 0;
  let visible = false;
  let before = performance.now();
  new IntersectionObserver((entries) => { visible = entries.at(-1).intersectionRatio >= 0.6; }, { threshold: [0, 0.6, 1] }).observe(still);
  report.send([]);
  const timer = setInterval(async () => {
    const now = performance.now();
    if (visible && !document.hidden) seenMs += Math.min(now - before, 1000);
    before = now;
    if (report.bar && !report.done) report.bar.value = seenMs;
    if (seenMs >= neededMs) await report.send([{ fromMs: 0, untilMs: neededMs }]);
    if (report.done) clearInterval(timer);
  }, 500);
}

for (const box of document.querySelectorAll('[data-watch]')) {
  const report = new Report(box);
  const film = document.getElementById('film');
  const still = box.closest('[data-still-of]')?.querySelector('[data-still]') ?? document.querySelector('[data-still]');
  report.done = box.querySelector('[data-watch-done]')?.hidden === false;
  if (report.done) continue;
  if (film) watchFilm(film, report);
  else if (still) watchStill(still, report, Number(box.dataset.needed));
}

// A remark leads to its second, and a new one begins at the present second.
document.addEventListener('click', (event) => {
  const jump = event.target.closest('[data-seek]');
  const film = document.getElementById('film');
  if (!jump || !film) return;
  film.currentTime = Number(jump.dataset.seek) / 1000;
  film.scrollIntoView({ block: 'center' });
});
document.addEventListener('submit', (event) => {
  const at = event.target.querySelector?.('[data-film-time]');
  const film = document.getElementById('film');
  if (at && film) at.value = Math.round(film.currentTime * 1000);
}, true);
