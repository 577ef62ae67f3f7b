// A line that is to be saved with its repairs is picked that way and not as it is; sending twice is no harm, but confusing.

const form = document.getElementById('bulk-save');
form?.addEventListener('change', ({ target }) => {
  const other = target.name === 'repair' ? `l-${ target.value }` : target.name === 'pick' ? `r-${ target.value }` : null;
  const box = other && document.getElementById(other);
  if (box && target.checked) box.checked = false;
});
for (const one of document.querySelectorAll('#bulk-save, #bulk-check')) {
  one.addEventListener('submit', () => setTimeout(() => one.querySelector('button').setAttribute('disabled', ''), 0));
}
addEventListener('pageshow', () => document.querySelectorAll('#bulk-save button, #bulk-check button').forEach((button) => button.removeAttribute('disabled')));
