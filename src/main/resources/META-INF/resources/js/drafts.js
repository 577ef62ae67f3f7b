// Keeps what is typed in a form until it is saved, for this person in this browser only.
const who = document.querySelector('[data-operator]')?.dataset.operator ?? '';

const entries = (form) => [...new FormData(form)].filter(([name, value]) => name !== 'version' && typeof value === 'string');

function fill(form, saved) {
  const seen = new Map(); // fields of one name take their values in turn
  for (const field of form.elements) {
    if (!field.name || field.name === 'version') {
      continue;
    }
    const values = saved.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox' || field.type === 'radio') {
      field.checked = values.includes(field.value);
    } else {
      const nth = seen.get(field.name) ?? 0;
      seen.set(field.name, nth + 1);
      if (nth < values.length) field.value = values[nth];
    }
  }
}

function offer(form, key, draft) {
  const bar = document.createElement('div');
  bar.className = 'alert alert-info draft-offer';
  bar.setAttribute('role', 'status');
  const time = new Date(draft.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const restore = document.createElement('button');
  restore.type = 'button';
  restore.className = 'btn btn-sm btn-primary';
  restore.textContent = form.dataset.restore.replace('{0}', time);
  restore.addEventListener('click', () => {
    fill(form, draft.fields);
    bar.remove();
  });
  const forget = document.createElement('button');
  forget.type = 'button';
  forget.className = 'btn btn-sm btn-link';
  forget.textContent = form.dataset.forget;
  forget.addEventListener('click', () => {
    localStorage.removeItem(key);
    bar.remove();
  });
  bar.append(restore, forget);
  form.before(bar);
}

for (const form of document.querySelectorAll('form[data-draft]')) {
  const key = `lunbo-draft-${who}-${form.dataset.draft}`;
  const begun = JSON.stringify(entries(form));
  const kept = localStorage.getItem(key);
  if (kept) {
    const draft = JSON.parse(kept);
    if (JSON.stringify(draft.fields) !== begun) {
      offer(form, key, draft);
    }
  }
  form.addEventListener('input', () => {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: entries(form) }));
  });
  // What was refused comes back in the form itself; what was saved needs no draft.
  form.addEventListener('submit', () => localStorage.removeItem(key));
}
