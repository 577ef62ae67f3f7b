// Believes a media only when reviewers whom the root knows have signed it: for this kind of screen, on this day, stage by stage.
// A file that was made from what they signed needs the ingest's statement that it was. The root and the ingest's keys are pinned at first
// sight (or named by the kiosk: `#root=<x>&ingest=<x>,<x>`), kept over pairings, and never replaced by what a service says.

import { fromBase64Url } from './bytes.js';
import { sha256Hex, verify } from './ed25519.js';
import { faultOfNotice } from './notice.js';
import { localDate, takeovers } from './schedule.js';
import { Kept } from './store.js';

/** The picture that comes with Lunbo and says nothing; any other standby has to be reviewed. */
export const STANDBY = '1396c22abb448f1c19826d9d57254894a09a84efd4acfd46db1937f1fbcdf25d';

const DECISION = 'lunbo-review+jws';
const MADE = 'lunbo-made+jws';
const CERTIFICATE = 'lunbo-reviewer+jws';

export class ReviewProofs {
  constructor({ store, api, faults }) {
    Object.assign(this, { api, faults });
    this.kept = new Kept(store, 'review-root');
    this.keptIngest = new Kept(store, 'ingest-keys');
    this.root = null;
    this.ingest = null;
    this.judged = new WeakMap();
    this.notices = new WeakMap();
    this.known = new Map();
  }

  /**
   * @param wished the root that the kiosk names; it alone replaces a pinned one
   * @param wishedIngest the keys of the ingest that the kiosk names, with commas between them; they alone replace pinned ones
   */
  async open(wished, wishedIngest) {
    if (wished && fromBase64Url(wished).length === 32) await this.kept.write(wished);
    const named = (wishedIngest || '').split(',').filter(isKey);
    if (named.length) await this.keptIngest.write(named);
    this.root = await this.kept.read();
    this.ingest = await this.keptIngest.read();
  }

  /**
   * Pins the root and the ingest's keys at first sight. A service without a root has no proofs, and nothing is asked of its media; one
   * without ingest keys can state of no file what it was made from.
   * @param manifestKeys JWK set that manifests are signed with: none of them can ever make a statement
   */
  async learn(manifestKeys) {
    await this.learnRoot();
    if (this.root && !this.ingest) await this.learnIngest(new Set(((manifestKeys && manifestKeys.keys) || []).map((key) => key.x)));
  }

  async learnIngest(manifestKeys) {
    try {
      const found = await this.api.json('GET', '/.well-known/lunbo-ingest.json', { anonymous: true });
      const keys = (Array.isArray(found.ingest) ? found.ingest : [])
        .filter((key) => key.use === 'lunbo-ingest' && isKey(key.x) && !manifestKeys.has(key.x)).map((key) => key.x);
      if (!keys.length) return;
      this.ingest = keys;
      await this.keptIngest.write(keys);
    } catch (failure) {
      if (failure.status !== 404) throw failure;
    }
  }

  async learnRoot() {
    if (this.root) return;
    try {
      const found = await this.api.json('GET', '/.well-known/lunbo-reviewers.json', { anonymous: true });
      if (!found.root || typeof found.root.x !== 'string' || fromBase64Url(found.root.x).length !== 32) return;
      this.root = found.root.x;
      await this.kept.write(this.root);
    } catch (failure) {
      if (failure.status !== 404) throw failure;
    }
  }

  /** Works out which media the manifest may show, and when; to be awaited before it is used. */
  async judge(manifest) {
    const approvals = new Map();
    if (this.root) {
      const reviewers = await this.certified(manifest.reviewers);
      for (const [sha256, meta] of Object.entries(manifest.media)) {
        const about = await this.subject(sha256, meta);
        approvals.set(sha256, about ? await this.approvals(about, meta, manifest.screen.kind, reviewers) : []);
      }
    }
    this.judged.set(manifest, approvals);
    const notices = new Map();
    for (const order of takeovers(manifest)) if (order.kind === 'NOTICE') notices.set(order.id, await faultOfNotice(order, manifest.screen));
    this.notices.set(manifest, notices);
    return manifest;
  }

  /** Why a warning may not be shown; null where it may. It is the one thing that is shown without reviews. */
  faultOfNotice(manifest, order) {
    const notices = this.notices.get(manifest);
    return notices && notices.has(order.id) ? notices.get(order.id) : 'it was not judged';
  }

  /** Whether a media may be shown at that instant. */
  allows(manifest, sha256, instant) {
    if (!this.root) return true;
    if (sha256 === STANDBY) return true;
    const approvals = this.judged.get(manifest) || new Map();
    const day = localDate(manifest.screen.timeZone, instant);
    return (approvals.get(sha256) || []).some(({ from, until }) => from <= day && day <= until);
  }

