// A screen that has sent no picture yet shows none, rather than a broken one.

const PICTURES = '.wl-shot img, .cm-shot';

document.addEventListener('error', ({ target }) => {
  if (target.matches?.(PICTURES)) target.remove();
}, true);
for (const picture of document.querySelectorAll(PICTURES)) if (picture.loading !== 'lazy' && picture.complete && picture.naturalWidth === 0) picture.remove();
