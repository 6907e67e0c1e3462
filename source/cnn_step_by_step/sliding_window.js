// The sliding window of animation.py. The reader chooses f, stride and padding; all the rest is worked out here, so that
// the kernel is not needed. Where outputs may not run scripts, the sentence that it replaces points to the film strip.
(() => {
  // JupyterLab runs this script in its place. VS Code runs a copy of it, which it appends to the whole output.
  const around = document.currentScript.parentElement;
  const root = around.closest(".sliding-window") ?? around.querySelector(".sliding-window");
  const { volume, filter, bias, chosen, colours, signs } = JSON.parse(root.dataset.layer);
  const [CELL, SMALL, GAP, LEFT, TOP] = [22, 30, 26, 10, 28];  // pixels
  const choices = { f: filter[0].map((_, n) => n + 1), stride: [1, 2, 3], pad: [0, 1, 2] };
  const select = (name) => `<label>${name} <select name="${name}">${choices[name]
    .map((n) => `<option${n === chosen[name] ? " selected" : ""}>${n}</option>`).join("")}</select></label>`;
  root.querySelector(".still").outerHTML = `
    <div role="group" aria-label="The layer">${Object.keys(choices).map(select).join("")}</div>
    <p class="sizes"></p>
    <svg role="img" fill="currentColor" text-anchor="middle" font-size="13" font-family="sans-serif"></svg>
    <p aria-live="polite"></p>
    <div role="group" aria-label="The window">
      <button type="button">First</button><button type="button">Back</button>
      <button type="button">Play</button><button type="button">Next</button>
      <label>Stop <input type="range" min="1"></label>
    </div>`;
  const [sizes, said] = root.querySelectorAll("p");
  const [first, back, play, next] = root.querySelectorAll("button");
  const [drawing, slider, selects] = [root.querySelector("svg"), root.querySelector("input"), root.querySelectorAll("select")];

  const show = (value) => String(Number(value.toPrecision(6))).replace("-", signs.minus);
  const total = (values) => values.flat(2).reduce((sum, value) => sum + value, 0);
  const addUp = (values) => values.flat().map(show).join(" + ").replaceAll(`+ ${signs.minus}`, `${signs.minus} `);
  const grid = (rows, columns, value) =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => value(r, c)));

  // Everything that follows from the three numbers that the reader chose.
  const workOut = ({ f, stride, pad }) => {
    const [rows, columns] = [volume[0].length + 2 * pad, volume[0][0].length + 2 * pad];
    const padded = volume.map((layer) => grid(rows, columns, (r, c) => layer[r - pad]?.[c - pad] ?? 0));
    const weights = filter.map((layer) => grid(f, f, (r, c) => layer[r][c]));
    const [high, wide] = [rows, columns].map((length) => Math.floor((length - f) / stride) + 1);
    const stops = grid(high, wide, (h, w) => [h, w]).flat().map(([h, w]) => {
      const [row, column] = [h * stride, w * stride];
      const windows = padded.map((layer) => grid(f, f, (r, c) => layer[row + r][column + c]));
      const products = windows.map((part, n) => grid(f, f, (r, c) => part[r][c] * weights[n][r][c]));
      return { h, w, row, column, windows, products, sums: products.map(total), result: total(products) + bias };
    });
    return { f, stride, pad, rows, columns, padded, weights, high, wide, stops };
  };

  const text = (x, y, words, style = "") => `<text x="${x}" y="${y}" ${style}>${words}</text>`;
  const box = (x, y, width, height, line = 0.6, fill = "none") =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" stroke="currentColor" stroke-width="${line}" fill="${fill}"/>`;
  const hatch = (x, y, size) =>
    `<path d="M${x} ${y + size} L${x + size} ${y} M${x} ${y + size / 2} L${x + size / 2} ${y} M${x + size / 2} ` +
    `${y + size} L${x + size} ${y + size / 2}" stroke="${colours.padding}" stroke-width="0.7"/>`;
  const table = (x, y, values, colour, title, size, pad = 0) => {
    const [rows, columns] = [values.length, values[0].length];
    const cells = values.flatMap((line, r) => line.map((value, c) => {
      const [left, top] = [x + c * size, y + r * size];
      const inside = r >= pad && r < rows - pad && c >= pad && c < columns - pad;
      const filled = inside ? `<g fill-opacity="0.4">${box(left, top, size, size, 0, colour)}</g>` : hatch(left, top, size);
      const number = value === null ? "" : text(left + size / 2, top + size / 2 + 5, show(value));
      return filled + box(left, top, size, size) + number;
    }));
    return text(x + columns * size / 2, y - 8, title) + cells.join("");
  };

  const draw = (layer, place) => {
    const { f, stride, pad, rows, columns, padded, weights, high, wide, stops } = layer;
    const stop = stops[place];
    const done = grid(high, wide, (h, w) => (h * wide + w <= place ? stops[h * wide + w].result : null));
    const low = TOP + Math.max(rows, high) * CELL + GAP + TOP;
    const parts = padded.map((values, n) => {
      const [x, across] = [LEFT + n * (columns * CELL + GAP), LEFT + n * (3 * f * SMALL + 3.5 * GAP)];
      const tables = [[stop.windows[n], colours.input, "window"], [weights[n], colours.filter, "filter"],
        [stop.products[n], "none", "products"]];
      const row = tables.map(([numbers, colour], k) => table(across + k * (f * SMALL + GAP), low, numbers, colour, "", SMALL));
      const names = f > 1 ? tables.map(([, , name], k) => text(across + k * (f * SMALL + GAP) + f * SMALL / 2, low - 8, name)) : [];
      const line = [signs.times, "="].map((sign, k) =>
        text(across + (k + 1) * (f * SMALL + GAP) - GAP / 2, low + f * SMALL / 2 + 6, sign, 'font-size="18"'));
      const sum = `channel ${n}:  ${addUp(stop.products[n])}  =  ${show(stop.sums[n])}`;
      return table(x, TOP, values, colours.input, `channel ${n}`, CELL, pad) +
        box(x + stop.column * CELL, TOP + stop.row * CELL, f * CELL, f * CELL, 4) + row.join("") + names.join("") + line.join("") +
        text(LEFT, low + f * SMALL + 30 + 22 * n, sum, 'text-anchor="start"');
    });
    const right = LEFT + padded.length * (columns * CELL + GAP) + GAP / 2;
    parts.push(table(right, TOP, done, colours.output, "output", CELL));
    parts.push(box(right + stop.w * CELL, TOP + stop.h * CELL, CELL, CELL, 4));
    const bottom = low + f * SMALL + 30 + 22 * padded.length;
    const sum = `output row ${stop.h}, column ${stop.w}:  ${addUp(stop.sums)} + bias ${show(bias)}  =  ${show(stop.result)}`;
    parts.push(text(LEFT, bottom, sum, 'text-anchor="start" font-weight="bold"'));
    const across = 2 * LEFT + padded.length * (3 * f * SMALL + 3.5 * GAP) - 1.5 * GAP;
    drawing.setAttribute("viewBox", `0 0 ${Math.max(right + wide * CELL + LEFT, across, 700)} ${bottom + 14}`);
    drawing.innerHTML = parts.join("");
    const sums = stop.sums.map((value, n) => `channel ${n} gives ${show(value)}`).join(", ");
    said.textContent = `Stop ${place + 1} of ${stops.length}: the window starts in row ${stop.row} and column ` +
      `${stop.column}; ${sums}; with the bias ${show(bias)} output row ${stop.h}, column ${stop.w} is ${show(stop.result)}.`;
    drawing.setAttribute("aria-label", `A window of ${f} by ${f} slides over ${padded.length} channels with stride ` +
      `${stride} and pad ${pad}. ${said.textContent}`);
    slider.value = place + 1;
    slider.setAttribute("aria-valuetext", `stop ${place + 1} of ${stops.length}`);
  };

  let [layer, timer] = [null, 0];
  const place = () => Number(slider.value) - 1;
  const go = (number) => draw(layer, Math.max(0, Math.min(layer.stops.length - 1, number)));
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    said.setAttribute("aria-live", "polite");
  };
  const begin = () => {
    pause();
    layer = workOut(Object.fromEntries([...selects].map((one) => [one.name, Number(one.value)])));
    const [given, { f, stride, pad, high, wide, stops }] = [volume[0], layer];
    const size = (length) => `⌊(${length} ${signs.minus} ${f} + 2 · ${pad}) / ${stride}⌋ + 1`;
    const products = f * f * volume.length;
    sizes.textContent = `Output: ${size(given.length)} = ${high} rows` +
      (given.length === given[0].length ? ` and as many columns` : `, ${size(given[0].length)} = ${wide} columns`) +
      `. ${stops.length} stops of ${products} products: ${stops.length * products} multiplications.` +
      (f < filter[0].length ? ` The filter is the upper left part of the whole one.` : "");
    slider.max = stops.length;
    go(0);
  };
  selects.forEach((one) => { one.onchange = begin; });
  const step = (button, number) => { button.onclick = () => { pause(); go(number()); }; };
  step(first, () => 0);
  step(back, () => place() - 1);
  step(next, () => place() + 1);
  slider.oninput = () => { pause(); go(place()); };
  play.onclick = () => {
    if (timer) { pause(); return; }
    said.setAttribute("aria-live", "off");
    play.textContent = "Pause";
    go(place() + 1 < layer.stops.length ? place() + 1 : 0);
    timer = setInterval(() => {
      if (!root.isConnected || place() + 1 === layer.stops.length) { pause(); return; }
      go(place() + 1);
    }, 1500);
  };
  root.onkeydown = (event) => event.stopPropagation();
  play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  begin();
})();