  /**
   * The bytes that were reviewed: the file itself, or the original that it was made from; a slogan must be its own text.
   * That a file was made from that original is the word of the ingest, whose key is not the manifests'. Not covered: a node that was
   * taken over and holds the ingest's key, too. So that key is best kept on the node that makes the files, away from those that publish.
   */
  async subject(sha256, meta) {
    if (meta.kind !== 'SLOGAN') {
      if (meta.original === undefined || meta.original === sha256) return sha256;
      return (await this.isMadeOfOriginal(sha256, meta)) ? meta.original : null;
    }
    const shown = meta.slogan && Array.isArray(meta.slogan.pages) ? meta.slogan.pages.map((page) => page.text).join('') : '';
    const title = typeof meta.title === 'string' ? meta.title : '';
    const same = plain(shown) === plain(title) && (await sha256Hex(new TextEncoder().encode(title))) === sha256;
    return same ? sha256 : null;
  }

  /** Whether the ingest has stated that exactly this file, as the manifest describes it, was made of exactly that original. */
  async isMadeOfOriginal(sha256, meta) {
    for (const x of this.ingest || []) {
      const said = await this.record(meta.made, MADE, x);
      if (said && said.delivery === sha256 && said.original === meta.original && said.bytes === meta.bytes
        && typeof said.shape === 'string' && said.shape.split('-of-')[0] === `${meta.widthPx}x${meta.heightPx}`) return true;
    }
    return false;
  }

  async certified(certificates) {
    const reviewers = new Map();
    for (const jws of Array.isArray(certificates) ? certificates : []) {
      const claims = await this.record(jws, CERTIFICATE, this.root);
      if (claims) reviewers.set(claims.kid, claims);
    }
    return reviewers;
  }

  async approvals(sha256, meta, screenKind, reviewers) {
    const byReview = new Map();
    for (const jws of Array.isArray(meta.review) ? meta.review : []) {
      const decision = await this.decision(jws, reviewers);
      if (!decision) continue;
      if (!byReview.has(decision.review)) byReview.set(decision.review, []);
      byReview.get(decision.review).push(decision);
    }
    return [...byReview.values()].filter((decisions) => isApproval(decisions, sha256, screenKind)).map(([{ from, until }]) => ({ from, until }));
  }

  async decision(jws, reviewers) {
    const signer = reviewers.get((header(jws) || {}).kid);
    if (!signer) return null;
    const decision = await this.record(jws, DECISION, signer.x);
    const own = decision && (signer.operator === 'service' || signer.operator === decision.operator);
    return own && signer.from <= decision.at && decision.at <= signer.until ? decision : null;
  }

  /** @returns what a record says when that key has signed it, else null; remembered, since manifests repeat themselves */
  async record(jws, type, x) {
    const name = `${x} ${jws}`;
    if (!this.known.has(name)) {
      if (this.known.size > 5000) this.known.clear();
      this.known.set(name, await verifiedRecord(jws, type, x));
    }
    return this.known.get(name);
  }
}

/** Every stage is signed with yes, each by another person, none by the submitter, and all of them about the same. */
export function isApproval(decisions, sha256, screenKind) {
  const [first] = decisions;
  const same = ['media', 'run', 'from', 'until', 'submitter', 'chain', 'stages'];
  const fits = decisions.every((one) => one.decision === 'APPROVE' && one.media === sha256
    && same.every((name) => one[name] === first[name])
    && Array.isArray(one.kinds) && one.kinds.includes(screenKind) && one.operator !== one.submitter);
  const stages = new Set(decisions.map((one) => one.stage));
  const people = new Set(decisions.map((one) => one.operator));
  const whole = Number.isSafeInteger(first.stages) && first.stages > 0 && [...stages].every((stage) => stage >= 1 && stage <= first.stages);
  return fits && whole && stages.size === first.stages && people.size === first.stages && decisions.length === first.stages;
}

async function verifiedRecord(jws, type, x) {
  const said = header(jws);
  if (!said || said.alg !== 'EdDSA' || said.typ !== type || said.crit !== undefined) return null;
  const end = jws.lastIndexOf('.');
  try {
    const good = await verify(fromBase64Url(jws.slice(end + 1)), new TextEncoder().encode(jws.slice(0, end)), fromBase64Url(x));
    return good ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(jws.split('.')[1]))) : null;
  } catch (failure) {
    console.warn('a review record cannot be read:', failure.message);
    return null;
  }
}

function header(jws) {
  if (typeof jws !== 'string' || jws.split('.').length !== 3) return null;
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(jws.split('.')[0])));
  } catch (failure) {
    console.warn('a review record cannot be read:', failure.message);
    return null;
  }
}

function isKey(x) {
  return typeof x === 'string' && /^[A-Za-z0-9_-]{43}$/.test(x);
}

function plain(text) {
  return text.replace(/\s+/g, '');
}
