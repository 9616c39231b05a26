"""Says at the end of a test run how many attacks were tried."""


def pytest_terminal_summary(terminalreporter, config):
    for line in getattr(config, "attacks", []):
        terminalreporter.write_line(line)
