// Every call to the service: token and proof of possession, time limit, problem documents, Retry-After.

const MOST_TRIES = 3;

export class ApiError extends Error {
  constructor(status, message, retryAfterMs, believable, problem = {}) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    // A captive portal or a broken proxy may answer 401 or 403 too; only the service's own refusal may cost the token.
    this.believable = believable;
    this.problem = problem;
  }

  get refusesToken() {
    return this.believable && !this.missesProof && (this.status === 401 || this.status === 403);
  }

  // A proof may fail for a clock or for a proxy that drops a header: the token is still good, and what plays goes on playing.
  get missesProof() {
    return this.problem.type === 'possession-not-proved';
  }
}

export class Api {
  constructor(identity) {
    this.identity = identity;
  }

  get token() {
    return this.identity.token;
  }

  /** @returns the Response when its status is below 400, else throws ApiError (status 0: no answer) */
  async call(method, path, options = {}) {
    for (let tried = 1; ; tried++) {
      const token = this.token;
      try {
        const answer = await this.once(method, path, options);
        if (!options.anonymous) await this.identity.accepted(token);
        return answer;
      } catch (failure) {
        if (options.anonymous || tried === MOST_TRIES || !(await this.mayTryAgain(failure, token))) throw failure;
      }
    }
  }

  /**
   * A proof of the wrong time is made again by the service's time; a browser that repeats a call by itself shows the same proof twice; and a
   * token that was exchanged meanwhile, or one that not every node knows yet, says nothing about this player.
   */
  async mayTryAgain(failure, token) {
    if (failure.missesProof) return failure.problem.reason === 'replayed' || (failure.problem.reason === 'time' && this.identity.learnTime(failure.date));
    return failure.refusesToken && Boolean(this.token) && (token !== this.token || this.identity.fallBack());
  }

  async once(method, path, { body, raw, type, headers = {}, timeoutMs = 20000, anonymous = false }) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetch(path, {
        method,
        headers: { ...this.headers(type ? { ...headers, 'Content-Type': type } : headers, body), ...(anonymous ? {} : await this.identity.credentials(method, path)) },
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

  headers(extra, body) {
    const headers = { Accept: 'application/json, application/problem+json', ...extra };
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
  let problem = {};
  try {
    const text = await response.text();
    if (type.includes('json')) {
      problem = JSON.parse(text) || {};
      detail = problem.detail || problem.title || '';
    }
  } catch (failure) {
    detail = failure.message;
  }
  const failure = new ApiError(
    response.status, `${response.status} ${detail}`.trim(), retryAfter(response.headers.get('Retry-After')), !type.includes('html'), problem);
  failure.date = response.headers.get('Date');
  return failure;
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
