"""Says at the end of the run how many right answers were tried."""


def pytest_terminal_summary(terminalreporter):
    properties = [dict(report.user_properties) for report in terminalreporter.getreports("passed")]
    count = sum(found.get("alternatives", 0) for found in properties)
    if count:
        terminalreporter.write_line(f"fairness suite: {count} alternatives")
