// Shows at once what fit and fill mean for a screen of the size that is typed.

const preview = document.querySelector('[data-fit-preview]');
const form = preview.closest('form');
const draw = () => {
  const width = Number(form.elements.widthPx.value);
  const height = Number(form.elements.heightPx.value);
  if (width > 0 && height > 0) {
    preview.setAttribute('viewBox', `0 0 ${ width } ${ height }`);
    preview.setAttribute('width', width);
    preview.setAttribute('height', height);
    const image = preview.querySelector('image');
    image.setAttribute('width', width);
    image.setAttribute('height', height);
    image.setAttribute('preserveAspectRatio', form.elements.fit.value === 'FILL' ? 'xMidYMid slice' : 'xMidYMid meet');
  }
};
form.addEventListener('input', draw);
draw();

// Walls show texts at a pace too, but have no rows, dots and fonts of their own; without this script all is asked of all.
const settings = document.querySelectorAll('[data-sign-only]');
const askAboutTexts = () => {
  settings.forEach((one) => { one.hidden = form.elements.kind.value !== 'TEXT_SIGN'; });
};
form.elements.kind.addEventListener('change', askAboutTexts);
askAboutTexts();
