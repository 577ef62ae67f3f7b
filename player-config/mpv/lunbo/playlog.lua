-- The play log of Lunbo's light player: a file for each play, on the disk before anything else happens, until the service has answered for it.
local utils = require 'mp.utils'

return function(tools)
local run, task, read, write, path = tools.run, tools.task, tools.read, tools.write, tools.path
local answer, now, text_of = tools.answer, tools.now, tools.text_of

local function random(bytes)
  local file = assert(io.open('/dev/urandom', 'rb'))
  local found = file:read(bytes):gsub('.', function(byte) return string.format('%02x', byte:byte()) end)
  file:close()
  return found
end
local function uuid()
  local hex = string.format('%012x', math.floor(now())) .. '7' .. random(2):sub(2) .. '8' .. random(8):sub(2)
  return hex:gsub('^(%x%x%x%x%x%x%x%x)(%x%x%x%x)(%x%x%x%x)(%x%x%x%x)(.*)$', '%1-%2-%3-%4-%5')
end
local function keep(play)
  local text = utils.format_json(play)
  task(function()
    write('plays/' .. play.id, text)
    run('sync', path('plays/' .. play.id), path('plays'))
    if read('running') and read('running'):find(play.id, 1, true) then write('running', nil) end
  end)
end
local batch = 20
local function report()
  local names, parts = utils.readdir(path('plays'), 'files') or {}, {}
  table.sort(names)
  for _, name in ipairs(names) do
    local text = #parts < batch and not name:find('%.') and read('plays/' .. name)
    if text then table.insert(parts, text) end
  end
  if #parts == 0 then return false end
  local status, said = answer('POST', '/player/v1/plays',
    { body = '{"plays":[' .. table.concat(parts, ',') .. '],"clock":{"now":"' .. text_of(now()) .. '","offsetMs":0}}' })
  if status ~= 200 or not said then batch = 20 return false end
  for _, result in ipairs(said.results or {}) do
    if type(result.id) == 'string' and result.id:match('^[%x-]+$') then os.remove(path('plays/' .. result.id)) end
  end
  batch = math.min(500, batch * 2)
  return true
end

return { random = random, uuid = uuid, keep = keep, report = report }
end
