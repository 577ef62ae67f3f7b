// A slogan: pages that change, or one line that moves to the left at so many pixels of the screen's own grid per second.
// Where it stands follows from the wall clock alone, so two screens side by side are in step.

import { dotPages } from './sign-dots.js';
import { drawSignLine, signLineWidth } from './sign-text.js';
import { painted } from './video-layer.js';

const FONT_WAIT_MS = 2500;
const PAGE_JOIN = '　　';

export class SloganLayer {
  constructor(item, clock) {
    Object.assign(this, { item, clock });
    this.element = document.createElement('div');
    this.element.className = `layer slogan ${item.sign ? 'sign' : 'wall'}`;
    this.running = false;
  }

  async prepare() {
    const { pages, mode } = this.item.slogan;
    this.pages = pages.map((page) => ({ text: String(page.text), holdMs: Math.max(500, Number(page.holdMs) || 8000) }));
    this.scrolls = mode === 'SCROLL_LEFT';
    this.dots = this.item.sign && this.item.bitmapUrl ? await this.servedDots() : null;
    if (!this.dots) await fontsFor(this.element, this.pages.map((page) => page.text).join(''));
    this.element.style.color = safeColor(this.item.slogan.color);
    if (this.scrolls) this.buildLine();
    else this.buildPages();
    this.step();
    await painted();
  }

  /** A picture that cannot be used is no reason to show nothing: the text is drawn with the device's own font. */
  async servedDots() {
    const { pages, scrolls } = this;
    try {
      return await dotPages(this.item.bitmapUrl, { pages, scrolls, screen: this.item.screen, color: this.color() });
    } catch (failure) {
      console.warn('the dots of a slogan cannot be used:', failure.message);
      return null;
    }
  }

  async start() {
    this.running = true;
    const frame = () => {
      if (!this.running) return;
      this.step();
      this.frame = requestAnimationFrame(frame);
    };
    frame();
  }

  keepInStep() {}

  progressMs() {
    return Infinity;
  }

  positionMs() {
    return Math.round(this.elapsedMs());
  }

  stop() {
    this.running = false;
    cancelAnimationFrame(this.frame);
  }

  step() {
    if (this.scrolls) this.moveLine();
    else this.turnPage();
  }

  buildLine() {
    const text = this.pages.map((page) => page.text.replace(/\n/g, PAGE_JOIN)).join(PAGE_JOIN);
    const { widthPx, heightPx } = this.item.screen;
    if (this.dots) [this.line] = this.dots;
    else this.line = this.item.sign ? signCanvas([text], heightPx, signLineWidth(text, heightPx), this.color()) : wallLine(text, widthPx, heightPx);
    this.line.classList.add('line');
    this.element.replaceChildren(this.line);
    // offsetWidth needs the layer on the stage; it is there before prepare() is called
    this.lineWidth = this.item.sign ? this.line.width : this.line.offsetWidth;
  }

  moveLine() {
    const { widthPx } = this.item.screen;
    const speed = Math.max(1, Number(this.item.slogan.pxPerSecond) || 20);
    const travelled = (Math.max(0, this.elapsedMs()) / 1000) * speed;
    const x = widthPx - (travelled % (widthPx + this.lineWidth));
    // A sign has whole dots only: half a dot would be a blur that no real sign can show.
    this.line.style.transform = `translate3d(${this.item.sign ? Math.round(x) : x.toFixed(2)}px,0,0)`;
  }

  buildPages() {
    const { widthPx, heightPx } = this.item.screen;
    const faces = this.dots || this.pages.map((page) => {
      const lines = page.text.split('\n');
      return this.item.sign ? signCanvas(lines, heightPx, widthPx, this.color()) : wallPage(page.text);
    });
    this.element.replaceChildren(...faces);
    if (!this.item.sign) faces.forEach((face) => fit(face, widthPx, heightPx));
    this.roundMs = this.pages.reduce((sum, page) => sum + page.holdMs, 0);
  }

  turnPage() {
    let rest = Math.max(0, this.elapsedMs()) % this.roundMs;
    const index = this.pages.findIndex((page) => (rest -= page.holdMs) < 0);
    if (index === this.shownPage) return;
    this.shownPage = index;
    [...this.element.children].forEach((face, at) => face.classList.toggle('turned', at !== index));
  }

  color() {
    return safeColor(this.item.slogan.color);
  }

  elapsedMs() {
    return this.clock.now() - this.item.startsAt;
  }
}

function signCanvas(lines, heightPx, widthPx, color) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, widthPx);
  canvas.height = heightPx;
  const lineHeight = Math.floor(heightPx / lines.length);
  lines.forEach((line, at) => {
    const left = Math.max(0, Math.floor((widthPx - signLineWidth(line, lineHeight)) / 2));
    drawSignLine(canvas, line, left, at * lineHeight, lineHeight, color);
  });
  return canvas;
}

function wallLine(text, widthPx, heightPx) {
  const line = document.createElement('span');
  line.textContent = text;
  line.style.fontSize = `${Math.round(Math.min(heightPx * 0.6, Math.max(heightPx / 6, widthPx / 16)))}px`;
  line.style.lineHeight = `${heightPx}px`;
  return line;
}

function wallPage(text) {
  const page = document.createElement('div');
  page.className = 'page';
  const words = document.createElement('span');
  words.textContent = text;
  page.append(words);
  return page;
}

/** The largest letters that fit with lines broken at punctuation only, up to a quarter of the height. */
function fit(page, widthPx, heightPx) {
  const words = page.firstElementChild;
  const largest = (least, most) => {
    let [low, high] = [least, most];
    while (low < high) {
      const size = Math.ceil((low + high) / 2);
      words.style.fontSize = `${size}px`;
      if (words.scrollWidth <= words.clientWidth && words.offsetWidth <= widthPx * 0.9 && words.offsetHeight <= heightPx * 0.84) low = size;
      else high = size - 1;
    }
    return low;
  };
  const readable = Math.round(heightPx / 16);
  let size = largest(0, Math.floor(heightPx / 4));
  if (size < readable) {
    words.classList.add('long');
    size = Math.max(size, largest(0, readable));
  }
  words.style.fontSize = `${Math.max(size, 6)}px`;
}

/** Lays the text out once: only then does the browser fetch the kept font, and only where it has none of its own. */
async function fontsFor(element, text) {
  const probe = document.createElement('span');
  probe.className = 'turned';
  probe.textContent = text;
  element.replaceChildren(probe);
  if (probe.offsetWidth === 0 || document.fonts.status !== 'loading') return;
  await Promise.race([document.fonts.ready, new Promise((resolve) => setTimeout(resolve, FONT_WAIT_MS))]);
}

function safeColor(color) {
  return /^#[0-9a-f]{6}$/i.test(color || '') ? color : '#ff0000';
}
