// What the player itself says on the screen, in Chinese and English.

const WORDS = {
  zh: {
    pairTitle: '将此终端绑定到屏幕',
    pairHint: '请操作员在“播放终端”页面输入此配对码',
    pairScan: '请操作员用手机扫描二维码，或在“播放终端”页面输入此配对码',
    pairWaiting: '等待认领…',
    pairExpires: '配对码有效期至',
    connecting: '正在连接播控服务…',
    retrying: '暂时无法连接，正在重试',
    demoClock: '演示时钟，并非真实时间',
    insecure: '当前页面不是安全上下文（需 HTTPS 或本机地址）：可联网播放，离线功能受限',
    volatile: '浏览器不允许本地存储：重启后须重新绑定，播放记录可能丢失',
    screen: '屏幕', version: '清单版本', valid: '有效期至', offset: '时钟偏差', roundTrip: '往返', now: '校准时间',
    playing: '正在播放', next: '下一条', waiting: '未确认记录', cached: '已缓存素材', faults: '故障', none: '无',
    frames: '当日丢帧 / 已显示',
    key: '令牌', bound: '绑定本机密钥', unbound: '无密钥',
    software: '软件', title: '终端状态', close: '按 I 键关闭',
    STANDBY: '垫片', DARK: '黑屏', PLAY: '播放',
    NO_MANIFEST: '尚无清单', GAP: '空档', EXPIRED: '清单已过期', MISSING: '素材未就绪', UNREVIEWED: '素材未经审核', UNPLAYABLE: '素材无法播放', BLACKOUT: '一键关屏', LOCAL_BLACKOUT: '现场关屏（按 B 键两次恢复）', OFF: '关机时段',
  },
  en: {
    pairTitle: 'Pair this player with a screen',
    pairHint: 'An operator enters this code on the page “Players”',
    pairScan: 'An operator scans this with a phone, or enters the code on the page “Players”',
    pairWaiting: 'Waiting to be claimed…',
    pairExpires: 'Code valid until',
    connecting: 'Connecting to the service…',
    retrying: 'No connection at the moment, trying again',
    demoClock: 'Demo clock, not the real time',
    insecure: 'This page is not a secure context (HTTPS or localhost): it plays online, offline work is limited',
    volatile: 'The browser refuses local storage: a restart needs pairing again, and plays may be lost',
    screen: 'Screen', version: 'Manifest', valid: 'Valid until', offset: 'Clock offset', roundTrip: 'round trip', now: 'Corrected time',
    playing: 'Playing', next: 'Next', waiting: 'Unacknowledged plays', cached: 'Cached media', faults: 'Faults', none: 'none',
    frames: 'Frames dropped / shown today',
    key: 'Token', bound: 'bound to this player’s key', unbound: 'without a key',
    software: 'Software', title: 'Player status', close: 'Press I to close',
    STANDBY: 'standby', DARK: 'dark', PLAY: 'play',
    NO_MANIFEST: 'no manifest yet', GAP: 'gap', EXPIRED: 'manifest expired', MISSING: 'media not ready', UNREVIEWED: 'media not reviewed', UNPLAYABLE: 'media unplayable', BLACKOUT: 'blackout', LOCAL_BLACKOUT: 'blackout at the screen (B twice to lift)', OFF: 'switched off',
  },
};

const language = (navigator.language || 'zh').toLowerCase().startsWith('zh') ? 'zh' : 'en';

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

export function say(key) {
  return WORDS[language][key] || key;
}

/** Wall-clock time in the screen's zone. */
export function localTime(epochMs, timeZone) {
  const format = { hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' };
  return new Intl.DateTimeFormat('sv-SE', timeZone ? { ...format, timeZone } : format).format(new Date(epochMs));
}
