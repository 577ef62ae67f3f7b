-- Lunbo's light player, for a small box without a browser: mpv shows, curl fetches, openssl verifies. It speaks the native door of the
-- service, believes nothing that is not signed, keeps what the next days need, plays by the service's wall clock and reports what was shown.
local mp, utils, msg = require 'mp', require 'mp.utils', require 'mp.msg'
local time = require 'time'
local instant, text_of = time.instant, time.text_of
local texts = require 'texts'

local function env(name, otherwise)
  local value = os.getenv(name)
  return value and value ~= '' and value or otherwise
end
local BASE = env('LUNBO_BASE_URL', ''):gsub('/*$', '')
local DIR = env('LUNBO_STATE', env('HOME', '/tmp') .. '/.local/state/lunbo-mpv/' .. env('LUNBO_SCREEN', 'screen'))
local STANDBY = '1396c22abb448f1c19826d9d57254894a09a84efd4acfd46db1937f1fbcdf25d' -- comes with Lunbo, says nothing, needs no review
local SOFTWARE = 'lunbo-mpv/1 ' .. mp.get_property('mpv-version', 'mpv')
local TOLERANCE_MS, TICK_S, NOTE_EVERY_S = 500, 0.25, 5

-- Files: whole or not at all.
local function path(name) return DIR .. '/' .. name end
local function read(name)
  local file = io.open(path(name), 'rb')
  local text = file and file:read('*a')
  if file then file:close() end
  return text
end
local function write(name, text)
  if not text then return os.remove(path(name)) end
  local file = assert(io.open(path(name) .. '.new', 'wb'))
  file:write(text)
  file:close()
  assert(os.rename(path(name) .. '.new', path(name)))
end
local function exists(name) return utils.file_info(path(name)) ~= nil end
local function is_hash(text) return type(text) == 'string' and text:match('^%x+$') and #text == 64 end

-- Programs run beside the picture; whoever calls one must be a task.
local function go_on(thread, ...)
  local ok, failure = coroutine.resume(thread, ...)
  if not ok then msg.error(failure) end
end
local function task(body) go_on(coroutine.create(body)) end
local function run(...)
  local thread = coroutine.running()
  mp.command_native_async({ name = 'subprocess', args = { ... }, playback_only = false, capture_stdout = true, capture_stderr = true },
    function(_, result) go_on(thread, result or { status = -1, stdout = '' }) end)
  return coroutine.yield()
end
local function pause(seconds)
  local thread = coroutine.running()
  mp.add_timeout(seconds, function() go_on(thread) end)
  coroutine.yield()
end

-- Faults: what heartbeats tell until it is over.
local faults = {}
local function fault(code, detail)
  faults[code] = detail and tostring(detail):sub(1, 300) or nil
end

-- Time: the service's, carried by a clock that never jumps.
local ahead_ms, offset_ms, synced = 0, 0, false
local function now() return mp.get_time() * 1000 + ahead_ms end
local function system_ms() return tonumber(run('date', '+%s%3N').stdout) end

-- The service.
local unpack, calls = table.unpack or unpack, 0
local function call(method, where, options) -- gives the status (0: no answer), the body and the header
  options, calls = options or {}, calls + 1
  local name = 'tmp/' .. (options.to or calls)
  local args = { 'curl', '-sS', '-X', method, '--connect-timeout', '10', '--max-time', options.seconds or '30',
    '-o', path(name), '-D', path(name .. '.head'), '-w', '%{http_code}' }
  local function add(...) for _, arg in ipairs({ ... }) do table.insert(args, arg) end end
  if not options.anonymous then add('-H', '@' .. path('auth')) end
  for _, header in ipairs(options.headers or {}) do add('-H', header) end
  if options.body then
    write(name .. '.body', options.body)
    add('-H', 'Content-Type: application/json', '--data-binary', '@' .. path(name .. '.body'))
  end
  if options.to then add('--fail', '-C', '-') end
  add(BASE .. where)
  local result = run(unpack(args))
  local status, body, head = tonumber(result.stdout) or 0, not options.to and read(name) or '', read(name .. '.head') or ''
  for _, ending in ipairs({ '.head', '.body', not options.to and '' or nil }) do os.remove(path(name .. ending)) end
  if result.status == 33 or status == 416 then os.remove(path(name)) end -- cannot be gone on with
  fault('NETWORK', status == 0 and (result.stderr or 'no answer') or nil)
  return result.status == 0 and status or status >= 400 and status or 0, body, head
