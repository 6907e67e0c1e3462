"""Steps that we add to nbgrader's own; `nbgrader_config.py` puts them in their places."""

import re
from typing import Any

from nbconvert.preprocessors import CoalesceStreamsPreprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

MEASURED = re.compile(r"[\d.]+(?= (ms|times)\b)")
ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class TrimBlankLines(NbGraderPreprocessor):
    """Tidy what is left where a solution was: no trailing spaces, one blank line at most inside a function."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Trim a solution cell; other cells stay as they are."""
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            trimmed = "\n".join(line.rstrip() for line in cell.source.splitlines())
            cell.source = re.sub(r"\n{3,}", "\n\n", trimmed)
        return cell, resources


class JoinStreams(NbGraderPreprocessor, CoalesceStreamsPreprocessor):
    """Join what a cell printed in pieces; where the pieces end is a matter of timing."""


class ForgetTimes(NbGraderPreprocessor):
    """Put dots in place of measured times, so that the answer key has the same bytes whenever it is built."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change what a cell with the tag "timed" printed; other cells stay as they are."""
        if "timed" in cell.metadata.get("tags", []):
            for output in cell.get("outputs", []):
                if output.output_type == "stream":
                    output.text = MEASURED.sub("...", output.text)
        return cell, resources


class RefuseErrors(NbGraderPreprocessor):
    """Stop when a cell of the answer key ends in an error; nbgrader itself would go on and exit with 0."""

    def preprocess(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Raise RuntimeError with the error of every cell that failed."""
        failures = [
            f"cell {cell.id}: {output.ename}: {ANSI_COLOUR.sub('', output.evalue)}"
            for cell in notebook.cells
            for output in cell.get("outputs", [])
            if output.output_type == "error"
        ]
        if failures:
            raise RuntimeError("the answer key does not run:\n" + "\n".join(failures))
        return notebook, resources
