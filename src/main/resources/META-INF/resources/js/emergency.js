// The emergency desk: the key that makes screens dark, and the choice of screens.

const TWICE_WITHIN_MS = 2000;
const ARMED_FOR_MS = 6000;

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
