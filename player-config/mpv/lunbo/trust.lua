-- What Lunbo's light player believes: signatures (Ed25519, by openssl), hashes, and the reviewers' own words for each media. The service
-- alone can put nothing on the screen that people whom the root certified have not signed.
local utils = require 'mp.utils'

return function(tools)
local run, read, write, path, answer, env = tools.run, tools.read, tools.write, tools.path, tools.answer, tools.env

local ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
local function decode(text)
  local bits, count, bytes = 0, 0, {}
  for letter in tostring(text):gmatch('.') do
    local value = ALPHABET:find(letter, 1, true)
    if not value then return '' end
    bits, count = bits * 64 + value - 1, count + 6
    if count >= 8 then
      count = count - 8
      table.insert(bytes, string.char(math.floor(bits / 2 ^ count)))
      bits = bits % 2 ^ count
    end
  end
  return table.concat(bytes)
end
local function is_signed(text, signature, x)
  local key = decode(x)
  if #key ~= 32 then return false end
  write('tmp/key', '\48\42\48\5\6\3\43\101\112\3\33\0' .. key) -- the DER of an Ed25519 key
  write('tmp/text', text)
  write('tmp/signature', decode(signature))
  return run('openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', path('tmp/key'), '-rawin',
    '-in', path('tmp/text'), '-sigfile', path('tmp/signature')).status == 0
end
local function hash_of(name) return run('openssl', 'dgst', '-sha256', '-r', path(name)).stdout:match('^%x+') end
local seen = {}
local function record(jws, kind, x) -- what a compact JWS says when that key has signed it
  if type(jws) ~= 'string' or not x then return nil end
  local name = x .. jws
  if seen[name] == nil then
    local head, body, signature = jws:match('^([^.]+)%.([^.]+)%.([^.]+)$')
    local header = head and utils.parse_json(decode(head)) or {}
    local good = header.alg == 'EdDSA' and header.typ == kind and header.crit == nil and is_signed(head .. '.' .. body, signature, x)
    seen[name] = good and utils.parse_json(decode(body)) or false
  end
  return seen[name] or nil
end

-- Reviews: which media may be shown on which days, whatever the service says.
local root, ingest = env('LUNBO_REVIEW_ROOT', nil), env('LUNBO_INGEST_KEYS', nil)
local function pin()
  root, ingest = root or read('root'), ingest or read('ingest')
  if not root then
    local status, found = answer('GET', '/.well-known/lunbo-reviewers.json', { anonymous = true })
    if status == 200 and found and found.root and #decode(found.root.x) == 32 then root = found.root.x write('root', root) end
  end
  if root and not ingest then
    local status, found = answer('GET', '/.well-known/lunbo-ingest.json', { anonymous = true })
    local named = {}
    for _, key in ipairs(status == 200 and found and found.ingest or {}) do
      if key.use == 'lunbo-ingest' and #decode(key.x) == 32 then table.insert(named, key.x) end
    end
    if #named > 0 then ingest = table.concat(named, ',') write('ingest', ingest) end
  end
end
local function subject(sha, meta) -- the bytes that must have been reviewed
  if meta.kind == 'SLOGAN' then
    local shown = {}
    for _, page in ipairs(meta.slogan and meta.slogan.pages or {}) do table.insert(shown, page.text) end
    write('tmp/title', tostring(meta.title))
    local same = table.concat(shown):gsub('%s', '') == tostring(meta.title):gsub('%s', '')
    return same and hash_of('tmp/title') == sha and sha or nil
  end
  if not meta.original or meta.original == sha then return sha end
  for x in (ingest or ''):gmatch('[^,]+') do
    local said = record(meta.made, 'lunbo-made+jws', x)
    local shape = said and tostring(said.shape):gsub('%-of%-.*', '')
    if said and said.delivery == sha and said.original == meta.original and said.bytes == meta.bytes
      and shape == string.format('%dx%d', meta.widthPx or 0, meta.heightPx or 0) then return meta.original end
  end
end
local function is_approval(decisions, media, kind)
  local first, people, stages = decisions[1], {}, {}
  for _, one in ipairs(decisions) do
    for _, name in ipairs({ 'media', 'run', 'from', 'until', 'submitter', 'chain', 'stages' }) do
      if one[name] ~= first[name] then return false end
    end
    local fits = false
    for _, named in ipairs(one.kinds or {}) do fits = fits or named == kind end
    if not fits or one.decision ~= 'APPROVE' or one.media ~= media or one.operator == one.submitter or people[one.operator]
      or stages[one.stage] or one.stage < 1 or one.stage > one.stages then return false end
    people[one.operator], stages[one.stage] = true, true
  end
  return #decisions == first.stages
end
local function judge(manifest) -- media → the days on which it may be shown; nil: this service has no reviews
  if not root then return nil end
  local reviewers, days = {}, {}
  for _, jws in ipairs(manifest.reviewers or {}) do
    local claims = record(jws, 'lunbo-reviewer+jws', root)
    if claims then reviewers[claims.kid] = claims end
  end
  for sha, meta in pairs(manifest.media) do
    local media, reviews = subject(sha, meta), {}
    for _, jws in ipairs(media and meta.review or {}) do
      local head = utils.parse_json(decode(tostring(jws):match('^[^.]+') or '')) or {}
      local signer = reviewers[head.kid]
      local said = signer and record(jws, 'lunbo-review+jws', signer.x)
      if said and (signer.operator == 'service' or signer.operator == said.operator) and signer.from <= said.at and said.at <= signer['until'] then
        reviews[said.review] = reviews[said.review] or {}
        table.insert(reviews[said.review], said)
      end
    end
    days[sha] = {}
    for _, decisions in pairs(reviews) do
      if is_approval(decisions, media, manifest.screen.kind) then table.insert(days[sha], decisions[1]) end
    end
  end
  return days
end

return { decode = decode, is_signed = is_signed, hash_of = hash_of, pin = pin, judge = judge }
end
