// A table of text inputs. What is typed stays as typed; Python reads it and sends back values, marks and outputs.
export default function (component) {
  const { data, setStateValue, parentElement } = component;
  const root = parentElement.querySelector(".sheet");
  const state = (root._state ??= { mount: crypto.randomUUID(), seq: 0, pending: [], shown: {}, html: null, focus: null });
  state.push = () => setStateValue("events", { mount: state.mount, events: state.pending });
  state.pending = state.pending.filter((event) => !(data.ack?.mount === state.mount && event[0] <= data.ack.seq));

  const table = root.querySelector(".table");
  const fields = () => [...table.querySelectorAll("input[data-k],select[data-k],textarea[data-k]")];
  const active = () => (root.getRootNode().activeElement?.dataset?.k ? root.getRootNode().activeElement : null);

  if (state.html !== data.html) {
    const held = active();
    const keep = held && { k: held.dataset.k, text: held.value, dirty: held.value !== state.shown[held.dataset.k] };
    table.innerHTML = data.html;
    state.html = data.html;
    state.shown = {};
    wire();
    if (keep) {
      const again = table.querySelector(`[data-k="${CSS.escape(keep.k)}"]`);
      if (again) {
        fill();
        if (keep.dirty) again.value = keep.text;
        again.focus();
      }
    }
  }
  fill();
  mark();
  if (data.focus && data.focus.nonce !== state.focus) {
    state.focus = data.focus.nonce;
    const target = table.querySelector(`[data-k="${CSS.escape(data.focus.k)}"],[data-out="${CSS.escape(data.focus.k)}"]`);
    if (target) setTimeout(() => go(target, true), 120);
  }

  function go(target, centre) {
    if (!target) return;
    target.scrollIntoView({ block: centre ? "center" : "nearest", inline: "nearest" });
    if (target.matches("input,select,textarea")) {
      target.focus({ preventScroll: true });
      target.select?.();
    } else {
      target.classList.add("flash");
      setTimeout(() => target.classList.remove("flash"), 2500);
    }
  }

  function send(kind, key, value) {
    state.seq += 1;
    state.pending = state.pending.filter((event) => !(event[1] === "edit" && kind === "edit" && event[2] === key));
    state.pending.push([state.seq, kind, key, value]);
  }

  function commit(field) {
    const key = field.dataset.k;
    if (field.value === (state.shown[key] ?? "")) return;
    state.shown[key] = field.value;
    send("edit", key, field.value);
    state.push();
  }

  function fill() {
    const waiting = new Set(state.pending.filter((event) => event[1] === "edit").map((event) => event[2]));
    const held = active();
    for (const field of fields()) {
      const key = field.dataset.k;
      const value = data.values[key] ?? "";
      if (waiting.has(key)) continue;
      const typing = field === held && field.value !== (state.shown[key] ?? "");
      if (!typing && field.value !== value) field.value = value;
      if (!typing) state.shown[key] = value;
    }
    for (const out of table.querySelectorAll("[data-out]")) out.textContent = data.outputs[out.dataset.out] ?? "";
    for (const part of table.querySelectorAll("[data-when]")) part.hidden = !data.shown.includes(part.dataset.when);
  }

  function mark() {
    for (const field of table.querySelectorAll("[data-k],[data-out]")) {
      const found = data.marks[field.dataset.k ?? field.dataset.out];
      const box = field.closest("td,label,div");
      box.classList.toggle("error", found?.level === "error");
      box.classList.toggle("warning", found?.level === "warning");
      box.classList.toggle("info", found?.level === "info");
      if (field.dataset.k) field.toggleAttribute("aria-invalid", found?.level === "error");
      field.title = found?.text ?? "";
    }
    const list = root.querySelector(".messages");
    list.replaceChildren(
      ...data.messages.map((message) => {
        const item = document.createElement("li");
        item.className = message.level;
        const link = document.createElement("button");
        link.type = "button";
        link.textContent = message.text;
        link.onclick = () =>
          go(table.querySelector(`[data-k="${CSS.escape(message.k)}"],[data-out="${CSS.escape(message.k)}"]`), true);
        item.append(link);
        return item;
      }),
    );
  }

  function at(row, column) {
    return table.querySelector(`[data-r="${row}"][data-c="${column}"]`);
  }

  function step(field, down, right) {
    let row = Number(field.dataset.r) + down;
    let column = Number(field.dataset.c) + right;
    const rows = Number(table.firstElementChild?.dataset.rows ?? 0);
    const columns = Number(table.firstElementChild?.dataset.columns ?? 0);
    while (row >= 0 && row < rows && column >= 0 && column < columns) {
      const next = at(row, column);
      if (next && !next.disabled) return go(next, false);
      row += down;
      column += right;
    }
  }

  function paste(event, field) {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const block = text.split("\n").map((line) => line.split("\t"));
    if (table.firstElementChild?.dataset.paste === "rows") {
      send("paste", field.dataset.k, block);
    } else {
      const row = Number(field.dataset.r);
      const column = Number(field.dataset.c);
      block.forEach((line, i) =>
        line.forEach((value, j) => {
          const target = at(row + i, column + j);
          if (!target || target.disabled) return;
          target.value = value.trim();
          state.shown[target.dataset.k] = target.value;
          send("edit", target.dataset.k, target.value);
        }),
      );
    }
    state.push();
  }

  function wire() {
    for (const field of fields()) {
      field.addEventListener("change", () => commit(field));
      field.addEventListener("focus", () => field.select?.());
      field.addEventListener("paste", (event) => paste(event, field));
      field.addEventListener("keydown", (event) => {
        if (event.isComposing || field.dataset.r === undefined) return;
        const caret = field.selectionStart === field.selectionEnd;
        const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
        if (event.key === "Enter") {
          event.preventDefault();
          commit(field);
          step(field, event.shiftKey ? -1 : 1, 0);
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          if (field.tagName === "SELECT") return;
          event.preventDefault();
          step(field, event.key === "ArrowDown" ? 1 : -1, 0);
        } else if (event.key === "ArrowRight" && (whole || (caret && field.selectionEnd === field.value.length))) {
          event.preventDefault();
          step(field, 0, 1);
        } else if (event.key === "ArrowLeft" && (whole || (caret && field.selectionStart === 0))) {
          event.preventDefault();
          step(field, 0, -1);
        } else if (event.key === "Escape") {
          field.value = state.shown[field.dataset.k] ?? "";
        }
      });
    }
    for (const button of table.querySelectorAll("button[data-act]")) {
      button.addEventListener("click", () => {
        send("act", button.dataset.act, "");
        state.push();
      });
    }
  }

  const flush = () => {
    const held = active();
    if (held) commit(held);
  };
  if (!state.flushing) {
    state.flushing = true;
    document.addEventListener("visibilitychange", flush);
  }
  return () => flush();
}
