// Every call to the service: bearer token, time limit, problem documents, Retry-After.

export class ApiError extends Error {
  constructor(status, message, retryAfterMs, believable) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    // A captive portal or a broken proxy may answer 401 or 403 too; only the service's own refusal may cost the token.
    this.believable = believable;
  }

  get refusesToken() {
    return this.believable && (this.status === 401 || this.status === 403);
  }
}

export class Api {
  constructor() {
    this.token = null;
  }

  /** @returns the Response when its status is below 400, else throws ApiError (status 0: no answer) */
  async call(method, path, { body, raw, type, headers = {}, timeoutMs = 20000, anonymous = false } = {}) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetch(path, {
        method,
        headers: this.headers(type ? { ...headers, 'Content-Type': type } : headers, body, anonymous),
        body: raw !== undefined ? raw : body === undefined ? undefined : JSON.stringify(body),
        signal: abort.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      });
      if (response.status >= 400) throw await refusal(response);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    } catch (failure) {
      if (failure instanceof ApiError) throw failure;
      throw new ApiError(0, `${method} ${path}: ${failure.message}`, null, false);
    } finally {
      clearTimeout(timer);
    }
  }

  async json(method, path, options) {
    const answer = await this.call(method, path, options);
    return parseJson(answer.bytes, path);
  }

  headers(extra, body, anonymous) {
    const headers = { Accept: 'application/json, application/problem+json', ...extra };
    if (this.token && !anonymous) headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    return headers;
  }
}

export function parseJson(bytes, what) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (failure) {
    throw new ApiError(0, `${what}: not JSON (${failure.message})`, null, false);
  }
}

async function refusal(response) {
  const type = response.headers.get('Content-Type') || '';
  let detail = '';
  try {
    const text = await response.text();
    if (type.includes('json')) {
      const problem = JSON.parse(text);
      detail = problem.detail || problem.title || '';
    }
  } catch (failure) {
    detail = failure.message;
  }
  return new ApiError(
    response.status, `${response.status} ${detail}`.trim(), retryAfter(response.headers.get('Retry-After')), !type.includes('html'));
}

function retryAfter(header) {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.min(Math.max(seconds, 0), 3600) * 1000;
  return null;
}

/** Doubling waits with full jitter above a half: after an outage a thousand players do not come back in one second. */
export class Backoff {
  constructor(firstMs = 1000, mostMs = 60000) {
    this.firstMs = firstMs;
    this.mostMs = mostMs;
    this.failures = 0;
  }

  succeeded() {
    this.failures = 0;
  }

  /** How long to wait after one more failure. */
  nextMs(failure) {
    const full = Math.min(this.mostMs, this.firstMs * 2 ** Math.min(this.failures++, 16));
    const jittered = full * (0.5 + Math.random() / 2);
    const asked = failure && failure.retryAfterMs;
    return asked ? asked + Math.random() * 1000 : jittered;
  }
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
