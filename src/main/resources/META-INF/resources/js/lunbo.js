// What every page needs; each piece works on markup alone, and a page without scripts still does its job.

for (const input of document.querySelectorAll('[data-current-path]')) {
  input.value = location.pathname + location.search;
}

// Marks the entry of the navigation that the address belongs to: the longest that fits.
const links = [...document.querySelectorAll('[data-nav]')].filter((link) => {
  const path = new URL(link.href).pathname;
  return path === '/' ? location.pathname === '/' : location.pathname === path || location.pathname.startsWith(path + '/');
});
links.at(-1)?.setAttribute('aria-current', 'page');

// Instants are written by the server in UTC and shown in the zone they belong to (data-zone), else in Lunbo's first one.
const language = document.documentElement.lang;
function showTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]:not([data-shown]):not([data-demo-clock])')) {
    const instant = new Date(time.dateTime);
    if (!Number.isNaN(instant.getTime())) {
      const style = time.dataset.style === 'time' ? { timeStyle: 'medium' } : time.dataset.style === 'date' ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'medium' };
      time.textContent = instant.toLocaleString(language, { ...style, hourCycle: 'h23', timeZone: time.dataset.zone || 'Asia/Shanghai' });
    }
    time.dataset.shown = '';
  }
}
showTimes(document);
document.addEventListener('htmx:load', (event) => showTimes(event.detail.elt.parentNode ?? document));

// The demo clock runs on in the page.
const demoClock = document.querySelector('[data-demo-clock]');
if (demoClock) {
  const start = new Date(demoClock.dateTime).getTime() - performance.now();
  const tick = () => {
    demoClock.textContent = new Date(start + performance.now()).toLocaleString(language, {
      dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });
  };
  tick();
  setInterval(tick, 1000);
}

// A button that cannot be taken back asks first.
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
  }
}, true);

// A film that is watched in a copy is loaded once the copy is there.
document.addEventListener('htmx:load', (event) => {
  const made = event.detail.elt.closest?.('[data-viewing-made]') ?? event.detail.elt.querySelector?.('[data-viewing-made]');
  const film = made && document.querySelector('video[data-viewing]');
  if (film && film.readyState === 0) film.load();
});

// One tick for a whole list of ticks.
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-pick-all]')) {
    const list = event.target.closest('fieldset');
    list.querySelectorAll('input[type=checkbox][name]').forEach((one) => { one.checked = event.target.checked; });
    event.target.form.dispatchEvent(new Event('input', { bubbles: true }));
  }
});