end
local function answer(method, where, options)
  local status, body = call(method, where, options)
  return status, utils.parse_json(body)
end

local trust = require 'trust' ({ run = run, read = read, write = write, path = path, answer = answer, env = env })
local decode, is_signed, hash_of = trust.decode, trust.is_signed, trust.hash_of

-- The manifest and what it needs.
local manifest, approved, sheets, ready, etag = nil, nil, {}, {}, nil
local tick
local function allowed(sha, date)
  if not approved or sha == STANDBY then return true end
  for _, span in ipairs(approved[sha] or {}) do
    if span.from <= date and date <= span['until'] then return true end
  end
  return false
end
local function key_of(kid) -- keys are believed at first sight; a new set must still hold one of those that are known
  local known = utils.parse_json(read('keys') or '{}')
  if known[kid] then return known[kid] end
  local _, found = answer('GET', '/.well-known/lunbo-keys.json', { anonymous = true })
  local offered, common = {}, next(known) == nil
  for _, key in ipairs(found and found.keys or {}) do
    if key.use == nil or key.use == 'sig' then offered[key.kid] = key.x end
    for _, x in pairs(known) do common = common or x == key.x end
  end
  if common and next(offered) then write('keys', utils.format_json(offered)) return offered[kid] end
end
local function verified(text) -- the manifest that the signature covers, or nil and why not
  local jws = utils.parse_json(text) or {}
  local header = utils.parse_json(decode(jws.protected)) or {}
  if header.alg ~= 'EdDSA' or header.typ ~= 'lunbo-manifest+jws' or header.crit ~= nil then return nil, 'MANIFEST_SIGNATURE' end
  local x = key_of(tostring(header.kid))
  if not x then return nil, 'MANIFEST_KEY' end
  if not is_signed(jws.protected .. '.' .. jws.payload, jws.signature, x) then return nil, 'MANIFEST_SIGNATURE' end
  local found = utils.parse_json(decode(jws.payload))
  if not found or not tonumber(found.version) or not found.screen or not instant(found.validUntil) then return nil, 'MANIFEST_FORM' end
  return found
end
local function accept(text, tag)
  local found, refused = verified(text)
  local last = manifest or utils.parse_json(read('floor') or '{}')
  if found and last.screen and last.screen.code ~= found.screen.code then refused = 'MANIFEST_SCREEN' end
  if found and last.version and found.version < last.version then refused = 'MANIFEST_OLDER' end
  if found and instant(found.validUntil) <= now() then refused = 'MANIFEST_STALE' end
  if refused then return fault('MANIFEST', refused) end
  write('floor', utils.format_json({ version = found.version, screen = { code = found.screen.code } }))
  write('manifest', text)
  trust.pin()
  approved, manifest, etag = trust.judge(found), found, tag
  fault('MANIFEST', nil)
  tick()
end
local function obtain(name, where, sha) -- a file under its hash, fetched on where it was cut off
  if ready[sha] then return true end
  if not exists(name) then
    local status = call('GET', where, { to = sha, seconds = '600' })
    if status ~= 200 and status ~= 206 then return false end
    os.rename(path('tmp/' .. sha), path(name))
  end
  ready[sha] = hash_of(name) == sha or nil
  if not ready[sha] then os.remove(path(name)) fault('MEDIA_HASH', sha) else fault('MEDIA_HASH', nil) end
  return ready[sha] ~= nil
