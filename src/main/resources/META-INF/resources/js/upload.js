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

/** What this browser keeps of files on their way: a handle to open the file again, where it has such, and what the sent pieces add up to. */
const kept = {
  async store(mode, deed) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open('lunbo-uploads', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'id' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const asked = deed(database.transaction('files', mode).objectStore('files'));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      database.close();
    }
  },
  // A browser that keeps nothing for us asks for the file again: that is all that is lost.
  of: (id) => kept.store('readonly', (files) => files.get(id)).catch(() => undefined),
  all: () => kept.store('readonly', (files) => files.getAll()).catch(() => []),
  put: (record) => kept.store('readwrite', (files) => files.put(record)).catch((failure) => console.warn('not kept:', failure.message)),
  drop: (id) => kept.store('readwrite', (files) => files.delete(id)).catch((failure) => console.warn('not dropped:', failure.message)),
};

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether it is the file of which something was sent: by name, size and time, and by every piece that was sent of it. */
async function isSame(file, record, received) {
  if (file.name !== record.name || file.size !== record.size || file.lastModified !== record.modified) {
    return false;
  }
  for (const [from, piece] of Object.entries(record.pieces)) {
    const until = Number(from) + piece.length;
    if (until <= received) {
      const bytes = new Uint8Array(await file.slice(Number(from), until).arrayBuffer());
      if (hex(sha256(bytes)) !== piece.sha256) return false;
    }
  }
  return true;
}

/** The usual requests, which also say what each piece must add up to. Without WebCrypto (plain http) they do not. */
class CheckedRequests extends tus.DefaultHttpStack {
  constructor(row) {
    super();
    this.row = row;
  }

  createRequest(method, url) {
    const request = super.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = async (body) => {
      if (method === 'PATCH' && body && globalThis.crypto?.subtle) {
        const bytes = await new Response(body).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        await this.row.sent(Number(request.getHeader('Upload-Offset')), bytes.byteLength, hex(digest));
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

  /** What is about to be sent, so that the file can be known again after a reload. */
  async sent(from, length, sum) {
    if (this.record) {
      this.record.pieces[from] = { length, sha256: sum };
      await kept.put(this.record);
    }
  }

  /** Offers to go on without choosing the file again, where the browser kept a way to it. */
  offer(record) {
    this.say('kept', this.part('detail').textContent, 'warn');
    this.part('toggle').textContent = words.resume;
    this.part('toggle').hidden = false;
    this.goOn = async () => {
      const allowed = await record.handle.requestPermission?.({ mode: 'read' }) ?? 'granted';
      const file = allowed === 'granted' ? await record.handle.getFile().catch(() => null) : null;
      const known = await (await fetch(`/uploads/${ this.id }`)).json();
      if (file && await isSame(file, record, known.received)) {
        this.goOn = null;
        sending += 1;
        this.start(file, record.handle, record);
      } else {
        this.say('open', file ? words.otherFile : '', file ? 'bad' : 'warn');
        this.part('toggle').hidden = true;
      }
    };
  }

  /** @param record of the upload to go on with; null where that has to be found out */
  async start(file, handle, record = null) {
    this.file = file;
    this.sender = new tus.Upload(file, {
      endpoint: '/uploads',
      chunkSize: PIECE,
      retryDelays: RETRIES,
      removeFingerprintOnSuccess: true,
      httpStack: new CheckedRequests(this),
      uploadUrl: record ? `/uploads/${ record.id }` : null,
      onUploadUrlAvailable: async () => {
        const id = this.sender.url.split('/').pop();
        if (this.record?.id !== id) this.record = await kept.of(id) ?? { id, name: file.name, size: file.size, modified: file.lastModified, pieces: {} };
        this.record.handle = handle ?? this.record.handle;
        await kept.put(this.record);
      },
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
    this.record = record;
    const before = record ? [] : await this.sender.findPreviousUploads();
    if (before.length) {
      const last = before[before.length - 1];
      const known = await kept.of(last.uploadUrl.split('/').pop());
      const there = known && await fetch(`/uploads/${ known.id }`).then((answer) => answer.ok ? answer.json() : null);
      if (there && !await isSame(file, known, there.received)) {
        this.say('differs', words.otherFile, 'bad');
        this.freed();
        return;
      }
      this.sender.resumeFromPreviousUpload(last);
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
    if (this.goOn) {
      this.goOn();
    } else if (this.state === 'paused') {
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
    kept.drop(this.id);
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
    const given = this.id ?? this.record?.id;
    if (given) kept.drop(given);
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
  return hex(digest.digest());
}

function next() {
  while (sending < AT_ONCE && waiting.length) {
    const { row, file, handle } = waiting.shift();
    sending += 1;
    row.start(file, handle);
  }
}

function showEmpty() {
  box.querySelector('[data-empty]').hidden = list.childElementCount > 0;
}

/** @param chosen files, each with the handle by which it can be opened again, where there is one */
function add(chosen) {
  for (const { file, handle } of chosen) {
    const known = [...rows.values()].find((row) => (row.state === 'open' || row.state === 'kept') && row.part('name').textContent === file.name);
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
    waiting.push({ row, file, handle });
  }
  next();
}

input.addEventListener('change', () => { add([...input.files].map((file) => ({ file }))); input.value = ''; });
// Where the browser lets us keep a way to a file, its own picker is used: one click goes on after a reload.
if (window.showOpenFilePicker) {
  input.addEventListener('click', async (event) => {
    event.preventDefault();
    const handles = await window.showOpenFilePicker({ multiple: true }).catch(() => []); // nothing was chosen
    add(await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle }))));
  });
}
const drop = box.querySelector('[data-drop]');
for (const kind of ['dragenter', 'dragover']) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('is-over'); });
}
for (const kind of ['dragleave', 'drop']) {
  drop.addEventListener(kind, () => drop.classList.remove('is-over'));
}
drop.addEventListener('drop', async (event) => {
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  // Handles are to be asked for before the event is over.
  const asked = [...event.dataTransfer.items].filter((item) => item.kind === 'file').map((item) => item.getAsFileSystemHandle?.());
  const handles = await Promise.all(asked.map((one) => Promise.resolve(one).catch(() => undefined)));
  add(files.map((file, i) => ({ file, handle: handles[i]?.kind === 'file' ? handles[i] : undefined })));
});

const known = await (await fetch('/uploads/list')).json();
const records = new Map((await kept.all()).map((record) => [record.id, record]));
for (const [id, record] of records) {
  if (!known.some((upload) => upload.id === id && upload.state === 'OPEN')) kept.drop(record.id);
}
for (const upload of known.reverse()) {
  const row = new Row(upload.fileName ?? upload.title, upload.length);
  row.show(upload);
  if (upload.state === 'OPEN' && records.get(upload.id)?.handle) {
    row.offer(records.get(upload.id));
  }
  if (upload.state === 'RECEIVED') {
    over(upload.id, row);
  }
}
showEmpty();
box.dataset.ready = 'true';
