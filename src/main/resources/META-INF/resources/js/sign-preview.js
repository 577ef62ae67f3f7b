// Plays a slogan in the dots of a sign. Layout, dots, times and what a driver reads come from the service; nothing is reckoned here.

const UNLIT = '#191c21';
const MARK = '#22b8cf';
const SMALLEST_DOT = 2;
const LARGEST_DOT = 6;

class Preview {
  constructor(box) {
    this.box = box;
    this.part = (name) => box.querySelector(`[data-${ name }]`);
    this.screen = this.part('screen');
    if (!this.screen) return;
    this.typed = box.dataset.text ? null : document.getElementById('f-text');
    this.canvas = this.part('dots');
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.screen.addEventListener('change', () => this.load());
    this.typed?.addEventListener('input', () => this.loadSoon());
    this.part('toggle').addEventListener('click', () => (this.playing ? this.pause() : this.play()));
    this.part('time').addEventListener('input', ({ target }) => { this.pause(); this.show(Number(target.value)); });
    this.part('arrive').addEventListener('input', () => this.show(this.at));
    addEventListener('resize', () => this.shown && this.draw());
    document.addEventListener('visibilitychange', () => document.hidden && this.pause());
    this.load();
  }

  text() {
    return this.typed ? this.typed.value : this.box.dataset.text;
  }

  loadSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.load(), 350);
  }

  async load() {
    const text = this.text();
    const asked = this.asked = Symbol(text);
    if (!text.trim()) return this.say(null);
    let answer;
    try {
      answer = await fetch('/media/slogans/preview', { method: 'POST', body: new URLSearchParams({ text, screen: this.screen.value }) });
    } catch {
      return this.say(this.box.dataset.failed);
    }
    const document_ = await answer.json().catch(() => null);
    if (asked !== this.asked) return;
    if (!answer.ok || !document_) return this.say(document_?.detail || this.box.dataset.failed);
    if (!document_.bitmap) return this.say(this.lacking(document_));
    this.shown = document_;
    this.say(undefined);
    this.draw();
    this.begin();
  }

  lacking({ undisplayable, sentences }) {
    const characters = undisplayable.map(({ character, place, repair }) => `“${ character }” (${ place })${ repair ? ` → “${ repair }”` : '' }`);
    return characters.length ? this.box.dataset.cannot.replace('#', characters.join('  ')) : sentences.join(' ');
  }

  /** A sentence instead of dots, null for nothing typed yet, undefined for dots. */
  say(problem) {
    const playing = problem === undefined;
    if (!playing) {
      this.pause();
      this.shown = null;
    }
    this.part('waiting').hidden = problem !== null;
    this.part('problem').hidden = !problem;
    this.part('problem').textContent = problem || '';
    this.part('player').hidden = !playing;
  }

  /** The sign and the strip of all its dots, each drawn once at the size at which it is shown. */
  draw() {
    const { widthPx, heightPx, bitmap, color, reading } = this.shown;
    const room = this.part('face').parentElement.clientWidth - 20; // without the frame around the face
    this.dot = Math.max(SMALLEST_DOT, Math.min(LARGEST_DOT, Math.floor(room / widthPx)));
    const bits = Uint8Array.from(atob(bitmap.bits), (char) => char.charCodeAt(0));
    const rowBytes = Math.ceil(bitmap.widthPx / 8);
    this.canvas.width = widthPx * this.dot;
    this.canvas.height = heightPx * this.dot;
    this.canvas.setAttribute('aria-label', this.box.dataset.dotsOf.replace('#', this.text().trim()));
    this.ground = sheet(widthPx, heightPx, this.dot, UNLIT, () => true);
    this.strip = sheet(bitmap.widthPx, bitmap.heightPx, this.dot, color, (x, y) => bits[y * rowBytes + (x >> 3)] >> (7 - x % 8) & 1);
    const list = this.part('sentences');
    list.replaceChildren(...this.shown.sentences.map((sentence) => Object.assign(document.createElement('li'), { textContent: sentence })));
    list.dataset.whole = reading.whole;
    this.show(this.at || 0);
    const [first] = reading.marks;
    const middle = first && this.shown.mode !== 'SCROLL_LEFT' ? first.x + first.width / 2 : widthPx / 2;
    this.part('face').scrollLeft = middle * this.dot - room / 2;
  }

  begin() {
    for (const name of ['time', 'arrive']) {
      this.part(name).max = this.shown.durationMs;
      this.part(name).value = 0;
    }
    this.show(0);
    if (this.still.matches) this.pause();
    else this.play();
  }

  play() {
    if (!this.shown) return;
    cancelAnimationFrame(this.frame);
    this.playing = true;
    let last = performance.now();
    const frame = (now) => {
      if (!this.playing) return;
      this.show((this.at + now - last) % this.shown.durationMs);
      last = now;
      this.frame = requestAnimationFrame(frame);
    };
    this.frame = requestAnimationFrame(frame);
    this.label();
  }

  pause() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.label();
  }

  label() {
    const button = this.part('toggle');
    button.querySelector('i').className = `bi ${ this.playing ? 'bi-pause-fill' : 'bi-play-fill' }`;
    button.querySelector('span').textContent = this.playing ? this.box.dataset.pause : this.box.dataset.play;
  }

  /** The sign as it is so many milliseconds after the text began. */
  show(at) {
    this.at = at;
    const { mode, pages, widthPx, durationMs, pxPerSecond } = this.shown;
    const moves = mode === 'SCROLL_LEFT';
    let page = 0;
    for (let rest = at; !moves && page < pages.length - 1 && rest >= pages[page].holdMs; page++) rest -= pages[page].holdMs;
    // whole dots only, as on the sign
    const left = moves ? widthPx - Math.floor(at / 1000 * pxPerSecond) : -page * widthPx;
    const context = this.canvas.getContext('2d');
    context.drawImage(this.ground, 0, 0);
    context.drawImage(this.strip, left * this.dot, 0);
    this.mark(context, left, page, moves);
    this.part('time').value = at;
    const words = pages.length > 1 ? `${ this.box.dataset.page.replace('#', page + 1) } · ` : '';
    this.part('clock').textContent = `${ words }${ (at / 1000).toFixed(1) } / ${ (durationMs / 1000).toFixed(1) } s`;
  }

  /** Frames what a driver reads who comes into reading distance at the chosen moment. */
  mark(context, left, page, moves) {
    const { reading, durationMs, pxPerSecond, bitmap, glyphPx } = this.shown;
    const arrive = Number(this.part('arrive').value);
    const band = this.part('band');
    band.style.left = `${ 100 * arrive / durationMs }%`;
    band.style.width = `${ Math.min(100 - 100 * arrive / durationMs, 100 * reading.readMs / durationMs) }%`;
    context.strokeStyle = MARK;
    context.lineWidth = Math.max(1, this.dot / 2);
    for (const one of reading.marks.filter((mark) => moves || mark.page === page)) {
      const first = moves ? Math.floor(arrive / 1000 * pxPerSecond / glyphPx) * glyphPx : 0;
      const x = one.x + first;
      const width = moves ? Math.max(0, Math.min(one.width, bitmap.widthPx - x)) : one.width;
      if (width > 0) context.strokeRect((left + x) * this.dot, one.y * this.dot + context.lineWidth / 2, width * this.dot, one.height * this.dot - context.lineWidth);
    }
  }
}

function sheet(width, height, dot, color, lit) {
  const canvas = Object.assign(document.createElement('canvas'), { width: width * dot, height: height * dot });
  const context = canvas.getContext('2d');
  context.fillStyle = color;
  const size = dot > 2 ? dot - 1 : dot > 1 ? 1.5 : 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (lit(x, y)) context.fillRect(x * dot, y * dot, size, size);
  }
  return canvas;
}

for (const box of document.querySelectorAll('[data-sign-preview]')) box.preview = new Preview(box);
