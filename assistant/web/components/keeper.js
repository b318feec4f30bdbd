// What is typed into Streamlit's own fields reaches the program, whatever is clicked next and whatever breaks meanwhile;
// and the few English words of the frame are said in Chinese.
//
// Streamlit hands a field over when it is left. The page change that a quick click asks for can overtake it, and carries
// nothing of the old page: the text, or the click, would be lost. So clicks wait for a field that was just left. What has
// not arrived is also kept in the browser, and handed over again after a crash or a reload.
const WORDS = {
  "Connection error": "程序没有应答",
  "Streamlit server is not responding. Are you connected to the internet?":
    "已保存的内容都在。请看一下年报助手的运行窗口是否已关闭；重新启动后，这一页会自动接上，没来得及保存的文字会补上。",
  "Skip to main content": "跳到正文",
  "Copy to clipboard": "复制",
  "Choose an option": "请选择",
  Open: "展开",
  Close: "关闭",
  "Show password text": "显示密钥",
  "Hide password text": "隐藏密钥",
  "Expand sidebar": "展开侧栏",
  "Collapse sidebar": "收起侧栏",
};
const PATTERNS = [[/^File must be ([\d.]+)\s?MB or smaller\.$/, (found) => `文件超过 ${parseInt(found[1])} MB，无法读取。`]];
const SETTLE = 80; // the time in which React hands over a field that was left
const LONGEST = 3000; // a click waits no longer for a page that is being drawn
const STORE = "nianbao:typed:";

export default function (component) {
  const known = window.nianbaoKeeper;
  window.nianbaoKeeper = component;
  if (known) return;
  let left = -Infinity; // when a field with new text was left
  let dirty = null;
  let through = false;
  let lost = new Set(stored()); // what may never have arrived
  let idle = 0;
  let drawn = true; // a program that was started anew does not know the fields of this page before it has drawn it

  const app = () => document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
  const connected = () => app().testConnectionState === "CONNECTED";
  const resting = () => connected() && app().testScriptState === "notRunning";

  function field(target) {
    const kind = target.tagName === "TEXTAREA" || (target.tagName === "INPUT" && target.type === "text");
    return kind && target.ariaLabel && !target.disabled ? target : null;
  }

  function name(target) {
    const report = document.querySelector('[data-testid="stSidebar"] [data-testid="stSelectbox"] input');
    return STORE + [location.pathname, report?.value, target.ariaLabel].join("\n");
  }

  function stored() {
    try {
      return Object.keys(sessionStorage).filter((key) => key.startsWith(STORE));
    } catch {
      return []; // a browser without storage still sends what was typed
    }
  }

  function keep(target) {
    try {
      sessionStorage.setItem(name(target), target.value);
    } catch {
      // full or absent: nothing is kept
    }
  }

  function hand(target) {
    if (target.tagName !== "TEXTAREA") return;
    left = performance.now();
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
  }

  function put(target, text) {
    const kind = target.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(target, text);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  // what never arrived is put back into its field
  async function restore() {
    for (const key of [...lost]) {
      const text = sessionStorage.getItem(key);
      const target = [...document.querySelectorAll("textarea, input[type=text]")].find((one) => name(one) === key);
      if (!target || target.disabled || text === null) continue;
      lost.delete(key);
      target.focus({ preventScroll: true });
      if (target.value === text) {
        // the field takes it for handed over, since the connection broke when it was left: only other text is sent
        put(target, text + " ");
        await pause(SETTLE);
        hand(target);
        await pause(5 * SETTLE);
      }
      put(target, text);
      await pause(SETTLE);
      hand(target);
      return;
    }
  }

  function watch() {
    if (!connected()) {
      if (app().testConnectionState) {
        lost = new Set(stored());
        drawn = false;
      }
      return;
    }
    if (!drawn) {
      drawn = true;
      left = performance.now();
      window.nianbaoKeeper.setStateValue("back", left);
    }
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (!resting() || performance.now() - left < 400) return resting() && watch();
      if (lost.size) return restore();
      const held = dirty && name(dirty);
      for (const key of stored()) if (key !== held) sessionStorage.removeItem(key);
    }, 400);
  }

  document.addEventListener("input", (event) => {
    const target = field(event.target);
    if (!target) return;
    dirty = target;
    keep(target);
  }, true);
  document.addEventListener("focusout", (event) => {
    if (event.target !== dirty) return;
    dirty = null;
    left = performance.now();
    setTimeout(watch, SETTLE);
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && dirty) hand(dirty);
  });
  document.addEventListener("click", (event) => {
    const start = performance.now();
    const target = event.target;
    if (through || start - left > LONGEST || !target.closest) return;
    const link = target.closest('[data-testid="stSidebarNavLink"]');
    const wait = () => {
      const now = performance.now();
      return now - left < SETTLE || (link && !resting() && now - start < LONGEST);
    };
    if (!wait()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const again = () => {
      if (wait()) return setTimeout(again, 20);
      const now = link ? document.querySelector(`[data-testid="stSidebarNavLink"][href="${link.getAttribute("href")}"]`) : target;
      through = true;
      now?.click();
      through = false;
    };
    setTimeout(again, 20);
  }, true);

  function say(text) {
    const found = PATTERNS.find(([pattern]) => pattern.test(text));
    return WORDS[text] ?? (found && found[1](text.match(found[0])));
  }

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = say(node.nodeValue.trim());
      if (words) node.nodeValue = words;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const attribute of ["aria-label", "title"]) {
        const words = node.hasAttribute(attribute) && say(node.getAttribute(attribute));
        if (words) node.setAttribute(attribute, words);
      }
      node.childNodes.forEach(translate);
    }
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") watch();
      else change.addedNodes.forEach(translate);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  translate(document.body);
  watch();
}
