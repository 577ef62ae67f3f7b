// A picture of what is on the stage, as a JPEG: films, pictures and dots as they are, texts redrawn.

const LONGEST_SIDE = 960;
const MOST_BYTES = 1024 * 1024;

/** @returns a JPEG of at most 1 MiB */
export async function snapshot(stage) {
  const { widthPx, heightPx } = stage.screen;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(widthPx, heightPx));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.max(1, Math.round(widthPx * scale)), height: Math.max(1, Math.round(heightPx * scale)) });
  const context = canvas.getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!stage.isDark()) {
    context.scale(canvas.width / widthPx, canvas.height / heightPx);
    const layer = stage.front || stage.standby;
    if (layer) draw(context, layer.element, widthPx, heightPx);
    else text(context, stage.screen.name, widthPx, heightPx, '#6f88a8');
    context.globalAlpha = Number(stage.shade.style.opacity) || 0;
    context.fillRect(0, 0, widthPx, heightPx);
  }
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  if (!blob || blob.size > MOST_BYTES) throw new Error('no picture could be made');
  return blob;
}

function draw(context, element, widthPx, heightPx) {
  if (element instanceof HTMLVideoElement) return contained(context, element, element.videoWidth, element.videoHeight, widthPx, heightPx);
  if (element instanceof HTMLImageElement) return contained(context, element, element.naturalWidth, element.naturalHeight, widthPx, heightPx);
  const dots = [...element.querySelectorAll('canvas')].find((one) => !one.classList.contains('turned'));
  if (dots) {
    const moved = new DOMMatrix(getComputedStyle(dots).transform);
    context.drawImage(dots, moved.e, moved.f);
    context.fillStyle = '#000';
    return undefined;
  }
  const visible = [...element.children].find((one) => !one.classList.contains('turned')) || element;
  return text(context, (element.classList.contains('notice-layer') ? element : visible).innerText, widthPx, heightPx, getComputedStyle(element).color);
}

function contained(context, source, width, height, widthPx, heightPx) {
  if (!width || !height) return;
  const scale = Math.min(widthPx / width, heightPx / height);
  context.drawImage(source, (widthPx - width * scale) / 2, (heightPx - height * scale) / 2, width * scale, height * scale);
  context.fillStyle = '#000';
}

function text(context, words, widthPx, heightPx, color) {
  const lines = words.split('\n').filter((line) => line.trim());
  const size = Math.max(6, Math.min(heightPx / (lines.length * 1.4 + 0.6), ...lines.map((line) => (widthPx * 0.94) / Math.max(1, [...line].length))));
  context.fillStyle = color;
  context.font = `${size}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  lines.forEach((line, at) => context.fillText(line, widthPx / 2, heightPx / 2 + (at - (lines.length - 1) / 2) * size * 1.4, widthPx));
  context.fillStyle = '#000';
}
