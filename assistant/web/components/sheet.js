// A table of text inputs. What is typed stays as typed; Python reads it and sends back values, marks and outputs.
export default function (component) {
  const { data, setStateValue, parentElement } = component;
  const root = parentElement.querySelector(".sheet");
  const state = (root._state ??= { ...recall(), shown: {}, html: null, focus: null });
  state.push = () => {
    remember();
    state.turn = (state.turn ?? 0) + 1;
    setStateValue("events", { mount: state.mount, events: state.pending, turn: state.turn });
    // what is not answered was not received, for example by a program that was started anew
    clearTimeout(state.again);
    state.again = setTimeout(() => root.isConnected && state.pending.length && state.push(), 2500);
  };
  state.data = data;
  state.pending = state.pending.filter((event) => !(data.ack?.mount === state.mount && event[0] <= data.ack.seq));
  remember();
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
        if (keep.dirty) {
          again.value = keep.text;
          again.dataset.touched = "1";
        }
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

  // what Python has not acknowledged outlives the table, for example when the page was left in the same instant
  function recall() {
    const fresh = { mount: crypto.randomUUID(), seq: 0, pending: [] };
    try {
      const kept = JSON.parse(sessionStorage.getItem("sheet:" + data.key));
      if (!kept?.pending?.length) return fresh;
      setTimeout(() => root._state.push(), 0);
      return kept;
    } catch {
      return fresh;
    }
  }

  function remember() {
    const { mount, seq, pending } = state;
    root.toggleAttribute("data-saving", pending.length > 0);
    try {
      if (pending.length) sessionStorage.setItem("sheet:" + data.key, JSON.stringify({ mount, seq, pending }));
      else sessionStorage.removeItem("sheet:" + data.key);
    } catch {
      // a browser without storage still sends its events
    }
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

  // events of one batch (a pasted block) are one step for “undo”
  function send(kind, key, value, batch) {
    state.seq += 1;
    state.data = data;
    state.pending = state.pending.filter((event) => !(event[1] === "edit" && kind === "edit" && event[2] === key));
    state.pending.push([state.seq, kind, key, value, batch ?? state.seq]);
  }

  function commit(field) {
    const key = field.dataset.k;
    if (field.value === (state.shown[key] ?? "")) return;
    state.shown[key] = field.value;
    send("edit", key, field.value);
    state.push();
  }

  function settle(field) {
    const key = field.dataset.k;
    const waits = state.pending.some((event) => event[1] === "edit" && event[2] === key);
    // a field under somebody's hands is left alone, whatever Python made of what stands in it
    if (waits || field.dataset.touched) return;
    const value = state.data.values[key] ?? "";
    if (field.value !== value) field.value = value;
    state.shown[key] = value;
  }

  function fill() {
    for (const field of fields()) settle(field);
    for (const out of table.querySelectorAll("[data-out]")) out.textContent = data.outputs[out.dataset.out] ?? "";
    for (const part of table.querySelectorAll("[data-when]")) part.hidden = !data.shown.includes(part.dataset.when);
  }

  function mark() {
    for (const field of table.querySelectorAll("[data-k],span[data-out]")) {
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
      const batch = state.seq + 1;
      block.forEach((line, i) =>
        line.forEach((value, j) => {
          const target = at(row + i, column + j);
          if (!target || target.disabled) return;
          target.value = value.trim();
          state.shown[target.dataset.k] = target.value;
          send("edit", target.dataset.k, target.value, batch);
        }),
      );
    }
    state.push();
  }

  function wire() {
    for (const field of fields()) {
      let timer = 0;
      field.addEventListener("input", (event) => {
        field.dataset.touched = "1";
        clearTimeout(timer);
        // what was typed is saved after a short rest, too, so that a crash or a closed window costs nothing
        if (!event.isComposing) timer = setTimeout(() => commit(field), 800);
      });
      field.addEventListener("change", () => commit(field));
      field.addEventListener("blur", () => {
        clearTimeout(timer);
        delete field.dataset.touched;
        settle(field);
      });
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
          delete field.dataset.touched;
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
