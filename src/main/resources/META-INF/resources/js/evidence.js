// The page on which a phone takes a photo: shows it, lets a finger mark what shall be unreadable, and asks for the place
// only when somebody wants to tell it. Without this script the form is sent all the same; nothing is changed here: the
// service blurs the marked parts before it keeps anything.
const form = document.getElementById('photo-form');
const input = form.querySelector('input[type=file]');
const preview = form.querySelector('[data-preview]');
const canvas = form.querySelector('[data-canvas]');
const undo = form.querySelector('[data-undo]');
const blur = form.querySelector('[data-blur]');
const LONGEST = 1280;
let picture = null;
let marks = [];
let drawing = null;

function paint() {
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const mark of drawing ? [...marks, drawing] : marks) {
    context.fillStyle = 'rgba(20, 33, 58, .85)';
    context.strokeStyle = '#ffb020';
    context.lineWidth = 3;
    const area = [mark.x * canvas.width, mark.y * canvas.height, mark.width * canvas.width, mark.height * canvas.height];
    context.fillRect(...area);
    context.strokeRect(...area);
  }
  undo.disabled = marks.length === 0;
  blur.value = marks.map((mark) => [mark.x, mark.y, mark.width, mark.height].map((share) => share.toFixed(5)).join(',')).join(';');
}

input.addEventListener('change', async () => {
  marks = [];
  blur.value = '';
  preview.hidden = true;
  const file = input.files[0];
  if (!file) return;
  form.querySelector('[data-camera-text]').textContent = file.name;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return; // the service will say what is wrong with it
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  preview.hidden = false;
  paint();
});

function place(event) {
  const box = canvas.getBoundingClientRect();
  const share = (value) => Math.max(0, Math.min(1, value));
  return { x: share((event.clientX - box.left) / box.width), y: share((event.clientY - box.top) / box.height) };
}

canvas.addEventListener('pointerdown', (event) => {
  canvas.setPointerCapture(event.pointerId);
  drawing = { ...place(event), width: 0, height: 0, from: place(event) };
});
canvas.addEventListener('pointermove', (event) => {
  if (!drawing) return;
  const to = place(event);
  drawing.x = Math.min(drawing.from.x, to.x);
  drawing.y = Math.min(drawing.from.y, to.y);
  drawing.width = Math.abs(to.x - drawing.from.x);
  drawing.height = Math.abs(to.y - drawing.from.y);
  paint();
});
canvas.addEventListener('pointerup', () => {
  if (drawing && drawing.width > 0.005 && drawing.height > 0.005) marks.push(drawing);
  drawing = null;
  paint();
});
canvas.addEventListener('pointercancel', () => { drawing = null; paint(); });
undo.addEventListener('click', () => { marks.pop(); paint(); });

const where = form.querySelector('[data-place]');
const said = where.querySelector('[data-said]');
const ask = where.querySelector('[data-ask]');
if (!window.isSecureContext || !navigator.geolocation) {
  said.textContent = where.dataset.insecure;
} else {
  ask.hidden = false;
  ask.addEventListener('click', () => {
    said.textContent = where.dataset.asking;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(7);
      form.elements.longitude.value = coords.longitude.toFixed(7);
      form.elements.accuracy.value = coords.accuracy.toFixed(1);
      said.textContent = where.dataset.known.replace('#', String(Math.round(coords.accuracy)));
    }, () => { said.textContent = where.dataset.refused; }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 });
  });
}

// One photo, one press.
form.addEventListener('submit', () => {
  const button = form.querySelector('[data-send]');
  button.querySelector('span').textContent = form.dataset.sending;
  setTimeout(() => { button.disabled = true; });
});
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
