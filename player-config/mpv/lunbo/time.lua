-- Instants as the service writes them (RFC 3339, UTC), as milliseconds since 1970.
local function instant(text)
  local y, m, d, h, min, s = tostring(text):match('^(%d+)-(%d+)-(%d+)T(%d+):(%d+):([%d.]+)Z$')
  if not y then return nil end
  local month = (m + 9) % 12 -- from March on, so that the leap day is the year's last
  local year = m <= '02' and y - 1 or y + 0
  local days = 365 * year + math.floor(year / 4) - math.floor(year / 100) + math.floor(year / 400) + math.floor((153 * month + 2) / 5) + d - 719469
  return math.floor((((days * 24 + h) * 60 + min) * 60 + s) * 1000)
end
local function text_of(ms)
  local whole = math.floor(ms / 1000)
  return os.date('!%Y-%m-%dT%H:%M:%S', whole) .. string.format('.%03dZ', math.floor(ms - whole * 1000))
end

return { instant = instant, text_of = text_of }
