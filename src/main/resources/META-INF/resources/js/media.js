// Makes the upload form say how far it is, and counts a slogan's characters. Without it both forms work as they are.

const form = document.getElementById('upload-form');
if (form) {
  const input = form.elements.file;
  const drop = form.querySelector('[data-drop]');
  const progress = form.querySelector('[data-progress]');
  const said = form.querySelector('[data-progress-text]');
  const error = form.querySelector('[data-error]');
  const button = form.querySelector('button');
  const prompt = form.querySelector('[data-file-name]').textContent;

  const showName = () => {
    form.querySelector('[data-file-name]').textContent = input.files[0]?.name ?? prompt;
  };
  const fail = (sentence) => {
    progress.hidden = true;
    button.disabled = false;
    error.textContent = sentence;
    error.hidden = false;
  };

  input.addEventListener('change', showName);
  for (const kind of ['dragenter', 'dragover']) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('is-over'); });
  }
  for (const kind of ['dragleave', 'drop']) {
    drop.addEventListener(kind, () => drop.classList.remove('is-over'));
  }
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      showName();
    }
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    error.hidden = true;
    if (input.files[0]?.size > Number(form.dataset.largest)) {
      fail(form.dataset.tooLarge);
      return;
    }
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.responseType = 'document';
    request.upload.addEventListener('progress', (at) => {
      progress.querySelector('progress').value = at.total ? at.loaded / at.total : 0;
      said.textContent = `${ Math.floor((at.total ? at.loaded / at.total : 0) * 100) } %`;
    });
    // The last byte has left: now every frame is looked at, for which there is no measure.
    request.upload.addEventListener('load', () => {
      progress.querySelector('progress').removeAttribute('value');
      said.textContent = form.dataset.checking;
    });
    request.addEventListener('load', () => answered(request));
    request.addEventListener('error', () => fail(form.dataset.failed));
    button.disabled = true;
    progress.hidden = false;
    request.send(new FormData(form));
  });

  function answered(request) {
    if (request.status < 300) {
      location.assign(request.responseURL);
      return;
    }
    const page = request.response;
    const sentence = page?.querySelector('#e-file, #e-title, .problem-card p:not(.problem-status)')?.textContent;
    fail(sentence || form.dataset.failed);
  }
}

// Characters as the server counts them: code points of the trimmed, composed text.
for (const output of document.querySelectorAll('[data-count-of]')) {
  const field = document.getElementById(output.dataset.countOf);
  const most = Number(field.dataset.count);
  const count = () => {
    const characters = [...field.value.trim().normalize('NFC')].length;
    output.textContent = `${ characters } / ${ most }`;
    output.classList.toggle('is-over', characters > most);
  };
  field.addEventListener('input', count);
  count();
}
