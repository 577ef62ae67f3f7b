// A slogan's dots as the service drew them: a one-bit picture at the sign's height, standing pages side by side.

/** @returns one canvas for each page, or one for a line that moves; throws where the picture is not as the manifest says */
export async function dotPages(url, { pages, scrolls, screen, color }) {
  const picture = await decoded(url);
  const width = scrolls ? picture.naturalWidth : screen.widthPx;
  const count = scrolls ? 1 : pages.length;
  if (picture.naturalHeight !== screen.heightPx || picture.naturalWidth !== width * count) {
    throw new Error(`dots of ${picture.naturalWidth}x${picture.naturalHeight}`);
  }
  return Array.from({ length: count }, (_, page) => lit(picture, page * width, width, screen.heightPx, color));
}

async function decoded(url) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  return picture;
}

/** White dots in the sign's colour, black ones unlit. */
function lit(picture, left, width, height, color) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, -left, 0);
  const dots = context.getImageData(0, 0, width, height);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  for (let i = 0; i < dots.data.length; i += 4) dots.data.set(dots.data[i] > 127 ? [red, green, blue, 255] : [0, 0, 0, 0], i);
  context.putImageData(dots, 0, 0);
  return canvas;
}
