// Sends files in pieces that survive a lost line, a reload and a restart of the service; each piece with its checksum.

import { sha256 } from '/player/vendor/noble-hashes-2.4.0/sha2.js';

const PIECE = 8 * 1024 * 1024;
const AT_ONCE = 3;
const RETRIES = [500, 1000, 2000, 4000, 8000, 15000, 15000, 30000, 30000, 60000];

const box = document.getElementById('uploads');
const list = box.querySelector('[data-list]');
const input = document.getElementById('f-files');
const words = box.dataset;
const rows = new Map(); // by the upload's id, once it has one
const waiting = [];
let sending = 0;

/** The usual requests, which also say what each piece must add up to. Without WebCrypto (plain http) they do not. */
class CheckedRequests extends tus.DefaultHttpStack {
  createRequest(method, url) {
    const request = super.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = async (body) => {
      if (method === 'PATCH' && body && globalThis.crypto?.subtle) {
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Response(body).arrayBuffer()));
        request.setHeader('Upload-Checksum', `sha256 ${ btoa(String.fromCharCode(...digest)) }`);
      }
      return send(body);
    };
    return request;
  }
}

const size = (bytes) => {
  const unit = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${ (bytes / unit[1]).toFixed(1) } ${ unit[0] }`;
};

const left = (seconds) => {
  const [text, value] = seconds < 90 ? [words.leftSeconds, seconds]
    : seconds < 5400 ? [words.leftMinutes, seconds / 60] : [words.leftHours, seconds / 3600];
  return text.replace('#', Math.max(1, Math.round(value)));
};

/** One line of the list. */
class Row {
  constructor(name, bytes) {
    this.element = document.getElementById('upload-row').content.firstElementChild.cloneNode(true);
    this.part = (which) => this.element.querySelector(`[data-${ which }]`);
    this.part('name').textContent = name;
    this.part('size').textContent = size(bytes);
    this.part('end').textContent = words.cancel;
    this.part('end').addEventListener('click', () => this.end());
    this.part('toggle').hidden = true;
    this.part('toggle').addEventListener('click', () => this.toggle());
    list.prepend(this.element);
    showEmpty();
  }

  say(state, detail = '', tone = 'quiet') {
    this.state = state;
    this.element.dataset.is = state;
    this.part('state').textContent = words[`state${ state[0].toUpperCase() }${ state.slice(1) }`];
    this.part('state').className = `badge badge-${ tone }`;
    this.part('detail').textContent = detail;
  }

  bar(share) {
    this.part('bar-box').hidden = share === null;
    this.part('bar').value = Math.round((share ?? 0) * 1000);
  }

  /** As the service knows it. */
  show(upload) {
    this.id = upload.id;
    rows.set(upload.id, this);
    if (upload.state === 'OPEN') {
      if (!this.sender) {
        this.bar(upload.received / upload.length);
        this.say('open', `${ size(upload.received) } / ${ size(upload.length) }`, 'warn');
      }
      return;
    }
    this.part('toggle').hidden = true;
    this.part('end').textContent = words.remove;
    if (upload.state === 'RECEIVED') {
      this.bar((upload.percent ?? 0) / 100);
      this.say('received', `${ upload.percent ?? 0 } %`, 'live');
      return;
    }
    this.bar(null);
    if (upload.state === 'REFUSED') {
      this.say('refused', upload.sentence, 'bad');
    } else if (this.state !== 'verified' && this.state !== 'differs') {
      this.say('taken', '', 'good');
      this.part('open').href = `/media/${ upload.media }`;
      this.part('open').hidden = false;
      const poster = new Image();
      poster.alt = '';
      poster.addEventListener('load', () => this.element.querySelector('.upload-icon').replaceChildren(poster));
      poster.src = `/media/${ upload.media }/poster`;
      this.compare(upload.media);
    }
  }

  /** Offers media that look the same, once that is known. */
  compare(media) {
    if (!this.compared) {
      this.compared = document.createElement('div');
      this.compared.setAttribute('hx-get', `/portraits/${ media }/twins`);
      this.compared.setAttribute('hx-trigger', 'load');
      this.part('detail').parentElement.after(this.compared);
      htmx.process(this.compared);
    }
  }

  async start(file) {
    this.file = file;
    this.sender = new tus.Upload(file, {
      endpoint: '/uploads',
      chunkSize: PIECE,
      retryDelays: RETRIES,
      removeFingerprintOnSuccess: true,
      httpStack: new CheckedRequests(),
      metadata: { filename: file.name },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status === 409 || status === 423 || status === 460 || status >= 500 && status !== 507;
        if (again) {
          this.say('waiting', this.part('detail').textContent, 'warn');
        }
        return again;
      },
      onProgress: (sent, total) => this.progress(sent, total),
      onBeforeRequest: () => { if (this.state === 'queued') this.say('uploading', '', 'live'); },
      onError: (error) => this.failed(error),
      onSuccess: () => this.received(),
    });
    const before = await this.sender.findPreviousUploads();
    if (before.length) {
      this.sender.resumeFromPreviousUpload(before[before.length - 1]);
    }
    this.part('toggle').textContent = words.pause;
    this.part('toggle').hidden = false;
    this.say('queued');
    this.sender.start();
  }

  progress(sent, total) {
    const now = performance.now();
    this.marks = [...(this.marks ?? []).filter((mark) => now - mark.at < 8000), { at: now, sent }];
    const first = this.marks[0];
    const speed = now - first.at > 500 ? (sent - first.sent) / (now - first.at) * 1000 : 0;
    this.bar(sent / total);
    const facts = [`${ Math.floor(sent / total * 100) } %`, `${ size(sent) } / ${ size(total) }`];
    if (speed > 0) {
      facts.push(`${ size(speed) }/s`, left((total - sent) / speed));
    }
    if (this.state !== 'paused') {
      this.say('uploading', facts.join(' · '), 'live');
    }
  }

  toggle() {
    if (this.state === 'paused') {
      this.marks = [];
      this.say('queued');
      this.part('toggle').textContent = words.pause;
      this.sender.start();
    } else {
      this.sender.abort();
      this.say('paused', this.part('detail').textContent.split(' · ').slice(0, 2).join(' · '), 'warn');
      this.part('toggle').textContent = words.resume;
    }
  }

  failed(error) {
    let sentence = words.failed;
    try {
      sentence = JSON.parse(error.originalResponse.getBody()).detail ?? sentence;
    } catch {
      // no answer, or none of ours
    }
    this.part('toggle').textContent = words.resume;
    this.say('paused', sentence, 'bad');
    this.freed();
  }

  async received() {
    this.freed();
    this.part('toggle').hidden = true;
    this.id = this.sender.url.split('/').pop();
    rows.set(this.id, this);
    const [own, upload] = await Promise.all([hashOf(this.file), over(this.id, this)]);
    if (upload?.state === 'TAKEN' && upload.sha256) {
      const same = upload.sha256 === own;
      this.say(same ? 'verified' : 'differs', same ? `SHA-256 ${ own.slice(0, 16) }…` : '', same ? 'good' : 'bad');
    }
  }

  freed() {
    if (!this.free) {
      this.free = true;
      sending -= 1;
      next();
    }
  }

  async end() {
    if (this.sender && !['received', 'taken', 'verified', 'refused', 'differs'].includes(this.state)) {
      await this.sender.abort(true).catch(() => {});
      this.freed();
    } else if (this.id) {
      await fetch(`/uploads/${ this.id }`, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
    }
    const at = waiting.findIndex((one) => one.row === this);
    if (at >= 0) {
      waiting.splice(at, 1);
    }
    rows.delete(this.id);
    this.element.remove();
    showEmpty();
  }
}

/** Asks again and again until the service has looked at every frame. */
async function over(id, row) {
  for (;;) {
    const answer = await fetch(`/uploads/${ id }`).catch(() => null);
    if (answer?.status === 404) {
      return null;
    }
    if (answer?.ok) {
      const upload = await answer.json();
      row.show(upload);
      if (upload.state === 'TAKEN' || upload.state === 'REFUSED') {
        return upload;
      }
    }
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
  }
}

/** A piece at a time, so that a film of any length needs the same memory and the page stays awake. */
async function hashOf(file) {
  const digest = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    digest.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  }
  return [...digest.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function next() {
  while (sending < AT_ONCE && waiting.length) {
    const { row, file } = waiting.shift();
    sending += 1;
    row.start(file);
  }
}

function showEmpty() {
  box.querySelector('[data-empty]').hidden = list.childElementCount > 0;
}

function add(files) {
  for (const file of files) {
    const known = [...rows.values()].find((row) => row.state === 'open' && row.part('name').textContent === file.name);
    if (known) {
      rows.delete(known.id);
      known.element.remove();
    }
    const row = new Row(file.name, file.size);
    if (file.size > Number(words.largest)) {
      row.bar(null);
      row.say('refused', words.tooLarge, 'bad');
      continue;
    }
    row.say('queued');
    waiting.push({ row, file });
  }
  next();
}

input.addEventListener('change', () => { add(input.files); input.value = ''; });
const drop = box.querySelector('[data-drop]');
for (const kind of ['dragenter', 'dragover']) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('is-over'); });
}
for (const kind of ['dragleave', 'drop']) {
  drop.addEventListener(kind, () => drop.classList.remove('is-over'));
}
drop.addEventListener('drop', (event) => { event.preventDefault(); add(event.dataTransfer.files); });

const known = await (await fetch('/uploads/list')).json();
for (const upload of known.reverse()) {
  const row = new Row(upload.fileName ?? upload.title, upload.length);
  row.show(upload);
  if (upload.state === 'RECEIVED') {
    over(upload.id, row);
  }
}
showEmpty();
box.dataset.ready = 'true';
