// Text on a sign's dot grid as a sign shows it: every ideograph fills a square cell, an ASCII character half of one, a dot is on or off.

const FONTS = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
  + '"WenQuanYi Zen Hei", "Lunbo Sans", sans-serif';

// Thin strokes at 16 dots reach half of a dot only; this keeps them without closing the gaps between them.
const DOT_FROM_ALPHA = 104;

export function signLineWidth(text, cell) {
  return [...text].reduce((sum, char) => sum + advance(char, cell), 0);
}

export function drawSignLine(canvas, text, left, top, cell, color) {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.font = `${cell}px ${FONTS}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = color;
  let x = left;
  for (const char of text) {
    const width = advance(char, cell);
    context.fillText(char, x + width / 2, top + Math.round(cell * 0.87), width);
    x += width;
  }
  toDots(context, left, top, Math.max(1, x - left), cell, color);
}

function advance(char, cell) {
  return char.codePointAt(0) < 0x80 ? cell / 2 : cell;
}

function toDots(context, left, top, width, height, color) {
  const picture = context.getImageData(left, top, width, height);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  for (let i = 0; i < picture.data.length; i += 4) {
    const on = picture.data[i + 3] >= DOT_FROM_ALPHA;
    picture.data.set(on ? [red, green, blue, 255] : [0, 0, 0, 0], i);
  }
  context.putImageData(picture, left, top);
}
