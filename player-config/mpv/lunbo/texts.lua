-- Texts on the screen of Lunbo's light player: slogans page by page or passing, and the plain text of a warning.
local mp = require 'mp'
local pages = mp.create_osd_overlay('ass-events')

local function clean(text) return (tostring(text):gsub('[{}\\\n\r]', '')) end
local function notice(current, screen) -- the text of a warning, plain, white on black under its title
  local notice, width, height = current.notice, screen.widthPx, screen.heightPx
  local lines = { string.format('{\\an7\\q0\\bord0\\pos(%d,%d)\\fs%d}%s', width * 0.05, height * 0.06, height / 9, clean(notice.title)) }
  for _, field in ipairs(notice.fields or {}) do
    table.insert(lines, string.format('{\\fs%d}%s：%s', height / 17, clean(field.label), clean(field.text)))
  end
  pages.res_x, pages.res_y, pages.data = width, height, table.concat(lines, '\\N')
  pages:update()
end
local function slogan(current, screen, now) -- a slogan, page by page, or passing from right to left
  local slogan, elapsed, width, height = current.slogan, now - current.starts, screen.widthPx, screen.heightPx
  local at, page = 0, slogan.pages[1]
  for _, one in ipairs(slogan.pages) do
    if elapsed >= at then page, current.page_at = one, at end
    at = at + one.holdMs
  end
  local color = tostring(slogan.color or '#ff0000'):gsub('#(%x%x)(%x%x)(%x%x)', '&H%3%2%1&')
  local place = slogan.mode == 'SCROLL_LEFT' and string.format('\\an4\\q2\\pos(%.1f,%d)', width - (elapsed - current.page_at) * slogan.pxPerSecond / 1000, height / 2)
    or string.format('\\an5\\pos(%d,%d)', width / 2, height / 2)
  pages.res_x, pages.res_y = width, height
  pages.data = string.format('{%s\\bord0\\shad0\\fs%d\\1c%s}%s', place, slogan.glyphPx or height * 0.8, color, clean(page.text))
  pages:update()
end

return { slogan = slogan, notice = notice, remove = function() pages:remove() end }