end
local function gather()
  local complete, kept, listed = true, {}, {}
  for _, day in ipairs(manifest.days or {}) do
    kept[day.sheet] = is_hash(day.sheet)
    if kept[day.sheet] and obtain('sheets/' .. day.sheet, '/player/v1/sheets/' .. day.sheet, day.sheet) then
      local sheet = utils.parse_json(read('sheets/' .. day.sheet))
      if sheet and sheet.screen == manifest.screen.code and sheet.date == day.date then
        sheet.begins, sheet.sha = instant(sheet.from), day.sheet
        table.insert(listed, sheet)
      end
    else complete = false end
  end
  sheets = listed
  for sha, meta in pairs(manifest.media) do
    kept[sha] = is_hash(sha)
    if kept[sha] and meta.kind ~= 'SLOGAN' and not obtain('media/' .. sha, '/player/v1/media/' .. sha, sha) then complete = false end
    tick()
  end
  for _, folder in ipairs(complete and { 'sheets', 'media' } or {}) do
    for _, name in ipairs(utils.readdir(path(folder), 'files') or {}) do
      if not kept[name] then os.remove(path(folder .. '/' .. name)) ready[name] = nil end
    end
  end
  return complete
end

local log = require 'playlog' ({ run = run, task = task, read = read, write = write, path = path, answer = answer, now = now, text_of = text_of })

-- What belongs on the screen now.
local current = { key = '' }
local function covers(from, to) return (instant(from) or -math.huge) <= now() and now() < (instant(to) or math.huge) end
local function play_at(at)
  for _, sheet in ipairs(sheets) do
    local low, high = 1, #sheet.plays + 1
    while low < high do
      local middle = math.floor((low + high) / 2)
      if sheet.begins + sheet.plays[middle][1] <= at then low = middle + 1 else high = middle end
    end
    local found = sheet.plays[low - 1]
    if found and at < sheet.begins + found[1] + found[4] then
      return { media = sheet.media[found[2] + 1], spot = sheet.spots[found[3] + 1], sheet = sheet.sha, starts = sheet.begins + found[1],
        duration = found[4], date = sheet.date, sound = true }
    end
  end
end
local function is_off()
  local last = 0
  for _, power in ipairs(manifest.power or {}) do
    if covers(power.onAt, power.offAt) then return false end
    last = math.max(last, instant(power.offAt) or 0)
  end
  return now() < last -- after the last time that is known it stays on: better light than dark by mistake
end
local function showable(play)
  local meta = play and manifest.media[play.media]
  return meta and allowed(play.media, play.date) and (ready[play.media] or meta.kind == 'SLOGAN' and meta.slogan) and play or nil
