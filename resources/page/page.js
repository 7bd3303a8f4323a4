"use strict";
// Televisions keep the browser that they were sold with: nothing here is younger than Chromium 79.
(() => {
  const FAR = 1000; // CSS pixels from which on whole panels are shown
  const LEGIBLE = 16; // CSS pixels of a capital from which on it is read from afar
  const SMALL = 0.28, NEAR = 0.5; // of its size: below which a tile may be enlarged, and how large it is then
  const TURN = 20000, HOLD = 120000; // milliseconds: of one view; for which a choice holds
  const PATIENCE = 15000; // milliseconds for one file
  const SKEW = 120000;
  const ICONS = {
    before: "M15 5l-7 7 7 7", after: "M9 5l7 7-7 7", pause: "M9 5v14M15 5v14", go_on: "M8 5l11 7-11 7z",
    whole: "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z", single: "M4 6h16v12H4z",
  };
  const local = location.protocol === "file:";
  const $ = (id) => document.getElementById(id);
  let state = null; // what is shown is of this
  let pictures = new Map(); // name of a PNG -> {sum, url, image}
  let scene = null, panel = 0; // panel: which one, where they are shown one by one
  let single = null; // null: as legibility wants it; else as somebody chose
  let running = true, heldUntil = 0;
  const enlarged = new Set(); // tiles that somebody enlarged
  let received = 0, failures = 0, outdated = false, going = null, timer = 0;
  let arrived = null;

  // --- What is told -------------------------------------------------------------------------------------

  window.langbiang = (told) => { if (arrived) arrived(told); };

  function ask() {
    return new Promise((good, bad) => {
      const script = document.createElement("script");
      const end = (then, value) => { arrived = null; clearTimeout(late); script.remove(); then(value); };
      const late = setTimeout(() => end(bad, new Error("late")), PATIENCE);
      arrived = (told) => end(good, told);
      script.onerror = () => end(bad, new Error("unreached"));
      script.onload = () => setTimeout(() => { if (script.isConnected) end(bad, new Error("empty")); }, 0);
      script.src = `state.js?${Date.now()}`;
      document.head.append(script);
    });
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });

  function sumOf(bytes) {
    let sum = 0xffffffff;
    for (let n = 0; n < bytes.length; n++) sum = TABLE[(sum ^ bytes[n]) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  async function got(address) {
    const ending = new AbortController();
    const late = setTimeout(() => ending.abort(), PATIENCE);
    try {
      const answer = await fetch(address, { cache: "no-cache", signal: ending.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return await answer.arrayBuffer();
    } finally {
      clearTimeout(late);
    }
  }

  async function urlOf(one) {
    const address = encodeURIComponent(one.png);
    if (local) return `${address}?${one.sum}`; // a page of a folder may show a file and not read it
    const bytes = await got(address);
    if (sumOf(new Uint8Array(bytes)) !== one.sum) throw new Error("another picture");
    return URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  }

  async function picture(one) {
    const known = pictures.get(one.png);
    if (known && known.sum === one.sum) return known;
    const url = await urlOf(one);
    const image = new Image();
    image.src = url;
    try { await image.decode(); } catch (error) { drop(url); throw error; }
    return { sum: one.sum, url };
  }

  const drop = (url) => { if (url.startsWith("blob:")) URL.revokeObjectURL(url); };

  /** All pictures of the scene that is to be seen, or none. */
  async function fetched(told, name) {
    const wanted = told.scenes.find((one) => one.name === name) || told.scenes[0];
    const found = new Map();
    for (const one of wanted ? wanted.panels : []) found.set(one.png, await picture(one));
    return found;
  }

  /** One at a time: who asks meanwhile waits for it. */
  function refresh() {
    if (document.hidden) return Promise.resolve();
    going = going || turn().finally(() => { going = null; });
    return going;
  }

  async function turn() {
    let delay;
    try {
      for (let left = 3; ; left--) {
        const told = await ask();
        outdated = told.version !== 1;
        if (outdated) break;
        const wanted = sceneOf(told);
        let found;
        try { found = await fetched(told, wanted); }
        catch (error) { // it is just being replaced
          if (left <= 1) throw error;
          await new Promise((go) => setTimeout(go, 1000));
          continue;
        }
        if (!state || told.published !== state.published) received = Date.now();
        keep(found);
        state = told;
        if (sceneOf(told) !== wanted || !shown(wanted)) continue; // somebody chose another one meanwhile
        break;
      }
      failures = 0;
      draw();
      delay = next();
    } catch (error) {
      failures++;
      delay = Math.min(2500 * 2 ** failures, 60000);
    }
    say();
    clearTimeout(timer);
    timer = setTimeout(refresh, delay);
  }

  const sceneOf = (told) => (told.scenes.some((one) => one.name === scene) ? scene : (told.scenes[0] || {}).name);
  const shown = (name) => name === undefined || sceneOf(state) === name;

  function keep(found) {
    for (const [name, one] of pictures) if (found.has(name) && found.get(name).url !== one.url) drop(one.url);
    const last = pictures;
    pictures = found;
    for (const [name, one] of last) if (!found.has(name)) pictures.set(name, one); // scenes that come round again
    while (pictures.size > 64) { const [name, one] = [...pictures].pop(); drop(one.url); pictures.delete(name); }
  }

  /** Milliseconds until there ought to be another one. */
  function next() {
    const every = state.every * 1000;
    return Math.min(Math.max(every - age() + 1500, every / 4, 1000), every);
  }

  // --- How old it is ------------------------------------------------------------------------------------

  const skewed = () => Date.parse(state.published) - received > SKEW;
  const age = () => Math.max(Date.now() - (skewed() ? received : Date.parse(state.published)), 0);

  function inWords(milliseconds) {
    let said = "";
    for (const [from, words] of state.ages) if (milliseconds / 1000 >= from) said = words;
    return said;
  }

  function put(id, text) {
    const place = $(id);
    if (place.textContent !== text) place.textContent = text;
  }

  function say() {
    if (!state) return;
    const words = state.words;
    const old = age() > state.old * 1000;
    document.body.classList.toggle("old", old);
    put("taken", `${words.taken.replace("{moment}", state.at)} · ${inWords(age())}`);
    const notices = [];
    if (outdated) notices.push(words.outdated);
    if (!state.scenes.length) notices.push(words.nothing);
    if (old) notices.push(words.old.replace("{age}", inWords(age())));
    if (failures) notices.push(words.unreached);
    if (skewed()) notices.push(words.skewed);
    const before = $("notice").textContent;
    put("notice", notices.join(" "));
    if (far() && !before !== !notices.length) place();
  }

  // --- What is seen -------------------------------------------------------------------------------------

  const far = () => innerWidth >= FAR && innerHeight >= 400;

  function make(tag, attributes = {}, ...within) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null) made.setAttribute(name, value);
    }
    made.append(...within);
    return made;
  }

  function fill(place, made) {
    place.textContent = "";
    place.append(...made);
  }

  function draw() {
    if (!state) return;
    const root = document.documentElement;
    root.lang = state.lang;
    document.title = state.title;
    for (const [name, colour] of Object.entries(state.colours)) root.style.setProperty(`--${name}`, colour);
    root.style.setProperty("color-scheme", state.dark ? "dark" : "light");
    put("title", far() ? state.short : state.title);
    put("simulated", state.words.simulated);
    $("simulated").title = state.words.invented;
    $("simulated").hidden = !state.simulated;
    document.body.classList.toggle("far", far());
    chooser();
    document.body.classList.toggle("light", !state.dark);
    say();
    place();
  }

  /** The pictures, once all of them are there. */
  function place() {
    const now = state.scenes.find((one) => one.name === sceneOf(state));
    const ready = now && now.panels.every((one) => pictures.has(one.png));
    if (now && !ready) return;
    const made = now ? (far() ? panels(now) : tiles(now)) : [];
    const wall = $("wall"), before = [...wall.children];
    if (before.map(shape).join() === made.map(shape).join()) renew(wall, made);
    else fill(wall, made);
    bring();
  }

  /** What stays as it is when only the pictures and what they say are new. */
  function shape(element) {
    const copy = element.cloneNode(true);
    const images = copy.tagName === "IMG" ? [copy] : copy.querySelectorAll("img");
    for (const image of images) { image.removeAttribute("src"); image.removeAttribute("alt"); }
    return copy.outerHTML;
  }

  /** Focus, and how far somebody has pushed a tile aside, stay. */
  function renew(wall, made) {
    const fresh = made.flatMap((one) => [...one.querySelectorAll("img")]);
    [...wall.querySelectorAll("img")].forEach((image, n) => {
      image.src = fresh[n].src;
      image.alt = fresh[n].alt;
    });
  }

  /** The chosen button into what is seen of them. */
  function bring() {
    const all = $("scenes"), chosen = all.querySelector("[aria-current]");
    if (!chosen) return;
    const room = all.getBoundingClientRect(), own = chosen.getBoundingClientRect();
    if (own.left < room.left || own.right > room.right) {
      all.scrollLeft += own.left + own.width / 2 - room.left - room.width / 2;
    }
  }

  function panels(now) {
    const room = $("wall").getBoundingClientRect();
    const [width, height] = now.size;
    const whole = Math.min(room.width / width, room.height / height);
    const smallest = Math.min(...now.panels.map((one) => one.cap || Infinity));
    const apart = now.panels.length > 1 && (single === null ? smallest * whole < LEGIBLE : single);
    document.body.dataset.apart = apart;
    panel = Math.max(Math.min(panel, now.panels.length - 1), 0);
    keys(now, apart);
    $("place").hidden = !apart;
    put("place", `${panel + 1}/${now.panels.length}`);
    if (!apart) return now.panels.map((one) => placed(one, one.area, [0, 0, width, height], room));
    const one = now.panels[panel];
    return [placed(one, one.area, one.area, room)];
  }

  function placed(one, area, frame, room) {
    const scale = Math.min(room.width / frame[2], room.height / frame[3]);
    const left = (room.width - frame[2] * scale) / 2, top = (room.height - frame[3] * scale) / 2;
    const image = make("img", { decoding: "sync", src: pictures.get(one.png).url, alt: [one.title, one.says, ...one.tiles.map((t) => t.says)].join(". ") });
    const box = make("div", { class: "panel" }, image);
    const x = Math.round(left + (area[0] - frame[0]) * scale), y = Math.round(top + (area[1] - frame[1]) * scale);
    const right = Math.round(left + (area[0] - frame[0] + area[2]) * scale);
    const bottom = Math.round(top + (area[1] - frame[1] + area[3]) * scale);
    Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${right - x}px`, height: `${bottom - y}px` });
    return box;
  }

  function tiles(now) {
    const list = make("div", { class: "tiles" });
    const every = now.panels.flatMap((one) => one.tiles.map((tile) => ({ one, tile })));
    every.sort((a, b) => b.tile.importance - a.tile.importance); // equal ones stay in the order of reading
    let last = null;
    for (const { one, tile } of every) {
      if (one !== last) list.append(make("h2", {}, one.title));
      list.append(cut(one, tile));
      last = one;
    }
    return [list];
  }

  /** A tile's part of its panel's picture, in shares of the tile, so that it fits any width. */
  function cut(one, tile) {
    const [x, y, w, h] = tile.rect, [, , across, down] = one.area;
    const image = make("img", { decoding: "sync", src: pictures.get(one.png).url, alt: tile.says });
    Object.assign(image.style, {
      width: `${(across / w) * 100}%`, height: `${(down / h) * 100}%`,
      left: `${(-x / w) * 100}%`, top: `${(-y / h) * 100}%`,
    });
    const height = make("div"); // of the box, as a share of its width
    height.style.paddingTop = `${(h / w) * 100}%`;
    const box = make("div", { class: "cut" }, height, image);
    const room = innerWidth - 24, columns = Math.max(Math.floor((room + 12) / 372), 1);
    const wide = w * SMALL > (room + 12) / columns - 12 ? "tile wide" : "tile";
    if (w * SMALL <= room) return make("div", { class: wide }, box);
    const strip = make("div", { class: "strip" }, box);
    const id = `${one.png} ${x} ${y}`;
    const bigger = make("button", { type: "button" });
    const set = () => {
      const big = enlarged.has(id);
      bigger.textContent = big ? state.words.smaller : state.words.bigger;
      bigger.setAttribute("aria-expanded", big);
      big ? strip.setAttribute("tabindex", "0") : strip.removeAttribute("tabindex");
      box.style.minWidth = big ? `${Math.round(w * NEAR)}px` : "";
    };
    bigger.addEventListener("click", () => { enlarged.delete(id) || enlarged.add(id); set(); });
    set();
    return make("div", { class: wide }, strip, bigger);
  }

  // --- What is chosen -----------------------------------------------------------------------------------

  function chooser() {
    const place = $("scenes"), current = sceneOf(state);
    place.setAttribute("aria-label", state.words.scenes);
    const names = state.scenes.map((one) => `${one.name}\n${one.title}`).join("\n");
    if (place.dataset.names !== names) {
      place.dataset.names = names;
      fill(place, state.scenes.length > 1 ? state.scenes.map(button) : []);
    }
    for (const one of place.children) {
      const chosen = one.dataset.scene === current;
      chosen ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current");
    }
  }

  function button(one) {
    const made = make("button", { type: "button", "data-scene": one.name }, one.title);
    made.addEventListener("click", () => choose(one.name));
    return made;
  }

  function keys(now, apart) {
    const several = state.scenes.length > 1 || (apart && now.panels.length > 1);
    const wanted = [
      ...(several ? ["before", running ? "pause" : "go_on", "after"] : []),
      ...(now.panels.length > 1 ? [apart ? "whole" : "single"] : []),
    ];
    const place = $("keys"), names = `${state.lang} ${wanted}`;
    if (place.dataset.names === names) return;
    const focused = document.activeElement && document.activeElement.dataset.key;
    place.dataset.names = names;
    fill(place, wanted.map(key));
    const again = [...place.children].find((one) => one.dataset.key === focused)
      || (focused && place.contains(document.activeElement) ? null : focused && place.children[1]);
    if (again) again.focus();
  }

  function key(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    const made = make("button", { type: "button", "data-key": name, "aria-label": state.words[name], title: state.words[name] }, svg);
    made.addEventListener("click", () => press(name));
    return made;
  }

  function press(name) {
    if (name === "before" || name === "after") { heldUntil = Date.now() + HOLD; step(name === "after" ? 1 : -1); }
    if (name === "pause" || name === "go_on") { running = name === "go_on"; heldUntil = 0; draw(); }
    if (name === "whole" || name === "single") { single = name === "single"; heldUntil = Date.now() + HOLD; draw(); }
  }

  function step(by) {
    const names = state.scenes.map((one) => one.name);
    const n = names.indexOf(sceneOf(state));
    const count = state.scenes[n] ? state.scenes[n].panels.length : 0;
    const apart = far() && document.body.dataset.apart === "true";
    if (apart && panel + by >= 0 && panel + by < count) { panel += by; draw(); fade(); return; }
    const to = names[(n + by + names.length) % names.length];
    panel = by > 0 ? 0 : state.scenes.find((one) => one.name === to).panels.length - 1;
    show(to);
  }

  function choose(name) {
    heldUntil = Date.now() + HOLD;
    panel = 0;
    show(name);
    if (!far()) scrollTo(0, 0);
  }

  /** Its pictures first: what is seen stays until they are there. */
  async function show(name) {
    const before = scene;
    scene = name;
    chooser();
    try { keep(await fetched(state, name)); }
    catch (error) {
      if (scene !== name) return;
      clearTimeout(timer);
      await refresh();
      const now = state.scenes.find((one) => one.name === name);
      if (scene === name && !(now && now.panels.every((one) => pictures.has(one.png)))) { scene = before; chooser(); }
    }
    if (scene === name) { draw(); fade(); }
  }

  function fade() {
    const wall = $("wall");
    wall.classList.remove("fresh");
    void wall.offsetWidth;
    wall.classList.add("fresh");
  }

  addEventListener("keydown", (event) => {
    if (!state || event.ctrlKey || event.altKey || event.metaKey || !state.scenes.length) return;
    const names = state.scenes.map((one) => one.name);
    const on = event.target.closest && event.target.closest("button");
    const wide = event.target.closest && event.target.closest(".strip");
    if (far()) {
      if (event.key === "ArrowRight" || event.key === "PageDown") press("after");
      else if (event.key === "ArrowLeft" || event.key === "PageUp") press("before");
      else if (event.key === " " && !on) press(running ? "pause" : "go_on");
      else if (event.key === "w") press(document.body.dataset.apart === "true" ? "whole" : "single");
      else if (names[Number(event.key) - 1]) choose(names[Number(event.key) - 1]);
      else return;
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && !wide) {
      heldUntil = Date.now() + HOLD;
      step(event.key === "ArrowRight" ? 1 : -1);
    } else if (names[Number(event.key) - 1]) choose(names[Number(event.key) - 1]);
    else return;
    event.preventDefault();
  });

  addEventListener("resize", draw);
  addEventListener("online", () => { failures = 0; refresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { clearTimeout(timer); refresh(); } });
  setInterval(say, 1000);
  let turned = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (!state || !far() || !running || now < heldUntil || document.hidden) { turned = now; return; }
    const apart = document.body.dataset.apart === "true";
    const views = state.scenes.length + (apart ? 1 : 0);
    if (now - turned >= TURN && views > 1 && !going) { turned = now; step(1); }
  }, 1000);

  let pinned = location.hash.slice(1);
  try { pinned = decodeURIComponent(pinned); } catch (error) { /* no name that was written here */ }
  if (pinned) { scene = pinned; running = false; }
  refresh();
})();
