"""The released notebook in JupyterLab, in a real browser."""