end
local function orders() -- those that hold, the one that goes before the others first
  local standing, all = {}, manifest.takeovers
  for _, order in ipairs(all and #all > 0 and all or { manifest.takeover }) do
    if covers(order.from, order['until']) then table.insert(standing, order) end
  end
  return standing
end
local function run_of(order, date)
  local notice, meta = order.kind == 'NOTICE' and order.notice or nil, manifest.media[order.media]
  local length, from = notice and notice.durationMs or meta and meta.durationMs or 15000, instant(order.from) or 0
  local play = { media = notice and notice.sha256 or order.media, takeover = order.id, starts = from + math.floor((now() - from) / length) * length,
    duration = length, date = date, sound = order.sound, notice = notice }
  play.key = order.id .. play.starts
  return (notice or showable(play)) and play
end
local function wanted()
  if not manifest then return { key = 'none' } end
  local standing, date = orders(), text_of(now()):sub(1, 10)
  for _, sheet in ipairs(sheets) do if sheet.begins <= now() and now() < (instant(sheet['until']) or 0) then date = sheet.date end end
  for _, order in ipairs(standing) do if order.kind == 'BLACKOUT' then return { key = 'black' } end end
  local standby = { key = 'standby', media = manifest.standby, standby = true }
  if now() >= instant(manifest.validUntil) then fault('MANIFEST_EXPIRED', manifest.validUntil) return standby end
  fault('MANIFEST_EXPIRED', nil)
  for _, order in ipairs(standing) do
    local play = run_of(order, date)
    if play then return play end -- one that cannot be shown leaves its place to the next
  end
  if is_off() then return { key = 'black' } end
  local due = play_at(now())
  local play = showable(due)
  fault('MEDIA_MISSING', due and not play and due.media or nil)
  if not play then return standby end
  play.key = play.media .. play.starts
  return play
end
local function shown_ms() return math.max(0, math.floor(math.min(current.duration, (mp.get_time() - current.shown) * 1000))) end
local function record_of(outcome, duration)
  return { id = current.id, media = current.media, spot = current.spot, sheet = current.sheet, takeover = current.takeover,
    startedAt = text_of(current.shown_at or now()), durationMs = duration, outcome = outcome }
end
local function close()
  if not current.id then return end
  local lasted = current.shown and shown_ms() or 0
  log.keep(record_of(not current.shown and 'FAILED' or lasted >= current.duration - TOLERANCE_MS and 'COMPLETED' or 'PARTIAL', lasted))
end
local function is_shown() if current.id and not current.shown then current.shown, current.shown_at = mp.get_time(), now() end end
local function draw()
  if current.slogan then texts.slogan(current, manifest.screen, now()) elseif current.notice then texts.notice(current, manifest.screen) end
end
local function show(want)
  close()
  current = want
  local meta = want.media and manifest.media[want.media]
  want.slogan = want.notice and want.notice.slogan or meta and meta.kind == 'SLOGAN' and meta.slogan or nil
  if want.duration then want.id = log.uuid() end
  if not want.slogan and not want.notice then texts.remove() end
  mp.set_property_bool('mute', not want.sound)
  if not meta or want.slogan or not (want.duration or ready[want.media]) then
    mp.command('stop')
    if want.slogan or want.notice then draw() is_shown() end
  else
    local late = want.duration and meta.kind == 'VIDEO' and (now() - want.starts) / 1000 or 0
    mp.command_native({ name = 'loadfile', url = path('media/' .. want.media), flags = 'replace', options = { start = late > 0.3 and string.format('%.3f', late) or '0' } })
  end
end
tick = function()
  local want = wanted()
  if want.key ~= current.key then show(want) elseif current.slogan then draw() end
  local volume = current.takeover and 100 or 0 -- without a level only orders are heard
  for _, level in ipairs(manifest and manifest.levels or {}) do
    if (instant(level.fromAt) or math.huge) <= now() then volume = level.volume or 0 end
  end
  mp.set_property_number('volume', volume)
  if current.shown and mp.get_time() - (current.noted or 0) > NOTE_EVERY_S then
    current.noted = mp.get_time()
    write('running', utils.format_json(record_of('PARTIAL', shown_ms())))
  end
end
mp.register_event('playback-restart', is_shown)
mp.register_event('end-file', function(event) if event.reason == 'error' then fault('MEDIA_UNPLAYABLE', current.media) end end)
mp.add_periodic_timer(1 / 25, function() if current.slogan then draw() end end)

-- Three tasks: follow the manifest, keep the time and say how things are, report what was shown.
local function pair()
  local _, pairing = answer('POST', '/player/v1/pairings', { anonymous = true, body = utils.format_json({ kind = 'mpv', name = env('LUNBO_SCREEN', 'mpv') }) })
  while pairing and pairing.pairingId do
    mp.osd_message('Lunbo  ' .. pairing.code, 5)
    pause((pairing.pollAfterMs or 3000) / 1000)
    local status, claimed = answer('GET', '/player/v1/pairings/' .. pairing.pairingId, { anonymous = true })
    if status == 200 then return claimed.token end
    if status >= 400 then return nil end
  end
end
local function authorize()
  local file = io.open(env('LUNBO_TOKEN_FILE', path('token')), 'r')
  local token = file and file:read('*a'):gsub('%s', '')
  if file then file:close() end
  if not token or token == '' then
    token = pair()
    write('token', token)
  end
  if token then write('auth', 'Authorization: Bearer ' .. token .. '\n') end
  return token
end
local function keep_time()
  local best
  for _ = 1, 5 do
    local asked = mp.get_time() * 1000
    local status, said = answer('GET', '/player/v1/clock')
    local took = mp.get_time() * 1000 - asked
    if status == 200 and said and instant(said.now) and (not best or took < best.took) then
      best = { took = took, ahead = instant(said.now) - (asked + took / 2) }
    end
  end
  if not best then return end
  ahead_ms, synced = best.ahead, true
  offset_ms = math.floor(now() - system_ms())
  write('clock', tostring(offset_ms))
end
local function heartbeat()
  local codes, cached = {}, {}
  for code, detail in pairs(faults) do table.insert(codes, { code = code, detail = detail }) end
  for sha in pairs(ready) do if exists('media/' .. sha) then table.insert(cached, sha) end end
  local body = { at = text_of(now() - offset_ms), manifestVersion = manifest and manifest.version or 0, clockOffsetMs = offset_ms, software = SOFTWARE,
    playing = current.shown and { media = current.media, startedAt = text_of(current.shown_at) } or nil }
  if #codes > 0 then body.faults = codes end
  if #cached > 0 then body.cached = cached end
  call('POST', '/player/v1/heartbeats', { body = utils.format_json(body) })
end
local function follow()
  while not authorize() do pause(10) end
  local complete, failures = false, 0
  while true do
    if not synced then keep_time() end
    local headers = {}
    if etag then headers = { 'If-None-Match: ' .. etag } end
    if etag and complete then table.insert(headers, 'Prefer: wait=25') end
    local status, body, head = call('GET', '/player/v1/manifest', { headers = headers, seconds = '45' })
    if status == 200 then accept(body, head:match('[Ee][Tt][Aa][Gg]: *([^\r\n]+)')) end
    if status == 401 then fault('TOKEN', 'refused') write('token', nil) authorize() else fault('TOKEN', nil) end
    complete = manifest ~= nil and gather()
    failures = (status == 200 or status == 304) and complete and 0 or math.min(failures + 1, 6)
    pause(failures > 0 and 2 ^ failures * (0.5 + math.random() / 2) or 0.5)
  end
end
local function tell()
  local spread, last_time, last_said, last_state = math.random(), mp.get_time(), 0, nil
  while true do
    pause(0.5 + spread)
    while log.report() do pause(0.2) end
    local state = manifest and manifest.version or 0
    for code, detail in pairs(faults) do state = state .. code .. detail end
    if mp.get_time() - last_said > 30 or state ~= last_state then
      last_said, last_state = mp.get_time(), state
      heartbeat()
    end
    if mp.get_time() - last_time > 600 then last_time = mp.get_time() keep_time() end
  end
end
task(function()
  for _, folder in ipairs({ '', 'tmp', 'sheets', 'media', 'plays' }) do run('mkdir', '-p', path(folder)) end
  math.randomseed(tonumber(log.random(3), 16))
  ahead_ms = system_ms() + (tonumber(read('clock') or '') or 0) - mp.get_time() * 1000
  local interrupted = read('running') -- what was on when the power went
  local play = interrupted and utils.parse_json(interrupted)
  if play then log.keep(play) end
  local kept = read('manifest')
  local found = kept and verified(kept)
  if found then
    trust.pin()
    approved, manifest = trust.judge(found), found
    gather()
  end
  mp.add_periodic_timer(TICK_S, tick)
  task(follow)
  task(tell)
end)
mp.register_event('shutdown', close)
