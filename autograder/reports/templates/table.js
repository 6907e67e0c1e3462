"use strict";
// Tables of the class `sortable`: a click on a heading sorts, and the box above shows only the rows that have a text.
// Without this script every row is there, in the order of the file.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0], rows = [...body.rows], headings = [...table.tHead.rows[0].cells];
  const tools = document.getElementById(table.dataset.tools);
  const box = tools.querySelector("input"), count = tools.querySelector("output");
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const order = (one, other) => {
    const both = [one, other].map(Number), numbers = one !== "" && other !== "" && !both.some(Number.isNaN);
    return numbers ? both[0] - both[1] : one.localeCompare(other);
  };
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const sign = heading.ariaSort === "ascending" ? -1 : 1;
      for (const other of headings) other.ariaSort = "none";
      heading.ariaSort = sign === 1 ? "ascending" : "descending";
      rows.sort((one, other) => sign * order(value(one, column), value(other, column)));
      body.append(...rows);
    });
  });
  box.addEventListener("input", () => {
    const wanted = box.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  });
  tools.hidden = false;
}
